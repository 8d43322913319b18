"""What is stored about a person is all in their own data, and all of it goes when they ask."""

from __future__ import annotations

from bot.i18n import use_locale
from bot.messages import registration
from bot.services import date_polls, own_data
from models.base import Base
from models.database import Database
from tests.services.polling import DATES, NOW, found_group

#: Where a table's rows about a person stand in their own data: every table that names a participant.
SECTIONS = {
    "agenda_items": "topics",
    "advices": "advices",
    "attendances": "answers",
    "broadcasts": "broadcasts",
    "calendar_entries": "calendar_files",
    "calendar_feeds": "calendar_address",
    "conclusions": "conclusions",
    "consents": "consents",
    "consultations": "council_records",
    "date_poll_answers": "date_polls",
    "date_polls": "date_polls",
    "date_votes": "ticks",
    "deliveries": "messages",
    "dialogues": "unfinished",
    "evaluations": "evaluations",
    "cards": "cards",
    "ideas": "ideas",
    "measure_notes": "measure_notes",
    "measures": "responsible",
    "measurements": "measurements",
    "meetings": "planned",
    "memberships": "memberships",
    "minutes": "minutes",
    "minutes_reviews": "reviews",
    "needs": "needs",
    "papers": "papers",
    "profile_entries": "fact_sheets",
    "ratings_given": "opinions",
    "releases": "releases",
    "replies": "replies",
    "results": "results",
    "role_grants": "roles",
    "section_texts": "sections",
    "series": "series",
    "unrelated": "unrelated",
}


def _references() -> list[tuple[str, str | None]]:
    """Return the tables that name a participant, and what becomes of their rows when the person goes."""
    keys = [(table.name, key) for table in Base.metadata.sorted_tables for key in table.foreign_keys]
    return [(name, key.ondelete) for name, key in keys if key.column.table.name == "participants"]


def test_every_table_that_names_a_person_is_in_their_own_data(database: Database) -> None:
    _body, speaker, _members = database.transact(found_group)

    sections = set(database.look(own_data.collect, acting=speaker))

    assert {name for name, _ in _references()} == set(SECTIONS)
    assert set(SECTIONS.values()) | {"profile", "traces"} == sections
    with use_locale("en"):
        assert set(registration.data_headings()) == sections


def test_no_table_keeps_a_person_who_goes() -> None:
    assert {what for _, what in _references()} == {"CASCADE", "SET NULL"}


def test_who_asks_for_a_date_finds_it_among_their_data_and_who_does_not_answer_does_not(database: Database) -> None:
    body, speaker, (amal, _olga) = database.transact(found_group)
    database.transact(date_polls.start, body, DATES, "Rathaus", acting=speaker, now=NOW)

    found = [database.look(own_data.collect, acting=person)["date_polls"] for person in (speaker, amal)]

    assert [[(row["answered"], row["began"]) for row in rows] for rows in found] == [[(False, True)], []]
