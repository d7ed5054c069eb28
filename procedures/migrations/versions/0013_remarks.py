"""Remarks on a single row or field of a draft."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("draft_remarks", sa.Column("row", sa.Integer(), nullable=True))
    op.add_column("draft_remarks", sa.Column("field", sa.String(40), nullable=False, server_default=""))
    op.add_column("draft_remarks", sa.Column("quote", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("draft_remarks") as remarks:
        for name in ("quote", "field", "row"):
            remarks.drop_column(name)
