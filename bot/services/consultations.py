"""Consultations: the stations of a paper's way through the council, with planned and actual dates (S30, R12).

The desk keeps them: the steering group and coordinators. What came out of each is recorded in `decisions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.errors import NotFound, Outdated
from bot.services import audit, papers
from bot.services.roundtrip import PUT_OFF
from bot.text import check_line
from models import Competence, Consultation, Paper, PaperSection, PaperState, Town

#: The longest name of a committee, in graphemes; so many are offered, and so many stations has a paper.
NAME_LIMIT, OFFERED, MOST = 60, 8, 12
#: Papers whose way may still change.
LIVING = frozenset({PaperState.DRAFT, PaperState.FINAL})


@dataclass(frozen=True)
class Way:
    """A paper with its stations in their order, and its German subject."""

    paper: Paper
    subject: str

    @property
    def stations(self) -> Sequence[Consultation]:
        """The stations in their order."""
        return self.paper.consultations


def look(session: Session, paper_id: int, *, acting: int) -> Way:
    """Return a paper's way; raises like `papers.get_paper`."""
    return _view(session, papers.get_paper(session, paper_id, acting=acting))


def _view(session: Session, paper: Paper) -> Way:
    text = papers.read_sections(session, paper.id).get(PaperSection.SUBJECT)
    return Way(paper, text.text if text is not None else "")


def find_station(session: Session, consultation_id: int, *, acting: int) -> tuple[Way, Consultation]:
    """Return a station with the way that it belongs to.

    Raises:
        NotFound: there is none, or not for this person.
    """
    station = session.get(Consultation, consultation_id)
    if station is None:
        raise NotFound
    return look(session, station.paper_id, acting=acting), station


def lock_station(session: Session, consultation_id: int, *, acting: int) -> tuple[Paper, Consultation]:
    """Return a station and its paper as they are now: others wait; raises like `find_station`."""
    paper_id = session.scalar(select(Consultation.paper_id).where(Consultation.id == consultation_id))
    if paper_id is None:
        raise NotFound
    paper = papers.lock_paper(session, paper_id, acting=acting)
    station = next((one for one in paper.consultations if one.id == consultation_id), None)
    if station is None:
        raise NotFound
    session.refresh(station)
    return paper, station


def list_committees(session: Session) -> list[str]:
    """Return the committees to offer: the town's own in their order, then those used before, the latest first."""
    town = session.scalar(select(Town).limit(1))
    own = [name.strip() for name in town.committees.split(",")] if town is not None else []
    latest = func.max(Consultation.id).desc()
    used = session.scalars(select(Consultation.committee).group_by(Consultation.committee).order_by(latest))
    return [name for name in dict.fromkeys([*own, *used]) if name][:OFFERED]


def check_open(session: Session, paper_id: int, *, acting: int) -> Paper:
    """Return a paper whose way may still change; others wait.

    Raises:
        NotFound: see `papers.get_paper`.
        Outdated: it is decided or withdrawn, or has as many stations as a paper may have.
    """
    paper = papers.lock_paper(session, paper_id, acting=acting)
    if not may_add(paper):
        raise Outdated
    return paper


def may_add(paper: Paper) -> bool:
    """Tell whether a paper may have a further station."""
    return paper.state in LIVING and len(paper.consultations) < MOST


def add(
    session: Session, paper_id: int, committee: str, planned_on: date | None, *, acting: int, now: datetime
) -> Consultation:
    """Add a station at the end: it decides, and the one that was to decide so far advises before it.

    Raises:
        EmptyText, TooLong: the committee's name (see `bot.text.check_line`).
        NotFound, Outdated: see `check_open`.
    """
    paper = check_open(session, paper_id, acting=acting)
    station = Consultation(
        committee=check_line(committee, limit=NAME_LIMIT), competence=Competence.DECISION, planned_on=planned_on
    )
    _let_decide(paper, station)
    return _insert(session, paper, station, len(paper.consultations), acting=acting, now=now)


def add_again(
    session: Session, consultation_id: int, planned_on: date | None, *, acting: int, now: datetime
) -> Consultation:
    """Add a further date of a committee that has put the paper off, right behind; raises like `add`.

    Raises:
        Outdated: it has not, or there is a further date already.
    """
    paper, earlier = lock_station(session, consultation_id, acting=acting)
    check_open(session, paper.id, acting=acting)
    if not may_meet_again(paper, earlier):
        raise Outdated
    station = Consultation(committee=earlier.committee, competence=earlier.competence, planned_on=planned_on)
    position = list(paper.consultations).index(earlier) + 1
    return _insert(session, paper, station, position, acting=acting, now=now)


