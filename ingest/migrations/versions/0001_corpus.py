"""The corpus: documents, versions, passages, sentences, lexical rows, vectors to sweep and runs."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "corpus",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.execute("INSERT INTO corpus (id, revision) VALUES (1, 0)")
    op.create_table(
        "documents",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("location", sa.Text, nullable=False, unique=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("created_at", sa.String(32), nullable=False),
    )
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("document_id", sa.String(32), sa.ForeignKey("documents.id"), nullable=False, index=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False, index=True),
        sa.Column("token", sa.String(32), nullable=False, unique=True),
        sa.Column("sha256", sa.String(64), nullable=False, index=True),
        sa.Column("recipe", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("blocks", sa.JSON, nullable=False),
        sa.Column("dropped", sa.JSON, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("kind", sa.String(32)),
        sa.Column("municipality", sa.Text),
        sa.Column("body", sa.Text),
        sa.Column("date", sa.String(10)),
        sa.Column("valid_from", sa.String(10)),
        sa.Column("valid_to", sa.String(10)),
        sa.Column("replaces", sa.Text),
        sa.Column("ingested_at", sa.String(32), nullable=False),
        sa.UniqueConstraint("document_id", "number"),
    )
    op.create_index(
        "one_active_version",
        "versions",
        ["document_id"],
        unique=True,
        sqlite_where=sa.text("active"),
        postgresql_where=sa.text("active"),
    )
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version_id", sa.Integer, sa.ForeignKey("versions.id"), nullable=False, index=True),
        sa.Column("vector", sa.String(48), nullable=False, unique=True),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("section", sa.Text, nullable=False),
        sa.Column("page", sa.Integer),
        sa.Column("tokens", sa.Integer, nullable=False),
    )
    op.create_table(
        "sentences",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version_id", sa.Integer, sa.ForeignKey("versions.id"), nullable=False, index=True),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("block", sa.Integer, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "sweep",
        sa.Column("token", sa.String(32), primary_key=True),
        sa.Column("vectors", sa.Integer, nullable=False),
        sa.Column("pending", sa.Boolean, nullable=False),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("started_at", sa.String(32), nullable=False),
        sa.Column("finished_at", sa.String(32)),
        sa.Column("report", sa.JSON),
    )
    for table in ("passage_words", "passage_grams"):
        op.execute(
            f"CREATE VIRTUAL TABLE {table} USING fts5(title, section, body, "
            """tokenize = "unicode61 remove_diacritics 0 tokenchars '_-§.,:/&'")"""
        )
    op.execute("CREATE VIRTUAL TABLE passage_terms USING fts5vocab(passage_words, row)")


def downgrade() -> None:
    for table in (
        "passage_terms",
        "passage_grams",
        "passage_words",
        "runs",
        "sweep",
        "sentences",
        "passages",
        "versions",
        "documents",
        "corpus",
    ):
        op.execute(f"DROP TABLE {table}")
