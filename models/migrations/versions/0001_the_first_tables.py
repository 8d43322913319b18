"""The first tables.

Revision 0001, after nothing.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

#: BIGINT everywhere but for keys on SQLite, which counts up only INTEGER.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", KEY, nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("object_kind", sa.String(), nullable=False),
        sa.Column("object_id", KEY, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entries_at"), ["at"], unique=False)

    op.create_table(
        "bodies",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("emoji", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("founded", sa.String(), nullable=False),
        sa.Column("founded_year", KEY, nullable=True),
        sa.Column("ended", sa.String(), nullable=False),
        sa.Column("successor_id", KEY, nullable=True),
        sa.Column("result_count", KEY, nullable=False),
        sa.ForeignKeyConstraint(["successor_id"], ["bodies.id"], name=op.f("fk_bodies_successor_id_bodies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bodies")),
        sa.UniqueConstraint("code", name=op.f("uq_bodies_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "figures",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figures")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "inbox_updates",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("payload", sa.String(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("attempts", KEY, nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_inbox_updates")),
    )
    with op.batch_alter_table("inbox_updates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inbox_updates_received_at"), ["received_at"], unique=False)
        batch_op.create_index("ix_inbox_updates_state", ["state", "update_id"], unique=False)

    op.create_table(
        "participants",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("display_name", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participants")),
        sa.UniqueConstraint("telegram_id", name=op.f("uq_participants_telegram_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "phases",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phases")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "projects",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projects")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "towns",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("process", sa.String(), nullable=False),
        sa.Column("imprint", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_towns")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "body_aliases",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("alias", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["bodies.id"], name=op.f("fk_body_aliases_body_id_bodies"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_aliases")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("body_aliases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_body_aliases_body_id"), ["body_id"], unique=False)

    op.create_table(
        "body_texts",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["bodies.id"], name=op.f("fk_body_texts_body_id_bodies"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_texts")),
        sa.UniqueConstraint("body_id", "locale", name=op.f("uq_body_texts_body_id_locale")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "consents",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("participant_id", KEY, nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participants.id"],
            name=op.f("fk_consents_participant_id_participants"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consents_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "dialogues",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("participant_id", KEY, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participants.id"],
            name=op.f("fk_dialogues_participant_id_participants"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogues")),
        sa.UniqueConstraint("participant_id", name=op.f("uq_dialogues_participant_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "ideas",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("author_id", KEY, nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("voice_file_id", sa.String(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["participants.id"], name=op.f("fk_ideas_author_id_participants"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_ideas_body_id_bodies"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ideas")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("ideas", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ideas_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ideas_body_id"), ["body_id"], unique=False)

    op.create_table(
        "invitation_links",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("role", sa.String(40), nullable=True),
        sa.Column("body_id", KEY, nullable=True),
        sa.Column("membership_role", sa.String(40), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id"], ["bodies.id"], name=op.f("fk_invitation_links_body_id_bodies"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation_links")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_invitation_links_secret_hash")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "meetings",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("body_id", KEY, nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("revision", KEY, nullable=False),
        sa.Column("yes_count", KEY, nullable=True),
        sa.Column("planned_by", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id"], ["bodies.id"], name=op.f("fk_meetings_body_id_bodies"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["planned_by"], ["participants.id"], name=op.f("fk_meetings_planned_by_participants"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meetings_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meetings_starts_at"), ["starts_at"], unique=False)

    op.create_table(
        "memberships",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("participant_id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["bodies.id"], name=op.f("fk_memberships_body_id_bodies"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participants.id"],
            name=op.f("fk_memberships_participant_id_participants"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint("participant_id", "body_id", name=op.f("uq_memberships_participant_id_body_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_memberships_body_id"), ["body_id"], unique=False)

    op.create_table(
        "role_grants",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("participant_id", KEY, nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participants.id"],
            name=op.f("fk_role_grants_participant_id_participants"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grants")),
        sa.UniqueConstraint("participant_id", "role", name=op.f("uq_role_grants_participant_id_role")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "attendances",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("participant_id", KEY, nullable=False),
        sa.Column("answer", sa.String(40), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_attendances_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participants.id"],
            name=op.f("fk_attendances_participant_id_participants"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendances")),
        sa.UniqueConstraint("meeting_id", "participant_id", name=op.f("uq_attendances_meeting_id_participant_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("attendances", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendances_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "broadcasts",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("author_id", KEY, nullable=True),
        sa.Column("meeting_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["participants.id"], name=op.f("fk_broadcasts_author_id_participants"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_broadcasts_meeting_id_meetings"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcasts")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("broadcasts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_broadcasts_state"), ["state"], unique=False)

    op.create_table(
        "reminders",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_reminders_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint("meeting_id", "kind", name=op.f("uq_reminders_meeting_id_kind")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.create_index("ix_reminders_due", ["state", "due_at"], unique=False)

    op.create_table(
        "results",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", KEY, nullable=True),
        sa.Column("idea_id", KEY, nullable=True),
        sa.Column("parent_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["participants.id"], name=op.f("fk_results_author_id_participants"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["idea_id"], ["ideas.id"], name=op.f("fk_results_idea_id_ideas"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["results.id"], name=op.f("fk_results_parent_id_results"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_results")),
        sa.UniqueConstraint("number", name=op.f("uq_results_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("results", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_results_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_results_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_results_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_results_submitted_at"), ["submitted_at"], unique=False)

    op.create_table(
        "conclusions",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("result_id", KEY, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("into_id", KEY, nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("concluded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("concluded_by", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["concluded_by"],
            ["participants.id"],
            name=op.f("fk_conclusions_concluded_by_participants"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["into_id"], ["results.id"], name=op.f("fk_conclusions_into_id_results"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["result_id"], ["results.id"], name=op.f("fk_conclusions_result_id_results"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conclusions")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("conclusions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conclusions_result_id"), ["result_id"], unique=False)

    op.create_table(
        "deliveries",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("participant_id", KEY, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("priority", KEY, nullable=False),
        sa.Column("quiet", sa.Boolean(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("attempts", KEY, nullable=False),
        sa.Column("overtaken", sa.Boolean(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("locale", sa.String(), nullable=True),
        sa.Column("message_id", KEY, nullable=True),
        sa.Column("meeting_id", KEY, nullable=True),
        sa.Column("result_id", KEY, nullable=True),
        sa.Column("idea_id", KEY, nullable=True),
        sa.Column("broadcast_id", KEY, nullable=True),
        sa.Column("body_id", KEY, nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["bodies.id"], name=op.f("fk_deliveries_body_id_bodies"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["broadcast_id"], ["broadcasts.id"], name=op.f("fk_deliveries_broadcast_id_broadcasts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["ideas.id"], name=op.f("fk_deliveries_idea_id_ideas"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_deliveries_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participants.id"],
            name=op.f("fk_deliveries_participant_id_participants"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["result_id"], ["results.id"], name=op.f("fk_deliveries_result_id_results"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("key", name=op.f("uq_deliveries_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.create_index("ix_deliveries_broadcast_state", ["broadcast_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_deliveries_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deliveries_participant_id"), ["participant_id"], unique=False)
        batch_op.create_index("ix_deliveries_queue", ["state", "priority", "id"], unique=False)

    op.create_table(
        "result_fields",
        sa.Column("result_id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["bodies.id"], name=op.f("fk_result_fields_body_id_bodies"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["result_id"], ["results.id"], name=op.f("fk_result_fields_result_id_results"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("result_id", "body_id", name=op.f("pk_result_fields")),
    )
    op.create_table(
        "submissions",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("result_id", KEY, nullable=False),
        sa.Column("body_id", KEY, nullable=False),
        sa.Column("priority", sa.String(40), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["bodies.id"], name=op.f("fk_submissions_body_id_bodies"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["result_id"], ["results.id"], name=op.f("fk_submissions_result_id_results"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
        sa.UniqueConstraint("result_id", "body_id", name=op.f("uq_submissions_result_id_body_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("submissions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submissions_body_id"), ["body_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("submissions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submissions_body_id"))

    op.drop_table("submissions")
    op.drop_table("result_fields")
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_index("ix_deliveries_queue")
        batch_op.drop_index(batch_op.f("ix_deliveries_participant_id"))
        batch_op.drop_index(batch_op.f("ix_deliveries_meeting_id"))
        batch_op.drop_index("ix_deliveries_broadcast_state")

    op.drop_table("deliveries")
    with op.batch_alter_table("conclusions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conclusions_result_id"))

    op.drop_table("conclusions")
    with op.batch_alter_table("results", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_results_submitted_at"))
        batch_op.drop_index(batch_op.f("ix_results_state"))
        batch_op.drop_index(batch_op.f("ix_results_parent_id"))
        batch_op.drop_index(batch_op.f("ix_results_author_id"))

    op.drop_table("results")
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.drop_index("ix_reminders_due")

    op.drop_table("reminders")
    with op.batch_alter_table("broadcasts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_broadcasts_state"))

    op.drop_table("broadcasts")
    with op.batch_alter_table("attendances", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attendances_participant_id"))

    op.drop_table("attendances")
    op.drop_table("role_grants")
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_memberships_body_id"))

    op.drop_table("memberships")
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meetings_starts_at"))
        batch_op.drop_index(batch_op.f("ix_meetings_body_id"))

    op.drop_table("meetings")
    op.drop_table("invitation_links")
    with op.batch_alter_table("ideas", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ideas_body_id"))
        batch_op.drop_index(batch_op.f("ix_ideas_author_id"))

    op.drop_table("ideas")
    op.drop_table("dialogues")
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consents_participant_id"))

    op.drop_table("consents")
    op.drop_table("body_texts")
    with op.batch_alter_table("body_aliases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_body_aliases_body_id"))

    op.drop_table("body_aliases")
    op.drop_table("towns")
    op.drop_table("projects")
    op.drop_table("phases")
    op.drop_table("participants")
    with op.batch_alter_table("inbox_updates", schema=None) as batch_op:
        batch_op.drop_index("ix_inbox_updates_state")
        batch_op.drop_index(batch_op.f("ix_inbox_updates_received_at"))

    op.drop_table("inbox_updates")
    op.drop_table("figures")
    op.drop_table("bodies")
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entries_at"))

    op.drop_table("audit_entries")
