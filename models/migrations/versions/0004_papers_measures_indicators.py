"""Papers, measures, indicators: profiles of results, the way through the council, milestones, people on paper.

Revision 0004, after 0003. Columns are added in place, never by copying a table: dropping the old one would take along
all that refers to it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

#: BIGINT everywhere but for keys on SQLite, which counts up only INTEGER.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "milestones",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("committee", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("planned", sa.String(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("reached", sa.String(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestones")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "tags",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tags")),
        sa.UniqueConstraint("name", name=op.f("uq_tags_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "indicators",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("direction", sa.String(40), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("cycle", sa.String(), nullable=False),
        sa.Column("responsible", sa.String(), nullable=False),
        sa.Column("body_id", KEY, nullable=True),
        sa.Column("baseline", sa.Double(), nullable=True),
        sa.Column("baseline_on", sa.Date(), nullable=True),
        sa.Column("target", sa.Double(), nullable=True),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id"], ["bodies.id"], name=op.f("fk_indicators_body_id_bodies"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicators")),
        sa.UniqueConstraint("name", name=op.f("uq_indicators_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "offline_members",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["bodies.id"], name=op.f("fk_offline_members_body_id_bodies"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offline_members")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("offline_members", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offline_members_body_id"), ["body_id"], unique=False)

    op.create_table(
        "papers",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=True),
        sa.Column("final_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by"], ["participants.id"], name=op.f("fk_papers_created_by_participants"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_papers")),
        sa.UniqueConstraint("number", name=op.f("uq_papers_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("papers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_papers_state"), ["state"], unique=False)

    op.create_table(
        "cards",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("idea_id", KEY, nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("writer_id", KEY, nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("objection", sa.String(), nullable=True),
        sa.Column("version", KEY, nullable=False),
        sa.ForeignKeyConstraint(["idea_id"], ["ideas.id"], name=op.f("fk_cards_idea_id_ideas"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["writer_id"], ["participants.id"], name=op.f("fk_cards_writer_id_participants"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cards")),
        sa.UniqueConstraint("idea_id", name=op.f("uq_cards_idea_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "consultations",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("paper_id", KEY, nullable=False),
        sa.Column("position", KEY, nullable=False),
        sa.Column("committee", sa.String(), nullable=False),
        sa.Column("competence", sa.String(40), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("votes_for", KEY, nullable=True),
        sa.Column("votes_against", KEY, nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_correction", sa.Boolean(), nullable=False),
        sa.Column("told_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_by", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["papers.id"], name=op.f("fk_consultations_paper_id_papers"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"],
            ["participants.id"],
            name=op.f("fk_consultations_recorded_by_participants"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultations")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("consultations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consultations_paper_id"), ["paper_id"], unique=False)

    op.create_table(
        "measurements",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("indicator_id", KEY, nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.Column("is_estimate", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicators.id"],
            name=op.f("fk_measurements_indicator_id_indicators"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"],
            ["participants.id"],
            name=op.f("fk_measurements_recorded_by_participants"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurements")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("measurements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measurements_indicator_id"), ["indicator_id"], unique=False)

    op.create_table(
        "section_texts",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("paper_id", KEY, nullable=False),
        sa.Column("section", sa.String(40), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("from_file", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["papers.id"], name=op.f("fk_section_texts_paper_id_papers"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["written_by"],
            ["participants.id"],
            name=op.f("fk_section_texts_written_by_participants"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_texts")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("section_texts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_section_texts_paper_id"), ["paper_id"], unique=False)

    op.create_table(
        "measures",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("result_id", KEY, nullable=True),
        sa.Column("paper_id", KEY, nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("responsible", sa.String(), nullable=False),
        sa.Column("responsible_id", KEY, nullable=True),
        sa.Column("partners", sa.String(), nullable=False),
        sa.Column("target_groups", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("costs", sa.String(), nullable=False),
        sa.Column("funding", sa.String(), nullable=False),
        sa.Column("funded_until", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("watched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded", sa.Boolean(), nullable=False),
        sa.Column("warned_days", KEY, nullable=True),
        sa.Column("evaluation_asked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["papers.id"], name=op.f("fk_measures_paper_id_papers"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["responsible_id"],
            ["participants.id"],
            name=op.f("fk_measures_responsible_id_participants"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["result_id"], ["results.id"], name=op.f("fk_measures_result_id_results"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures")),
        sa.UniqueConstraint("number", name=op.f("uq_measures_number")),
        sa.UniqueConstraint("result_id", name=op.f("uq_measures_result_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("measures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measures_responsible_id"), ["responsible_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_measures_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_measures_watched_at"), ["watched_at"], unique=False)

    op.create_table(
        "paper_items",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("paper_id", KEY, nullable=False),
        sa.Column("result_id", KEY, nullable=False),
        sa.Column("position", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["papers.id"], name=op.f("fk_paper_items_paper_id_papers"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["result_id"], ["results.id"], name=op.f("fk_paper_items_result_id_results"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_items")),
        sa.UniqueConstraint("paper_id", "result_id", name=op.f("uq_paper_items_paper_id_result_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("paper_items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_items_result_id"), ["result_id"], unique=False)

    op.create_table(
        "profile_entries",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("result_id", KEY, nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("body_id", KEY, nullable=True),
        sa.Column("author_id", KEY, nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["participants.id"],
            name=op.f("fk_profile_entries_author_id_participants"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["body_id"], ["bodies.id"], name=op.f("fk_profile_entries_body_id_bodies"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["result_id"], ["results.id"], name=op.f("fk_profile_entries_result_id_results"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile_entries")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("profile_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_profile_entries_result_id"), ["result_id"], unique=False)

    op.create_table(
        "result_tags",
        sa.Column("result_id", KEY, nullable=False),
        sa.Column("tag_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["result_id"], ["results.id"], name=op.f("fk_result_tags_result_id_results"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tag_id"], ["tags.id"], name=op.f("fk_result_tags_tag_id_tags"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("result_id", "tag_id", name=op.f("pk_result_tags")),
    )
    op.create_table(
        "evaluations",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("measure_id", KEY, nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["participants.id"], name=op.f("fk_evaluations_author_id_participants"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measures.id"], name=op.f("fk_evaluations_measure_id_measures"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluations")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("evaluations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evaluations_measure_id"), ["measure_id"], unique=False)

    op.create_table(
        "measure_fields",
        sa.Column("measure_id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["bodies.id"], name=op.f("fk_measure_fields_body_id_bodies"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measures.id"], name=op.f("fk_measure_fields_measure_id_measures"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("measure_id", "body_id", name=op.f("pk_measure_fields")),
    )
    op.create_table(
        "measure_indicators",
        sa.Column("measure_id", KEY, nullable=False),
        sa.Column("indicator_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicators.id"],
            name=op.f("fk_measure_indicators_indicator_id_indicators"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measures.id"], name=op.f("fk_measure_indicators_measure_id_measures"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("measure_id", "indicator_id", name=op.f("pk_measure_indicators")),
    )
    op.create_table(
        "measure_notes",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("measure_id", KEY, nullable=False),
        sa.Column("state", sa.String(40), nullable=True),
        sa.Column("progress", sa.String(40), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["participants.id"],
            name=op.f("fk_measure_notes_author_id_participants"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measures.id"], name=op.f("fk_measure_notes_measure_id_measures"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_notes")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("measure_notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measure_notes_measure_id"), ["measure_id"], unique=False)

    op.create_table(
        "measure_steps",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("measure_id", KEY, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("due", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measures.id"], name=op.f("fk_measure_steps_measure_id_measures"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_steps")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("measure_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measure_steps_measure_id"), ["measure_id"], unique=False)

    op.create_table(
        "measure_tags",
        sa.Column("measure_id", KEY, nullable=False),
        sa.Column("tag_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measures.id"], name=op.f("fk_measure_tags_measure_id_measures"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tag_id"], ["tags.id"], name=op.f("fk_measure_tags_tag_id_tags"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("measure_id", "tag_id", name=op.f("pk_measure_tags")),
    )
    # What stood among the projects are measures now; where nothing was said, nobody has begun.
    op.execute(
        "INSERT INTO measures (number, title, text, state, responsible, partners, target_groups, period, costs, funding,"
        " created_at, watched_at, reminded, evaluation_asked)"
        " SELECT 'M-' || CASE WHEN id < 10 THEN '0' ELSE '' END || id, name, '',"
        " CASE state WHEN 'angedacht' THEN 'considered' ELSE 'planned' END, '', '', '', '', '', '', CURRENT_TIMESTAMP,"
        " CURRENT_TIMESTAMP, FALSE, FALSE"
        " FROM projects"
    )
    op.drop_table("projects")
    op.add_column("figures", sa.Column("unit", sa.String(), nullable=False, server_default=sa.text("''")))
    op.add_column("figures", sa.Column("source", sa.String(), nullable=False, server_default=sa.text("''")))
    op.add_column("figures", sa.Column("low", sa.Double(), nullable=True))
    op.add_column("figures", sa.Column("high", sa.Double(), nullable=True))
    op.add_column("figures", sa.Column("is_estimate", sa.Boolean(), nullable=False, server_default=sa.text("false")))
    op.add_column("figures", sa.Column("part_of", sa.String(), nullable=False, server_default=sa.text("''")))
    op.add_column("figures", sa.Column("quoted_share", sa.String(), nullable=False, server_default=sa.text("''")))
    op.add_column("ideas", sa.Column("photo_file_id", sa.String(), nullable=True))
    op.add_column("ideas", sa.Column("photo_as_file", sa.Boolean(), nullable=False, server_default=sa.text("false")))
    op.add_column("phases", sa.Column("purpose", sa.String(), nullable=False, server_default=sa.text("''")))
    op.add_column("phases", sa.Column("began_on", sa.Date(), nullable=True))
    op.add_column("phases", sa.Column("ended_on", sa.Date(), nullable=True))
    op.add_column("towns", sa.Column("report_recipient", sa.String(), nullable=False, server_default=sa.text("''")))
    op.add_column("towns", sa.Column("committees", sa.String(), nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    op.create_table(
        "projects",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projects")),
        sqlite_autoincrement=True,
    )
    op.execute(
        "INSERT INTO projects (name, state) SELECT title, CASE state WHEN 'considered' THEN 'angedacht' ELSE '' END"
        " FROM measures WHERE result_id IS NULL ORDER BY id"
    )
    op.drop_column("towns", "committees")
    op.drop_column("towns", "report_recipient")
    op.drop_column("phases", "ended_on")
    op.drop_column("phases", "began_on")
    op.drop_column("phases", "purpose")
    op.drop_column("ideas", "photo_as_file")
    op.drop_column("ideas", "photo_file_id")
    op.drop_column("figures", "quoted_share")
    op.drop_column("figures", "part_of")
    op.drop_column("figures", "is_estimate")
    op.drop_column("figures", "high")
    op.drop_column("figures", "low")
    op.drop_column("figures", "source")
    op.drop_column("figures", "unit")

    op.drop_table("measure_tags")
    with op.batch_alter_table("measure_steps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measure_steps_measure_id"))

    op.drop_table("measure_steps")
    with op.batch_alter_table("measure_notes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measure_notes_measure_id"))

    op.drop_table("measure_notes")
    op.drop_table("measure_indicators")
    op.drop_table("measure_fields")
    with op.batch_alter_table("evaluations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evaluations_measure_id"))

    op.drop_table("evaluations")
    op.drop_table("result_tags")
    with op.batch_alter_table("profile_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_profile_entries_result_id"))

    op.drop_table("profile_entries")
    with op.batch_alter_table("paper_items", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_items_result_id"))

    op.drop_table("paper_items")
    with op.batch_alter_table("measures", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measures_watched_at"))
        batch_op.drop_index(batch_op.f("ix_measures_state"))
        batch_op.drop_index(batch_op.f("ix_measures_responsible_id"))

    op.drop_table("measures")
    with op.batch_alter_table("section_texts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_section_texts_paper_id"))

    op.drop_table("section_texts")
    with op.batch_alter_table("measurements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measurements_indicator_id"))

    op.drop_table("measurements")
    with op.batch_alter_table("consultations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consultations_paper_id"))

    op.drop_table("consultations")
    op.drop_table("cards")
    with op.batch_alter_table("papers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_papers_state"))

    op.drop_table("papers")
    with op.batch_alter_table("offline_members", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_offline_members_body_id"))

    op.drop_table("offline_members")
    op.drop_table("indicators")
    op.drop_table("tags")
    op.drop_table("milestones")
