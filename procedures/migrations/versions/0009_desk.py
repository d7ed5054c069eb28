"""The hotline console: who answers a conversation, the log of reads, call-backs, hours, calls, figures."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
REFUSAL = "the log of reads is append only"


def upgrade() -> None:
    _stage()
    _talk()
    _queue()
    _help()
    _append_only()


def _talk() -> None:
    op.create_table(
        "handovers",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("conversation_id", sa.String(32), sa.ForeignKey("conversations.id"), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("accounts.id"), nullable=True),
        sa.Column("to_id", sa.Integer(), sa.ForeignKey("accounts.id"), nullable=True),
        sa.Column("team_id", sa.Integer(), sa.ForeignKey("teams.id"), nullable=True),
        sa.Column("reason", sa.String(20), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("item_seq", sa.Integer(), nullable=True),
    )
    op.create_index("ix_handovers_at", "handovers", ["at"])
    op.create_index("ix_handovers_conversation_at", "handovers", ["conversation_id", "at"])
    op.create_table(
        "staff_notes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("form_id", sa.String(36), nullable=False, unique=True),
        sa.Column("conversation_id", sa.String(32), sa.ForeignKey("conversations.id"), nullable=False),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
    )
    op.create_index("ix_staff_notes_conversation_id", "staff_notes", ["conversation_id"])
    op.create_table(
        "staff_messages",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("conversation_id", sa.String(32), sa.ForeignKey("conversations.id"), nullable=False),
        sa.Column("client_id", sa.String(36), nullable=False),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("item_seq", sa.Integer(), nullable=False),
        sa.UniqueConstraint("conversation_id", "client_id"),
    )
    op.create_table(
        "private_values",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("conversation_id", sa.String(32), sa.ForeignKey("conversations.id"), nullable=False),
        sa.Column("item_seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
    )
    op.create_index("ix_private_values_conversation_id", "private_values", ["conversation_id"])
    op.create_index("ix_private_values_expires_at", "private_values", ["expires_at"])
    op.create_table(
        "reads",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("conversation_id", sa.String(32), nullable=True),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("detail", sa.String(80), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("address_id", sa.String(32), nullable=True),
    )
    op.create_index("ix_reads_account_id", "reads", ["account_id"])
    op.create_index("ix_reads_at", "reads", ["at"])
    op.create_index("ix_reads_conversation_at", "reads", ["conversation_id", "at"])


def _queue() -> None:
    op.create_table(
        "presence",
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("ready", sa.Boolean(), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("served_at", MOMENT, nullable=True),
    )
    op.create_table(
        "team_rules",
        sa.Column("team_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("most_each", sa.Integer(), nullable=False),
        sa.Column("assign", sa.Boolean(), nullable=False),
        sa.Column("warn_minutes", sa.Integer(), nullable=False),
        sa.Column("close_minutes", sa.Integer(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
    )
    op.create_table(
        "office_days",
        sa.Column("team_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("name_vi", sa.String(80), nullable=False),
        sa.Column("name_en", sa.String(80), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
    )
    op.create_table(
        "call_backs",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("form_id", sa.String(36), nullable=False, unique=True),
        sa.Column("conversation_id", sa.String(32), sa.ForeignKey("conversations.id"), nullable=True),
        sa.Column("team_id", sa.Integer(), sa.ForeignKey("teams.id"), nullable=True),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("phone_end", sa.String(3), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("slug", sa.String(80), nullable=True),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("wished", sa.String(12), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("holder_id", sa.Integer(), sa.ForeignKey("accounts.id"), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
    )
    op.create_index("ix_call_backs_state_at", "call_backs", ["state", "at"])


def _help() -> None:
    op.create_table(
        "canned_replies",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("shortcut", sa.String(20), nullable=False, unique=True),
        sa.Column("title", sa.String(80), nullable=False),
        sa.Column("text_vi", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Integer(), sa.ForeignKey("teams.id"), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
    )
    op.create_table(
        "calls",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("form_id", sa.String(36), nullable=False, unique=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("team_id", sa.Integer(), sa.ForeignKey("teams.id"), nullable=True),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("slug", sa.String(80), nullable=True),
        sa.Column("topic", sa.String(20), nullable=True),
        sa.Column("reason", sa.String(20), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_test", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_calls_account_id", "calls", ["account_id"])
    op.create_index("ix_calls_started_at", "calls", ["started_at"])
    op.create_table(
        "daily_figures",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("measure", sa.String(24), primary_key=True),
        sa.Column("slug", sa.String(80), primary_key=True),
        sa.Column("detail", sa.String(40), primary_key=True),
        sa.Column("team_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("total", sa.Float(), nullable=False),
        sa.Column("spread", sa.JSON(), nullable=False),
    )


def _stage() -> None:
    op.add_column("conversations", sa.Column("stage", sa.String(8), nullable=False, server_default="bot"))
    op.add_column("conversations", sa.Column("holder_id", sa.Integer(), nullable=True))
    op.add_column("conversations", sa.Column("team_id", sa.Integer(), nullable=True))
    for name in ("waiting_since", "held_since", "warned_at"):
        op.add_column("conversations", sa.Column(name, MOMENT, nullable=True))
    op.add_column("conversations", sa.Column("is_test", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("conversations", sa.Column("slug", sa.String(80), nullable=True))
    for name in ("heard_seq", "spoke_seq"):
        op.add_column("conversations", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.add_column("items", sa.Column("folded", sa.Text(), nullable=True))
    op.create_index("ix_conversations_stage", "conversations", ["stage", "waiting_since"])


def _append_only() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER reads_no_{verb.lower()} BEFORE {verb} ON reads"
                f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION reads_append_only() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER reads_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reads"
        " FOR EACH STATEMENT EXECUTE FUNCTION reads_append_only()"
    )


def downgrade() -> None:
    for table in (
        "daily_figures", "calls", "canned_replies", "call_backs", "office_days", "team_rules", "presence", "reads",
        "private_values", "staff_messages", "staff_notes", "handovers",
    ):  # fmt: skip
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION reads_append_only()")
    op.drop_index("ix_conversations_stage", "conversations")
    op.drop_column("items", "folded")
    for column in (
        "spoke_seq", "heard_seq", "slug", "is_test", "warned_at", "held_since", "waiting_since", "team_id", "holder_id",
        "stage",
    ):  # fmt: skip
        op.drop_column("conversations", column)
