"""Documents that are held back until an administrator has looked at them, and what was removed from versions."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "quarantine",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("status", sa.String(16), nullable=False, index=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("location", sa.Text, nullable=False, index=True),
        sa.Column("bytes", sa.String(64), nullable=False, index=True),
        sa.Column("document_id", sa.String(32), sa.ForeignKey("documents.id")),
        sa.Column("reading", sa.JSON, nullable=False),
        sa.Column("findings", sa.JSON, nullable=False),
        sa.Column("policy", sa.String(64), nullable=False),
        sa.Column("run_id", sa.String(32), nullable=False),
        sa.Column("held_at", sa.String(32), nullable=False),
        sa.Column("rulings", sa.JSON, nullable=False),
        sqlite_autoincrement=True,
    )
    op.execute("ALTER TABLE versions ADD COLUMN redacted JSON NOT NULL DEFAULT '{}'")


def downgrade() -> None:
    op.drop_table("quarantine")
    with op.batch_alter_table("versions") as changed:
        changed.drop_column("redacted")
