"""Dossiers that a conversation follows."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dossiers_followed",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("conversation", sa.String(64), nullable=False),
        sa.Column("dossier", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("conversation", "dossier"),
    )
    op.create_index("ix_dossiers_followed_conversation", "dossiers_followed", ["conversation"])
    op.create_index("ix_dossiers_followed_expires_at", "dossiers_followed", ["expires_at"])


def downgrade() -> None:
    op.drop_table("dossiers_followed")
