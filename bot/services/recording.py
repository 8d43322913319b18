"""The dialogue that asks what has to be known of a result in the council: votes or changes, the day, why corrected."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.errors import BadDate, DateProblem
from bot.services import consultations, decisions, dialogues
from bot.services.consultations import Way
from bot.services.decisions import Record
from bot.services.visitors import DialogueView
from bot.text import check_text
from models import Consultation, Outcome

KIND, VOTES, CHANGE, HELD, WHY = "outcome", "votes", "change", "held", "why"
#: The longest sentence about a change or a correction, in graphemes; a corrected change has both.
LIMIT = 500
#: What is asked first; everything else begins with the day.
_FIRST = {Outcome.MAJORITY: VOTES, Outcome.AMENDED: CHANGE}


def begin(
    session: Session, consultation_id: int, outcome: Outcome, seen: int, *, acting: int, now: datetime
) -> DialogueView:
    """Begin to ask about a result; raises like `decisions.check_recordable`."""
    station = decisions.check_recordable(session, consultation_id, outcome, seen, acting=acting)[1]
    data = {
        "consultation_id": consultation_id,
        "committee": station.committee,
        "outcome": outcome.value,
        "seen": seen,
        "planned": station.planned_on.isoformat() if station.planned_on else "",
        "votes": None,
        "note": "",
    }
    return dialogues.begin(session, KIND, _FIRST.get(outcome, HELD), data, acting=acting, now=now)


def take_votes(session: Session, number: int, words: str | None, *, acting: int, now: datetime) -> DialogueView:
    """Note the votes (None: not known) and ask for the day.

    Raises:
        BadVotes: see `decisions.read_votes`.
        Outdated: the dialogue is over.
    """
    votes = list(decisions.read_votes(words)) if words is not None else None
    dialogues.get_at(session, KIND, VOTES, number, acting=acting)
    return dialogues.say(session, number, HELD, {"votes": votes}, acting=acting, now=now)


def take_change(session: Session, number: int, words: str | None, *, acting: int, now: datetime) -> DialogueView:
    """Note what was changed (None: nothing is said) and ask for the day.

    Raises:
        EmptyText, TooLong: see `bot.text.check_text`.
        Outdated: the dialogue is over.
    """
    note = check_text(words, limit=LIMIT) if words is not None else ""
    dialogues.get_at(session, KIND, CHANGE, number, acting=acting)
    return dialogues.say(session, number, HELD, {"note": note}, acting=acting, now=now)


def take_held(
    session: Session, number: int, held_on: date, *, timezone: ZoneInfo, acting: int, now: datetime
) -> DialogueView | tuple[Way, Consultation]:
    """Note the day. A correction asks why, what is new is recorded now.

    Raises:
        BadDate: that day is still to come.
        NotFound, Overtaken, Outdated: see `decisions.record`.
    """
    data = dialogues.get_at(session, KIND, HELD, number, acting=acting).data
    if not data["seen"]:
        return _record(session, data | {"held": held_on.isoformat()}, timezone=timezone, acting=acting, now=now)
    if held_on > now.astimezone(timezone).date():
        raise BadDate(DateProblem.FUTURE)
    return dialogues.say(session, number, WHY, {"held": held_on.isoformat()}, acting=acting, now=now)


def take_why(
    session: Session, number: int, words: str, *, timezone: ZoneInfo, acting: int, now: datetime
) -> tuple[Way, Consultation]:
    """Correct a record, with the reason.

    Raises:
        EmptyText, TooLong: see `bot.text.check_text`.
        NotFound, Overtaken, Outdated: see `decisions.record`.
    """
    data = dialogues.get_at(session, KIND, WHY, number, acting=acting).data
    why = check_text(words, limit=LIMIT)
    note = f"{data['note']}\n{why}" if data["note"] else why
    return _record(session, data | {"note": note}, timezone=timezone, acting=acting, now=now)


def _record(
    session: Session, data: dict[str, Any], *, timezone: ZoneInfo, acting: int, now: datetime
) -> tuple[Way, Consultation]:
    votes = (data["votes"][0], data["votes"][1]) if data["votes"] else None
    held_on, outcome = date.fromisoformat(data["held"]), Outcome(data["outcome"])
    given = Record(data["consultation_id"], outcome, data["seen"], held_on, votes, data["note"])
    decisions.record(session, given, timezone=timezone, acting=acting, now=now)
    dialogues.end(session, acting=acting)
    return consultations.find_station(session, given.consultation_id, acting=acting)
