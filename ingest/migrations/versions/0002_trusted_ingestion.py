"""Places, sources, fields with their basis, minutes and decisions, corrections, and runs that can be taken up again."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _add_sources()
    _add_places()
    _extend_versions()
    _extend_passages()
    _add_decisions()
    _extend_runs()


def _add_sources() -> None:
    op.create_table(
        "sources",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("options", sa.JSON, nullable=False),
        sa.Column("every_minutes", sa.Integer),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("next_at", sa.String(32)),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("removed_at", sa.String(32)),
    )


def _add_places() -> None:
    """Documents had one location each, which moves to a place. Its bytes are not known: it is read once more."""
    op.create_table(
        "places",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("location", sa.Text, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("document_id", sa.String(32), sa.ForeignKey("documents.id"), index=True),
        sa.Column("source_id", sa.String(32), sa.ForeignKey("sources.id"), index=True),
        sa.Column("container", sa.Text, index=True),
        sa.Column("sha256", sa.String(64), nullable=False, index=True),
        sa.Column("reader", sa.Integer, nullable=False),
        sa.Column("fetched", sa.JSON),
        sa.Column("first_seen", sa.String(32), nullable=False),
        sa.Column("last_seen", sa.String(32), nullable=False),
        sa.Column("gone_at", sa.String(32)),
    )
    op.execute(
        "INSERT INTO places (location, name, document_id, sha256, reader, first_seen, last_seen) "
        "SELECT location, source, id, '', 0, created_at, created_at FROM documents"
    )
    with op.batch_alter_table("documents") as table:
        table.drop_column("location")
        table.add_column(sa.Column("retired_at", sa.String(32)))
        table.add_column(sa.Column("retired_because", sa.String(16)))


def _extend_versions() -> None:
    """The index of `active` goes: nearly all versions are, and SQLite chose it over that of a document's versions."""
    op.drop_index("ix_versions_active", "versions")
    with op.batch_alter_table("versions") as table:
        table.add_column(sa.Column("status", sa.String(16)))
        table.add_column(sa.Column("superseded_by", sa.Text))
        table.add_column(sa.Column("fields", sa.JSON, nullable=False, server_default="{}"))
        table.add_column(sa.Column("minutes", sa.JSON))
        table.add_column(sa.Column("ocr", sa.JSON, nullable=False, server_default="{}"))
        table.add_column(sa.Column("edition", sa.Integer, nullable=False, server_default="0"))
        table.add_column(sa.Column("touched", sa.Integer, nullable=False, server_default="0"))
        table.add_column(sa.Column("run_id", sa.String(32)))
    op.create_table(
        "corrections",
        sa.Column("document_id", sa.String(32), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("field", sa.String(32), primary_key=True),
        sa.Column("value", sa.Text),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("corrected_at", sa.String(32), nullable=False),
    )


def _extend_passages() -> None:
    """Ids of passages are never used again: a citation or a log that names one must not come to mean another."""
    with op.batch_alter_table(
        "passages", recreate="always", table_kwargs={"sqlite_autoincrement": True}
    ) as table:
        table.add_column(sa.Column("digest", sa.String(64), nullable=False, server_default=""))
        table.create_index("ix_passages_digest", ["digest"])


def _add_decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version_id", sa.Integer, sa.ForeignKey("versions.id"), nullable=False, index=True),
        sa.Column("item", sa.Integer, nullable=False),
        sa.Column("number", sa.String(16)),
        sa.Column("title", sa.Text),
        sa.Column("case_number", sa.Text, index=True),
        sa.Column("subject", sa.String(16), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False, index=True),
        sa.Column("points", sa.JSON, nullable=False),
        sa.Column("body", sa.Text, index=True),
        sa.Column("body_basis", sa.String(16)),
        sa.Column("date", sa.String(10), index=True),
        sa.Column("date_basis", sa.String(16)),
        sa.Column("vote", sa.JSON),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
    )


def _extend_runs() -> None:
    with op.batch_alter_table("runs") as table:
        table.add_column(sa.Column("status", sa.String(16), nullable=False, server_default="done"))
        table.add_column(sa.Column("request", sa.JSON, nullable=False, server_default="{}"))
        table.add_column(sa.Column("source_id", sa.String(32)))
        table.add_column(sa.Column("requested_at", sa.String(32), nullable=False, server_default=""))
        table.alter_column("started_at", existing_type=sa.String(32), nullable=True)
    op.execute("UPDATE runs SET requested_at = started_at")
    op.execute("UPDATE runs SET status = 'failed' WHERE finished_at IS NULL")
    op.create_table(
        "run_files",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("run_id", sa.String(32), sa.ForeignKey("runs.id"), nullable=False, index=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("location", sa.Text, nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("document_id", sa.String(32), index=True),
        sa.Column("version", sa.Integer),
        sa.Column("passages", sa.Integer, nullable=False),
        sa.Column("embedded", sa.Integer, nullable=False),
        sa.Column("changes", sa.JSON, nullable=False),
    )


def downgrade() -> None:
    for table in ("run_files", "decisions", "corrections"):
        op.drop_table(table)
    with op.batch_alter_table("runs") as changed:
        for column in ("status", "request", "source_id", "requested_at"):
            changed.drop_column(column)
    with op.batch_alter_table("passages") as changed:
        changed.drop_index("ix_passages_digest")
        changed.drop_column("digest")
    with op.batch_alter_table("versions") as changed:
        for column in ("status", "superseded_by", "fields", "minutes", "ocr", "edition", "touched", "run_id"):
            changed.drop_column(column)
        changed.create_index("ix_versions_active", ["active"])
    op.execute("ALTER TABLE documents ADD COLUMN location TEXT")
    op.execute(
        "UPDATE documents SET location = coalesce((SELECT location FROM places WHERE document_id = documents.id "
        "ORDER BY places.id LIMIT 1), id)"
    )
    with op.batch_alter_table("documents") as changed:
        changed.alter_column("location", existing_type=sa.Text, nullable=False)
        changed.create_unique_constraint("documents_location", ["location"])
        changed.drop_column("retired_at")
        changed.drop_column("retired_because")
    op.drop_table("places")
    op.drop_table("sources")
