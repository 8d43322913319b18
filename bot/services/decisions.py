"""Decisions: what came out of a consultation, recorded by the desk on a paper that is final, and nowhere else (R3).

Preliminary stations advise; only the one that has the competence decides the paper. The news waits for `GRACE`, so
that a slip can be taken back before anybody is told; after that it is corrected, with a note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import BadDate, BadVotes, DateProblem, EmptyText, Outdated, Overtaken, TooLate
from bot.services import audit, consultations, measures, roundtrip
from bot.services.conclusions import GRACE
from bot.services.roundtrip import Step
from bot.text import check_text, clean
from models import (
    Competence,
    Consultation,
    Measure,
    MeasureNote,
    MeasureState,
    Outcome,
    Paper,
    PaperState,
)
from models.measure import LOOK_AT_ONCE

#: The longest note, in graphemes.
NOTE_LIMIT = 1001
#: What agrees to a paper.
AGREED = frozenset({Outcome.UNANIMOUS, Outcome.MAJORITY, Outcome.AMENDED})
#: What ends a paper's way where the committee is the one that decides.
_SETTLED = AGREED | {Outcome.REJECTED}
_VOTES = re.compile(r"\D*?(\d{1,3})\D+?(\d{1,3})\D*")


@dataclass(frozen=True)
class Record:
    """What somebody records: `seen` is the record that they saw (`stamp`), 0 where there was none."""

    consultation_id: int
    outcome: Outcome
    seen: int
    held_on: date
    votes: tuple[int, int] | None = None
    #: What was changed; of a correction, why.
    note: str = ""


def stamp(station: Consultation) -> int:
    """Return what a button carries to tell whether anything was recorded since: the record's instant, 0: none."""
    return int(station.recorded_at.timestamp()) if station.recorded_at is not None else 0


def list_outcomes(station: Consultation) -> list[Outcome]:
    """Return what can come out of a station: who is only informed decides nothing."""
    if station.competence is Competence.INFORMATION:
        return [Outcome.NOTED, Outcome.ADJOURNED, Outcome.DEFERRED]
    return list(Outcome)


def may_record(paper: Paper, station: Consultation) -> bool:
    """Tell whether a result can be recorded, or corrected: on a final paper; who is informed may be so later."""
    later = station.outcome is not None or station.competence is Competence.INFORMATION
    return paper.state is PaperState.FINAL or (paper.state is PaperState.DECIDED and later)


def read_votes(words: str) -> tuple[int, int]:
    """Return the votes for and against that `words` name: `31:8`.

    Raises:
        BadVotes: it names none, or no majority.
    """
    found = _VOTES.fullmatch(clean(words))
    if found is None or int(found[1]) <= int(found[2]):
        raise BadVotes
    return int(found[1]), int(found[2])


def check_recordable(
    session: Session, consultation_id: int, outcome: Outcome, seen: int, *, acting: int
) -> tuple[Paper, Consultation]:
    """Return a paper and its station if this may be recorded there; others wait.

    Raises:
        NotFound: see `consultations.find_station`.
        Overtaken: somebody else has recorded something meanwhile, or taken it back.
        Outdated: the paper is a draft, or its way is over, or that cannot come out of this station.
    """
    paper, station = consultations.lock_station(session, consultation_id, acting=acting)
    if stamp(station) != seen:
        raise Overtaken
    if not may_record(paper, station) or outcome not in list_outcomes(station):
        raise Outdated
    return paper, station


def record(session: Session, given: Record, *, timezone: ZoneInfo, acting: int, now: datetime) -> Consultation:
    """Record what came out of a station; it is told after `GRACE`. Over an earlier record it is a correction.

    Raises:
        NotFound, Overtaken, Outdated: see `check_recordable`.
        BadDate: that day is still to come.
        EmptyText, TooLong: the note; a correction needs one.
    """
    paper, station = check_recordable(session, given.consultation_id, given.outcome, given.seen, acting=acting)
    if given.held_on > now.astimezone(timezone).date():
        raise BadDate(DateProblem.FUTURE)
    corrects = station.outcome is not None
    if corrects and not given.note:
        raise EmptyText
    station.outcome, station.held_on = given.outcome, given.held_on
    station.votes_for, station.votes_against = given.votes if given.votes is not None else (None, None)
    station.note = check_text(given.note, limit=NOTE_LIMIT) if given.note else ""
    station.recorded_at, station.recorded_by, station.is_correction = now, acting, corrects
    step = _settle(session, paper, station, acting=acting, now=now)
    session.flush()
    roundtrip.tell_outcome(session, paper, station, step, corrects=corrects, acting=acting, due_at=now + GRACE, now=now)
    act = "correct" if corrects else "record"
    audit.note(session, f"{act} {given.outcome.value}", "consultation", station.id, acting=acting, now=now)
    return station


