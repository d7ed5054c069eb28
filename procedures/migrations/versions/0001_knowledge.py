"""The knowledge base and the vault."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "procedures",
        sa.Column("slug", sa.String(80), primary_key=True),
        sa.Column("family", sa.String(80), nullable=False),
        sa.Column("live_version", sa.Integer(), nullable=True),
    )
    op.create_index("ix_procedures_family", "procedures", ["family"])
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("slug", sa.String(80), sa.ForeignKey("procedures.slug"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("slug", "version"),
    )
    op.create_table(
        "known_names",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("slug", sa.String(80), sa.ForeignKey("procedures.slug"), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("to_day", sa.Date(), nullable=True),
    )
    op.create_index("ix_known_names_slug", "known_names", ["slug"])
    op.create_index("ix_known_names_folded", "known_names", ["folded"])
    op.create_table(
        "registers",
        sa.Column("name", sa.String(20), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
    )
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
    )
    op.create_table(
        "vault",
        sa.Column("ref", sa.String(10), primary_key=True),
        sa.Column("conversation", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_vault_conversation", "vault", ["conversation"])
    op.create_index("ix_vault_expires_at", "vault", ["expires_at"])


def downgrade() -> None:
    for table in ("vault", "publications", "registers", "known_names", "revisions", "procedures"):
        op.drop_table(table)
