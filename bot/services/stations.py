"""The dialogue that asks for a station of a paper: which committee, and when it is planned."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.errors import Outdated
from bot.services import consultations, dialogues
from bot.services.consultations import LIVING, NAME_LIMIT, Way
from bot.services.visitors import DialogueView
from bot.text import check_line

KIND, COMMITTEE, PLANNED = "station", "committee", "planned"


def begin_add(session: Session, paper_id: int, *, acting: int, now: datetime) -> DialogueView:
    """Begin to ask for a further station; raises like `consultations.check_open`."""
    consultations.check_open(session, paper_id, acting=acting)
    data = {"paper_id": paper_id, "committee": "", "offered": consultations.list_committees(session)}
    return dialogues.begin(session, KIND, COMMITTEE, data, acting=acting, now=now)


def begin_plan(session: Session, consultation_id: int, *, acting: int, now: datetime) -> DialogueView:
    """Begin to ask for a station's planned date.

    Raises:
        NotFound: see `consultations.find_station`.
        Outdated: it has met, or the paper's way is over.
    """
    way, station = consultations.find_station(session, consultation_id, acting=acting)
    if way.paper.state not in LIVING or station.outcome is not None:
        raise Outdated
    data = {"consultation_id": consultation_id, "committee": station.committee}
    return dialogues.begin(session, KIND, PLANNED, data, acting=acting, now=now)


def begin_again(session: Session, consultation_id: int, *, acting: int, now: datetime) -> DialogueView:
    """Begin to ask for a further date of a committee that has put the paper off; raises like `begin_plan`."""
    way, station = consultations.find_station(session, consultation_id, acting=acting)
    if not consultations.may_meet_again(way.paper, station):
        raise Outdated
    data = {"earlier_id": consultation_id, "committee": station.committee}
    return dialogues.begin(session, KIND, PLANNED, data, acting=acting, now=now)


def take_committee(session: Session, number: int, words: str, *, acting: int, now: datetime) -> DialogueView:
    """Note which committee it is, and ask for the date.

    Raises:
        EmptyText, TooLong: see `bot.text.check_line`.
        Outdated: the dialogue is over.
    """
    dialogues.get_at(session, KIND, COMMITTEE, number, acting=acting)
    name = check_line(words, limit=NAME_LIMIT)
    return dialogues.say(session, number, PLANNED, {"committee": name}, acting=acting, now=now)


def take_planned(session: Session, number: int, planned_on: date | None, *, acting: int, now: datetime) -> Way:
    """Plan what the dialogue is about, and end it; return the whole way.

    Raises:
        NotFound, Outdated: see `consultations.add`, `consultations.add_again`, `consultations.plan`.
    """
    data = dialogues.get_at(session, KIND, PLANNED, number, acting=acting).data
    if "paper_id" in data:
        station = consultations.add(session, data["paper_id"], data["committee"], planned_on, acting=acting, now=now)
    elif "earlier_id" in data:
        station = consultations.add_again(session, data["earlier_id"], planned_on, acting=acting, now=now)
    else:
        station = consultations.plan(session, data["consultation_id"], planned_on, acting=acting, now=now)
    dialogues.end(session, acting=acting)
    session.flush()
    return consultations.look(session, station.paper_id, acting=acting)
