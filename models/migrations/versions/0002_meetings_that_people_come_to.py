"""Meetings that people come to: series, dates to be found, needs, calendars, agendas, minutes, ratings, group chats.

Revision 0002, after 0001. Columns are added in place, never by copying a table: dropping the old one would take along
all that refers to it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

#: BIGINT everywhere but for keys on SQLite, which counts up only INTEGER.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_feeds",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("participant_id", KEY, nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participants.id"],
            name=op.f("fk_calendar_feeds_participant_id_participants"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feeds")),
        sa.UniqueConstraint("participant_id", name=op.f("uq_calendar_feeds_participant_id")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_calendar_feeds_secret_hash")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "group_chats",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("locales", sa.String(), nullable=False),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["bodies.id"], name=op.f("fk_group_chats_body_id_bodies"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_chats")),
        sa.UniqueConstraint("chat_id", name=op.f("uq_group_chats_chat_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("group_chats", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_group_chats_body_id"), ["body_id"], unique=False)

    op.create_table(
        "group_codes",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("locales", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id"], ["bodies.id"], name=op.f("fk_group_codes_body_id_bodies"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_codes")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_group_codes_secret_hash")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "needs",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("participant_id", KEY, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participants.id"],
            name=op.f("fk_needs_participant_id_participants"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_needs")),
        sa.UniqueConstraint("participant_id", "kind", name=op.f("uq_needs_participant_id_kind")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "series",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=False),
        sa.Column("wall_time", sa.Time(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_by", KEY, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_series_body_id_bodies"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["created_by"], ["participants.id"], name=op.f("fk_series_created_by_participants"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("series", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_series_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_series_next_on"), ["next_on"], unique=False)

    op.create_table(
        "agenda_items",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("meeting_id", KEY, nullable=True),
        sa.Column("author_id", KEY, nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("voice_file_id", sa.String(), nullable=True),
        sa.Column("standing", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["participants.id"], name=op.f("fk_agenda_items_author_id_participants"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["body_id"], ["bodies.id"], name=op.f("fk_agenda_items_body_id_bodies"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_agenda_items_meeting_id_meetings"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_items")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("agenda_items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_items_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agenda_items_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "calendar_entries",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("participant_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_calendar_entries_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participants.id"],
            name=op.f("fk_calendar_entries_participant_id_participants"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_entries")),
        sa.UniqueConstraint("meeting_id", "participant_id", name=op.f("uq_calendar_entries_meeting_id_participant_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("calendar_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calendar_entries_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "date_polls",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_by", KEY, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rounds", KEY, nullable=False),
        sa.Column("meeting_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id"], ["bodies.id"], name=op.f("fk_date_polls_body_id_bodies"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["participants.id"], name=op.f("fk_date_polls_created_by_participants"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_date_polls_meeting_id_meetings"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_polls")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("date_polls", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_date_polls_body_id"), ["body_id"], unique=False)

    op.create_table(
        "group_cards",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("group_chat_id", KEY, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("message_id", KEY, nullable=True),
        sa.Column("sequence", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["group_chat_id"],
            ["group_chats.id"],
            name=op.f("fk_group_cards_group_chat_id_group_chats"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_group_cards_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_cards")),
        sa.UniqueConstraint("group_chat_id", "meeting_id", name=op.f("uq_group_cards_group_chat_id_meeting_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("group_cards", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_group_cards_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "minutes",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("chair", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("revision", KEY, nullable=False),
        sa.Column("author_id", KEY, nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("final_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["participants.id"], name=op.f("fk_minutes_author_id_participants"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_minutes_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_minutes_meeting_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("minutes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_minutes_final_at"), ["final_at"], unique=False)

    op.create_table(
        "occurrences",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("series_id", KEY, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_occurrences_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name=op.f("fk_occurrences_series_id_series"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrences")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_occurrences_meeting_id")),
        sa.UniqueConstraint("series_id", "day", name=op.f("uq_occurrences_series_id_day")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "rating_words",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_rating_words_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating_words")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("rating_words", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rating_words_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "ratings",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("face", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_ratings_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ratings")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("ratings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ratings_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "ratings_given",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("participant_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_ratings_given_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participants.id"],
            name=op.f("fk_ratings_given_participant_id_participants"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ratings_given")),
        sa.UniqueConstraint("meeting_id", "participant_id", name=op.f("uq_ratings_given_meeting_id_participant_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("ratings_given", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ratings_given_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "date_poll_answers",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("poll_id", KEY, nullable=False),
        sa.Column("participant_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participants.id"],
            name=op.f("fk_date_poll_answers_participant_id_participants"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["poll_id"], ["date_polls.id"], name=op.f("fk_date_poll_answers_poll_id_date_polls"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_poll_answers")),
        sa.UniqueConstraint("poll_id", "participant_id", name=op.f("uq_date_poll_answers_poll_id_participant_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("date_poll_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_date_poll_answers_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "date_proposals",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("poll_id", KEY, nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["poll_id"], ["date_polls.id"], name=op.f("fk_date_proposals_poll_id_date_polls"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_proposals")),
        sa.UniqueConstraint("poll_id", "starts_at", name=op.f("uq_date_proposals_poll_id_starts_at")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "minutes_reviews",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("minutes_id", KEY, nullable=False),
        sa.Column("participant_id", KEY, nullable=False),
        sa.Column("revision", KEY, nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_minutes_reviews_minutes_id_minutes"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participants.id"],
            name=op.f("fk_minutes_reviews_participant_id_participants"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_reviews")),
        sa.UniqueConstraint("minutes_id", "participant_id", name=op.f("uq_minutes_reviews_minutes_id_participant_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("minutes_reviews", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_minutes_reviews_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "date_votes",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("proposal_id", KEY, nullable=False),
        sa.Column("participant_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participants.id"],
            name=op.f("fk_date_votes_participant_id_participants"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["date_proposals.id"],
            name=op.f("fk_date_votes_proposal_id_date_proposals"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_votes")),
        sa.UniqueConstraint("proposal_id", "participant_id", name=op.f("uq_date_votes_proposal_id_participant_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("date_votes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_date_votes_participant_id"), ["participant_id"], unique=False)
    op.add_column("attendances", sa.Column("guests", KEY, nullable=False, server_default=sa.text("0")))
    op.add_column("attendances", sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("bodies", sa.Column("directions", sa.String(), nullable=False, server_default=sa.text("''")))
    op.add_column("deliveries", sa.Column("rests", sa.Boolean(), nullable=False, server_default=sa.text("false")))
    op.add_column("meetings", sa.Column("sequence", KEY, nullable=False, server_default=sa.text("0")))
    op.add_column("meetings", sa.Column("invite_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("meetings", sa.Column("capacity", KEY, nullable=True))
    op.add_column("meetings", sa.Column("paper_count", KEY, nullable=False, server_default=sa.text("0")))
    op.add_column("meetings", sa.Column("head_count", KEY, nullable=True))
    op.add_column("participants", sa.Column("reminded", sa.Boolean(), nullable=False, server_default=sa.text("true")))
    op.add_column("participants", sa.Column("quiet_from", KEY, nullable=False, server_default=sa.text("21")))
    op.add_column("participants", sa.Column("quiet_until", KEY, nullable=False, server_default=sa.text("8")))
    op.add_column("participants", sa.Column("silent_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "participants", sa.Column("needs_asked", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )


def downgrade() -> None:
    op.drop_column("participants", "needs_asked")
    op.drop_column("participants", "silent_until")
    op.drop_column("participants", "quiet_until")
    op.drop_column("participants", "quiet_from")
    op.drop_column("participants", "reminded")
    op.drop_column("meetings", "head_count")
    op.drop_column("meetings", "paper_count")
    op.drop_column("meetings", "capacity")
    op.drop_column("meetings", "invite_at")
    op.drop_column("meetings", "sequence")
    op.drop_column("deliveries", "rests")
    op.drop_column("bodies", "directions")
    op.drop_column("attendances", "waiting_since")
    op.drop_column("attendances", "guests")

    with op.batch_alter_table("date_votes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_date_votes_participant_id"))

    op.drop_table("date_votes")
    with op.batch_alter_table("minutes_reviews", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_minutes_reviews_participant_id"))

    op.drop_table("minutes_reviews")
    op.drop_table("date_proposals")
    with op.batch_alter_table("date_poll_answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_date_poll_answers_participant_id"))

    op.drop_table("date_poll_answers")
    with op.batch_alter_table("ratings_given", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ratings_given_participant_id"))

    op.drop_table("ratings_given")
    with op.batch_alter_table("ratings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ratings_meeting_id"))

    op.drop_table("ratings")
    with op.batch_alter_table("rating_words", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rating_words_meeting_id"))

    op.drop_table("rating_words")
    op.drop_table("occurrences")
    with op.batch_alter_table("minutes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_minutes_final_at"))

    op.drop_table("minutes")
    with op.batch_alter_table("group_cards", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_group_cards_meeting_id"))

    op.drop_table("group_cards")
    with op.batch_alter_table("date_polls", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_date_polls_body_id"))

    op.drop_table("date_polls")
    with op.batch_alter_table("calendar_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_calendar_entries_participant_id"))

    op.drop_table("calendar_entries")
    with op.batch_alter_table("agenda_items", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agenda_items_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_agenda_items_body_id"))

    op.drop_table("agenda_items")
    with op.batch_alter_table("series", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_series_next_on"))
        batch_op.drop_index(batch_op.f("ix_series_body_id"))

    op.drop_table("series")
    op.drop_table("needs")
    op.drop_table("group_codes")
    with op.batch_alter_table("group_chats", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_group_chats_body_id"))

    op.drop_table("group_chats")
    op.drop_table("calendar_feeds")