def _settle(session: Session, paper: Paper, station: Consultation, *, acting: int, now: datetime) -> Step:
    """Let the paper and its measures follow what is recorded at a station; return what is to be told."""
    final = _find_final(paper)
    paper.state = PaperState.DECIDED if final is not None else PaperState.FINAL
    session.flush()
    if station.competence is not Competence.DECISION:
        return Step.STATION
    if final in AGREED:
        measures.begin_from_paper(session, paper, acting=acting, now=now)
        return Step.DECIDED
    _let_wait(session, paper, MeasureState.REJECTED if final else MeasureState.IN_PAPER, acting=acting, now=now)
    return Step.REJECTED if final else Step.STATION


def _find_final(paper: Paper) -> Outcome | None:
    """Return what ended a paper's way, if anything did: the last word of who has the competence to decide."""
    deciding = [one.outcome for one in paper.consultations if one.competence is Competence.DECISION]
    return next((outcome for outcome in reversed(deciding) if outcome in _SETTLED), None)


def _let_wait(session: Session, paper: Paper, state: MeasureState, *, acting: int, now: datetime) -> None:
    """Let measures that began with this paper be undecided again, where nobody has gone on with them."""
    begun = select(Measure).where(Measure.paper_id == paper.id, Measure.state == MeasureState.RESOLVED)
    for measure in session.scalars(begun):
        measure.state, measure.watched_at = state, LOOK_AT_ONCE
        measure.notes.append(MeasureNote(state=state, text="", written_at=now, author_id=acting))


def take_back(session: Session, consultation_id: int, seen: int, *, acting: int, now: datetime) -> Consultation:
    """Take a record back within `GRACE`, while nobody has been told: it is as if it had never been.

    A correction is not taken back: what it stands in place of may be known. It is corrected once more.

    Raises:
        NotFound: see `consultations.find_station`.
        Overtaken: it was taken back already, or another one is there.
        TooLate: somebody has been told, or may have been, or it is a correction.
        Outdated: the paper is withdrawn.
    """
    paper, station = consultations.lock_station(session, consultation_id, acting=acting)
    if station.recorded_at is None or stamp(station) != seen:
        raise Overtaken
    if paper.state not in (PaperState.FINAL, PaperState.DECIDED):
        raise Outdated
    if station.is_correction or now > station.recorded_at + GRACE:
        raise TooLate
    roundtrip.withdraw(session, paper, station, due_at=now)
    _forget_measures(session, paper, station.recorded_at)
    station.outcome = station.held_on = station.recorded_at = station.recorded_by = station.told_from = None
    station.votes_for = station.votes_against = None
    station.note = ""
    paper.state = PaperState.DECIDED if _find_final(paper) is not None else PaperState.FINAL
    audit.note(session, "take back", "consultation", station.id, acting=acting, now=now)
    return station


def _forget_measures(session: Session, paper: Paper, begun_at: datetime) -> None:
    """Remove what began with a record: new measures, and that older ones were lifted by it."""
    for measure in session.scalars(select(Measure).where(Measure.paper_id == paper.id)):
        lifted = [note for note in measure.notes if note.written_at == begun_at and not note.text]
        if measure.created_at == begun_at:
            session.delete(measure)
        elif lifted:
            earlier = [note.state for note in measure.notes if note.state is not None and note not in lifted]
            measure.state, measure.watched_at = earlier[-1] if earlier else MeasureState.IN_PAPER, LOOK_AT_ONCE
            measure.notes = [note for note in measure.notes if note not in lifted]
    session.flush()
