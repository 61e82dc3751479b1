"""Change control: policies, shadow runs, pauses, links of clauses, hand-overs and measurements."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _policies()
    _pauses()
    _clauses()
    op.create_table(
        "handovers",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("answer_id", sa.String(32), sa.ForeignKey("answers.id"), nullable=False, index=True),
        sa.Column("at", sa.String(32), nullable=False, index=True),
        sa.Column("rule", sa.String(40)),
        sa.Column("question", sa.Text),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("status", sa.String(16), nullable=False, index=True),
        sa.Column("closed_by", sa.Text),
        sa.Column("closed_at", sa.String(32)),
        sa.Column("closing_note", sa.Text),
    )
    op.create_table(
        "measurements",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("policy_version", sa.String(32), nullable=False),
        sa.Column("cases", sa.String(64), nullable=False),
        sa.Column("figures", sa.JSON, nullable=False),
    )


def _policies() -> None:
    op.create_table(
        "policies",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.String(32), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("from_file", sa.Boolean, nullable=False),
        sa.Column("proposed_by", sa.Text, nullable=False),
        sa.Column("proposed_at", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("activated_by", sa.Text),
        sa.Column("activated_at", sa.String(32)),
        sa.Column("ended_by", sa.Text),
        sa.Column("ended_at", sa.String(32)),
    )
    is_live = sa.text("status = 'live'")
    op.create_index(
        "one_live_policy",
        "policies",
        ["status"],
        unique=True,
        sqlite_where=is_live,
        postgresql_where=is_live,
    )
    op.create_table(
        "shadows",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("policy_id", sa.Integer, sa.ForeignKey("policies.id"), nullable=False, index=True),
        sa.Column("live_id", sa.Integer, sa.ForeignKey("policies.id"), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("days", sa.Integer, nullable=False),
        sa.Column("outcome", sa.JSON, nullable=False),
    )


def _pauses() -> None:
    op.create_table(
        "pauses",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("target", sa.String(64), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("until", sa.String(10)),
        sa.Column("asked_by", sa.Text, nullable=False),
        sa.Column("asked_at", sa.String(32), nullable=False),
        sa.Column("confirmed_by", sa.Text),
        sa.Column("confirmed_at", sa.String(32)),
        sa.Column("ended_by", sa.Text),
        sa.Column("ended_at", sa.String(32)),
        sa.Column("expired", sa.Boolean, nullable=False),
    )
    is_open = sa.text("ended_at IS NULL")
    op.create_index(
        "one_open_pause",
        "pauses",
        ["kind", "target"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def _clauses() -> None:
    op.create_table(
        "clause_links",
        sa.Column("rule", sa.String(40), primary_key=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("document", sa.String(32)),
        sa.Column("version", sa.Integer),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
        sa.Column("digest", sa.String(64)),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("settled_by", sa.Text),
        sa.Column("settled_at", sa.String(32)),
        sa.Column("flag", sa.String(16)),
        sa.Column("flagged_at", sa.String(32)),
        sa.Column("new_document", sa.String(32)),
        sa.Column("new_version", sa.Integer),
        sa.Column("new_start", sa.Integer),
        sa.Column("new_end", sa.Integer),
        sa.Column("new_text", sa.Text, nullable=False),
    )
    op.create_table(
        "clause_checks",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("corpus_revision", sa.Integer, nullable=False),
        sa.Column("policy_version", sa.String(32), nullable=False),
        sa.Column("codes", sa.Text, nullable=False),
    )


def downgrade() -> None:
    for table in (
        "clause_checks",
        "clause_links",
        "measurements",
        "handovers",
        "pauses",
        "shadows",
        "policies",
    ):
        op.drop_table(table)
