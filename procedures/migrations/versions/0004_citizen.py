"""The citizen's side: when a conversation ends, what people thought of it, notices of the site, timed work."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    # A default for rows that exist: SQLite cannot alter a column later without making the table anew.
    op.add_column("conversations", sa.Column("last_at", MOMENT, nullable=False, server_default="1970-01-01 00:00:00"))
    op.add_column("conversations", sa.Column("closed_at", MOMENT, nullable=True))
    op.add_column("conversations", sa.Column("closed_why", sa.String(12), nullable=True))
    op.execute(
        "UPDATE conversations SET last_at ="
        " COALESCE((SELECT MAX(at) FROM items WHERE items.conversation_id = conversations.id), created_at)"
    )
    op.create_index("ix_conversations_last_at", "conversations", ["last_at"])
    _opinions()
    _site()
    _timed_work()


def _conversation() -> sa.Column[str]:
    return sa.Column("conversation_id", sa.String(32), sa.ForeignKey("conversations.id"), nullable=False)


def _opinions() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer(), primary_key=True),
        _conversation(),
        sa.Column("item_seq", sa.Integer(), nullable=False),
        sa.Column("thumb", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.String(16), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.UniqueConstraint("conversation_id", "item_seq"),
    )
    op.create_table(
        "ratings",
        sa.Column("conversation_id", sa.String(32), sa.ForeignKey("conversations.id"), primary_key=True),
        sa.Column("stars", sa.SmallInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_table(
        "difficulties",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("form_id", sa.String(36), nullable=False, unique=True),
        sa.Column("slug", sa.String(80), nullable=True),
        sa.Column("agency", sa.String(200), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_index("ix_difficulties_at", "difficulties", ["at"])
    op.create_table(
        "review_items",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("form_id", sa.String(36), nullable=True, unique=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("conversation_id", sa.String(32), sa.ForeignKey("conversations.id"), nullable=True),
        sa.Column("item_seq", sa.Integer(), nullable=True),
        sa.Column("slug", sa.String(80), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("topic", sa.String(20), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("decision", sa.JSON(), nullable=True),
        sa.Column("decided_by", sa.String(40), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.UniqueConstraint("conversation_id", "item_seq", "kind"),
    )
    op.create_index("ix_review_items_state_at", "review_items", ["state", "at"])
    op.create_table(
        "resume_links",
        sa.Column("secret_hash", sa.String(64), primary_key=True),
        _conversation(),
        sa.Column("expires_at", MOMENT, nullable=False),
    )
    op.create_index("ix_resume_links_conversation_id", "resume_links", ["conversation_id"])


def _site() -> None:
    op.create_table(
        "banners",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("text_vi", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("from_at", MOMENT, nullable=False),
        sa.Column("to_at", MOMENT, nullable=True),
        sa.Column("made_by", sa.String(40), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_table(
        "site_settings",
        sa.Column("key", sa.String(40), primary_key=True),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(40), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
    )


def _timed_work() -> None:
    op.create_table(
        "jobs",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("lease", sa.String(32), nullable=True),
        sa.Column("leased_until", MOMENT, nullable=True),
        sa.Column("done_at", MOMENT, nullable=True),
    )
    op.create_table(
        "erasures",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("why", sa.String(12), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
    )
    op.create_table(
        "trackers_to_erase",
        sa.Column("sender", sa.String(32), primary_key=True),
        sa.Column("since", MOMENT, nullable=False),
    )


def downgrade() -> None:
    for table in (
        "trackers_to_erase", "erasures", "jobs", "site_settings", "banners", "resume_links", "review_items",
        "difficulties", "ratings", "feedback",
    ):  # fmt: skip
        op.drop_table(table)
    op.drop_index("ix_conversations_last_at", "conversations")
    for column in ("closed_why", "closed_at", "last_at"):
        op.drop_column("conversations", column)
