"""Trainings, the models they make, their releases, and which Rasa answers now."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "trained_models",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False, unique=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("sources", sa.String(16), nullable=False),
        sa.Column("corpus_count", sa.Integer(), nullable=False),
        sa.Column("examples_count", sa.Integer(), nullable=False),
        sa.Column("examples_digest", sa.String(16), nullable=False),
        sa.Column("examples_yml", sa.Text(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=True),
        sa.Column("training_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(8), nullable=False),
    )
    op.create_table(
        "trainings",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=True, unique=True),
        sa.Column("step", sa.String(20), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("started_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("beat_at", MOMENT, nullable=True),
        sa.Column("log", sa.Text(), nullable=False),
        sa.Column("model_id", sa.Integer(), sa.ForeignKey("trained_models.id"), nullable=True),
        sa.Column("verdict", sa.JSON(), nullable=True),
        sa.Column("error", sa.String(30), nullable=True),
        sa.Column("cancel_asked", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "releases",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("model_id", sa.Integer(), sa.ForeignKey("trained_models.id"), nullable=False),
        sa.Column("from_model_id", sa.Integer(), sa.ForeignKey("trained_models.id"), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=True, unique=True),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("error", sa.String(30), nullable=True),
        sa.Column("back", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_releases_model_id", "releases", ["model_id"])
    op.create_table(
        "live_rasa",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("url", sa.String(200), nullable=False),
        sa.Column("model_id", sa.Integer(), sa.ForeignKey("trained_models.id"), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("launcher_at", MOMENT, nullable=False),
    )


def downgrade() -> None:
    for table in ("live_rasa", "releases", "trainings", "trained_models"):
        op.drop_table(table)