def may_meet_again(paper: Paper, station: Consultation) -> bool:
    """Tell whether a committee has put a paper off and has no further date for it yet."""
    further = any(one.outcome is None and one.committee == station.committee for one in paper.consultations)
    return paper.state is PaperState.FINAL and station.outcome in PUT_OFF and not further


def _insert(
    session: Session, paper: Paper, station: Consultation, position: int, *, acting: int, now: datetime
) -> Consultation:
    stations = list(paper.consultations)
    station.position = position
    paper.consultations.append(station)
    _number([*stations[:position], station, *stations[position:]])
    session.flush()
    session.expire(paper, ["consultations"])
    audit.note(session, "add", "consultation", station.id, acting=acting, now=now)
    return station


def _number(stations: Sequence[Consultation]) -> None:
    for position, station in enumerate(stations):
        station.position = position


def _let_decide(paper: Paper, chosen: Consultation) -> None:
    """Let one station decide: others that have not met yet, and were to, advise before it."""
    for other in paper.consultations:
        if other is not chosen and other.outcome is None and other.competence is Competence.DECISION:
            other.competence = Competence.PRELIMINARY
    chosen.competence = Competence.DECISION


def plan(
    session: Session, consultation_id: int, planned_on: date | None, *, acting: int, now: datetime
) -> Consultation:
    """Change the planned date of a station, which is normal, and logged (S32); None: not known yet.

    Raises:
        NotFound: see `find_station`.
        Outdated: it has met, or the paper's way is over.
    """
    station = _get_waiting(session, consultation_id, acting=acting)[1]
    if station.planned_on != planned_on:
        station.planned_on = planned_on
        audit.note(session, "plan", "consultation", station.id, acting=acting, now=now)
    return station


def _get_waiting(session: Session, consultation_id: int, *, acting: int) -> tuple[Paper, Consultation]:
    paper, station = lock_station(session, consultation_id, acting=acting)
    if paper.state not in LIVING or station.outcome is not None:
        raise Outdated
    return paper, station


def set_competence(
    session: Session, consultation_id: int, competence: Competence, *, acting: int, now: datetime
) -> Consultation:
    """Say what a committee does with the paper; one decides. Raises like `plan`."""
    paper, station = _get_waiting(session, consultation_id, acting=acting)
    if competence is Competence.DECISION:
        _let_decide(paper, station)
    station.competence = competence
    session.flush()
    audit.note(session, f"let {competence.value}", "consultation", station.id, acting=acting, now=now)
    return station


def move_up(session: Session, consultation_id: int, position: int, *, acting: int, now: datetime) -> Consultation:
    """Put a station before the one in front of it; who decides last still decides last. Raises like `plan`.

    Raises:
        Outdated: it does not stand at `position` any more, or what stands in front of it has met.
    """
    paper, station = _get_waiting(session, consultation_id, acting=acting)
    stations = list(paper.consultations)
    place = stations.index(station)
    if place != position or not may_move_up(stations, station):
        raise Outdated
    before = stations[place - 1]
    if before.competence is Competence.PRELIMINARY and station.competence is Competence.DECISION:
        before.competence, station.competence = station.competence, before.competence
    stations[place - 1], stations[place] = station, before
    _number(stations)
    session.flush()
    session.expire(paper, ["consultations"])
    audit.note(session, "move", "consultation", station.id, acting=acting, now=now)
    return station


def may_move_up(stations: Sequence[Consultation], station: Consultation) -> bool:
    """Tell whether something that has not met yet stands in front of a station that has not met either."""
    place = list(stations).index(station)
    return place > 0 and station.outcome is None and stations[place - 1].outcome is None


def remove(session: Session, consultation_id: int, *, acting: int, now: datetime) -> Way:
    """Take a station out; where it was to decide, the last one left does. Raises like `plan`."""
    paper, station = _get_waiting(session, consultation_id, acting=acting)
    left = [one for one in paper.consultations if one is not station]
    paper.consultations.remove(station)
    waiting = [one for one in left if one.outcome is None and one.competence is not Competence.INFORMATION]
    if station.competence is Competence.DECISION and waiting:
        waiting[-1].competence = Competence.DECISION
    _number(left)
    session.flush()
    session.expire(paper, ["consultations"])
    audit.note(session, "remove", "consultation", consultation_id, acting=acting, now=now)
    return _view(session, paper)
