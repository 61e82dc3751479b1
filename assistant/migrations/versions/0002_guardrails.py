"""What the guardrails need to keep: scores of the rules beside each answer."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("answers", sa.Column("scores", sa.JSON, nullable=False, server_default="{}"))


def downgrade() -> None:
    op.drop_column("answers", "scores")
