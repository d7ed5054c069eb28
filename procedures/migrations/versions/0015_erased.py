"""Hashes of erased conversations, so that a restored backup does not bring them back."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erased_conversations",
        sa.Column("id_hash", sa.String(64), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_erased_conversations_at", "erased_conversations", ["at"])


def downgrade() -> None:
    op.drop_table("erased_conversations")
