"""Examples that editors accepted from what people asked."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "examples",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("plain", sa.String(500), nullable=False, unique=True),
        sa.Column("topic", sa.String(20), nullable=False),
        sa.Column("procedure", sa.String(80), nullable=True),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("accounts.id"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
    )
    op.create_index("ix_examples_state_topic", "examples", ["state", "topic"])


def downgrade() -> None:
    op.drop_table("examples")
