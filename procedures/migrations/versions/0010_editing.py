"""The editors' desk: steps of drafts, who wrote them, remarks, fact-check links, presence, owners, link checks."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def _draft(**options: Any) -> sa.Column[int]:
    return sa.Column("draft_id", sa.Integer(), sa.ForeignKey("drafts.id"), nullable=False, **options)


def _account(name: str, nullable: bool = False, **options: Any) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey("accounts.id"), nullable=nullable, **options)


def upgrade() -> None:
    with op.batch_alter_table("drafts") as drafts:
        drafts.add_column(sa.Column("intent", sa.String(8), nullable=False, server_default="publish"))
        drafts.add_column(sa.Column("base", sa.String(64), nullable=True))
        drafts.add_column(sa.Column("outcome", sa.String(64), nullable=True))
    op.create_table("draft_writers", _draft(primary_key=True), _account("account_id", primary_key=True))
    op.create_table(
        "draft_events",
        sa.Column("id", sa.Integer(), primary_key=True),
        _draft(),
        sa.Column("at", MOMENT, nullable=False),
        _account("by_id", nullable=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    op.create_index("ix_draft_events_draft", "draft_events", ["draft_id", "at"])
    op.create_table(
        "draft_remarks",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("form_id", sa.String(36), nullable=False, unique=True),
        _draft(),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        _account("by_id", nullable=True),
        sa.Column("by_name", sa.String(120), nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        _account("done_by_id", nullable=True),
    )
    op.create_index("ix_draft_remarks_draft_id", "draft_remarks", ["draft_id"])
    op.create_table(
        "fact_checks",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        _draft(),
        sa.Column("for_whom", sa.String(120), nullable=False),
        _account("made_by_id"),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
    )
    op.create_index("ix_fact_checks_draft_id", "fact_checks", ["draft_id"])
    op.create_table(
        "draft_presence",
        _draft(primary_key=True),
        _account("account_id", primary_key=True),
        sa.Column("part", sa.String(80), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
    )
    _records()


def _records() -> None:
    op.create_table(
        "record_owners",
        sa.Column("slug", sa.String(80), primary_key=True),
        _account("account_id"),
        sa.Column("review_on", sa.Date(), nullable=True),
    )
    op.create_table(
        "link_checks",
        sa.Column("url", sa.Text(), primary_key=True),
        sa.Column("checked_at", MOMENT, nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("failing_since", MOMENT, nullable=True),
    )


def downgrade() -> None:
    for name in (
        "link_checks", "record_owners", "draft_presence", "fact_checks", "draft_remarks", "draft_events",
        "draft_writers",
    ):  # fmt: skip
        op.drop_table(name)
    with op.batch_alter_table("drafts") as drafts:
        for name in ("outcome", "base", "intent"):
            drafts.drop_column(name)
