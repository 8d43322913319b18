"""From the idea to the council: what belongs together, release and advice, profiles of results.

Revision 0003, after 0002. Columns are added in place, never by copying a table: dropping the old one would take along
all that refers to it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

#: BIGINT everywhere but for keys on SQLite, which counts up only INTEGER.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "advices",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("result_id", KEY, nullable=False),
        sa.Column("author_id", KEY, nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["participants.id"], name=op.f("fk_advices_author_id_participants"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["result_id"], ["results.id"], name=op.f("fk_advices_result_id_results"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advices")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("advices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_advices_result_id"), ["result_id"], unique=False)

    op.create_table(
        "releases",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("result_id", KEY, nullable=False),
        sa.Column("released_by", KEY, nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", KEY, nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["released_by"], ["participants.id"], name=op.f("fk_releases_released_by_participants"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["result_id"], ["results.id"], name=op.f("fk_releases_result_id_results"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"],
            ["participants.id"],
            name=op.f("fk_releases_withdrawn_by_participants"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_releases")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("releases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_releases_result_id"), ["result_id"], unique=False)

    op.create_table(
        "result_terms",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("result_id", KEY, nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("in_title", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["result_id"], ["results.id"], name=op.f("fk_result_terms_result_id_results"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_terms")),
        sa.UniqueConstraint("result_id", "term", name=op.f("uq_result_terms_result_id_term")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("result_terms", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_result_terms_term"), ["term"], unique=False)

    op.create_table(
        "result_topics",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("result_id", KEY, nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["result_id"], ["results.id"], name=op.f("fk_result_topics_result_id_results"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_topics")),
        sa.UniqueConstraint("result_id", "topic", name=op.f("uq_result_topics_result_id_topic")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "unrelated",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("first_id", KEY, nullable=False),
        sa.Column("second_id", KEY, nullable=False),
        sa.Column("decided_by", KEY, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["participants.id"], name=op.f("fk_unrelated_decided_by_participants"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["first_id"], ["results.id"], name=op.f("fk_unrelated_first_id_results"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["results.id"], name=op.f("fk_unrelated_second_id_results"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unrelated")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_unrelated_first_id_second_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("unrelated", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unrelated_second_id"), ["second_id"], unique=False)

    op.create_table(
        "replies",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("conclusion_id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("author_id", KEY, nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["participants.id"], name=op.f("fk_replies_author_id_participants"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_replies_body_id_bodies"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["conclusion_id"], ["conclusions.id"], name=op.f("fk_replies_conclusion_id_conclusions"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replies")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("replies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_replies_conclusion_id"), ["conclusion_id"], unique=False)


def downgrade() -> None:

    with op.batch_alter_table("replies", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_replies_conclusion_id"))

    op.drop_table("replies")
    with op.batch_alter_table("unrelated", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unrelated_second_id"))

    op.drop_table("unrelated")
    op.drop_table("result_topics")
    with op.batch_alter_table("result_terms", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_result_terms_term"))

    op.drop_table("result_terms")
    with op.batch_alter_table("releases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_releases_result_id"))

    op.drop_table("releases")
    with op.batch_alter_table("advices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_advices_result_id"))

    op.drop_table("advices")
