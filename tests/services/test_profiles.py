"""What fact sheets say: the newest text of each field."""

from __future__ import annotations

from functools import partial

from sqlalchemy.orm import Session

from bot.services import fact_sheets, profiles
from models import ProfileField
from models.database import Database
from tests.factories import LONG_AGO
from tests.steering import Steered, create_steered


def _write(session: Session, made: Steered, field: ProfileField, text: str) -> bool:
    """Let Olga write into the fact sheet of BIL-01, having seen what stands there."""
    number, olga = made.results["BIL-01"], made.people["Olga"]
    seen = fact_sheets.open_sheet(session, number, acting=olga).seen.get(field, 0)
    return fact_sheets.write_field(session, number, field, text, seen=seen, acting=olga, now=LONG_AGO)


def test_the_newest_text_counts_and_one_taken_back_is_gone(database: Database) -> None:
    made = database.transact(create_steered)
    for field, text in (("goals", "Erstes"), ("goals", "Zweites"), ("need", "Viel"), ("need", "")):
        database.transact(partial(_write, made=made, field=ProfileField(field), text=text))

    found = database.look(profiles.read_profiles, list(made.results.values()))

    assert found == {
        made.results["BIL-01"]: {
            ProfileField.TITLE: "Stadtteilmütter",
            ProfileField.SUMMARY: "Mütter besuchen Familien.",
            ProfileField.GOALS: "Zweites",
        },
        made.results["IKB-01"]: {
            ProfileField.TITLE: "Begegnungsfest",
            ProfileField.SUMMARY: "Ein <Fest> für alle.",
        },
    }
