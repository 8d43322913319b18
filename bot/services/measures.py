"""Measures: how they begin, from a council's decision or by hand, and where each result stands on their scale (S67)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from bot.fuzzy import parse_fuzzy
from bot.services import audit
from bot.services.measure_steps import read_steps
from bot.services.profiles import read_profiles
from bot.services.standings import Standing, find_root, list_families, list_parents
from bot.text import clean
from models import (
    Competence,
    Consultation,
    Measure,
    MeasureNote,
    MeasureState,
    MeasureStep,
    Outcome,
    Paper,
    PaperItem,
    PaperState,
    ProfileField,
    Result,
    ResultState,
    Tag,
    result_tags,
)
from models.measure import LOOK_AT_ONCE

#: States before a council's decision: it lifts a measure out of these.
_UNDECIDED = frozenset(
    {
        MeasureState.CONSIDERED,
        MeasureState.PROPOSED,
        MeasureState.REVIEWED,
        MeasureState.PLANNED,
        MeasureState.IN_PAPER,
        MeasureState.DEFERRED,
        MeasureState.REJECTED,
    }
)
_STATUS = {
    ResultState.SUBMITTED: MeasureState.PROPOSED,
    ResultState.QUERIED: MeasureState.REVIEWED,
    ResultState.ACCEPTED: MeasureState.REVIEWED,
    ResultState.DEFERRED: MeasureState.DEFERRED,
    ResultState.REJECTED: MeasureState.REJECTED,
}
#: Papers on their way: their results wait for a decision.
_LIVING = (PaperState.DRAFT, PaperState.FINAL)


def begin_from_paper(session: Session, paper: Paper, *, acting: int, now: datetime) -> list[Measure]:
    """Let each result of a decided paper be a measure, RESOLVED; once more changes nothing. Return them in its order.

    Nobody's permission is asked: whoever records the decision may do so.
    """
    numbers = [item.result_id for item in paper.items]
    known = {one.result_id: one for one in session.scalars(select(Measure).where(Measure.result_id.in_(numbers)))}
    families = {standing.result.id: standing for standing in list_families(session, numbers)}
    profiles = read_profiles(session, numbers)
    tags = _list_tags(session, families.values())
    begun = []
    for item in paper.items:
        measure = known.get(item.result_id)
        if measure is None:
            standing = families.get(item.result_id) or Standing(item.result)
            measure = _grow(session, standing, profiles[item.result_id], tags.get(item.result_id, []), now=now)
        if measure.state in _UNDECIDED:
            _resolve(session, measure, paper, acting=acting, now=now)
        begun.append(measure)
    return begun


def _grow(
    session: Session, standing: Standing, profile: Mapping[ProfileField, str], tags: list[Tag], *, now: datetime
) -> Measure:
    """Return a new measure with what its result says, not decided yet."""
    result = standing.result
    until = profile.get(ProfileField.FUNDED_UNTIL, "")
    funded, steps = parse_fuzzy(until), read_steps(profile.get(ProfileField.STEPS, ""))
    funding = (profile.get(ProfileField.FUNDING, ""), until if funded is None else "")
    costs = (profile.get(ProfileField.COSTS_ONCE, ""), profile.get(ProfileField.COSTS_YEARLY, ""))
    measure = Measure(
        number=choose_number(session, result.number),
        title=result.title,
        text=result.text,
        result_id=result.id,
        state=MeasureState.IN_PAPER,
        responsible=_line(profile, ProfileField.RESPONSIBLE),
        partners=", ".join(profile.get(ProfileField.PARTNERS, "").splitlines()),
        target_groups=_line(profile, ProfileField.TARGET_GROUPS),
        period=_line(profile, ProfileField.PERIOD),
        costs="\n".join(cost for cost in costs if cost),
        funding="\n".join(said for said in funding if said),
        funded_until=funded and funded[1],
        created_at=now,
        fields=list(standing.fields),
        tags=tags,
        steps=[MeasureStep(text=step.text, due=step.due, due_on=step.due_on) for step in steps],
        notes=[],
    )
    session.add(measure)
    return measure


def _line(profile: Mapping[ProfileField, str], field: ProfileField) -> str:
    return " ".join(clean(profile.get(field, "")).split())


def _list_tags(session: Session, families: Iterable[Standing]) -> dict[int, list[Tag]]:
    """Return the plans and networks of each result and of what was joined to it."""
    roots = {member.id: standing.result.id for standing in families for member in standing.family}
    statement = select(result_tags.c.result_id, Tag).join(Tag, Tag.id == result_tags.c.tag_id).order_by(Tag.name)
    found: dict[int, list[Tag]] = {}
    for number, tag in session.execute(statement.where(result_tags.c.result_id.in_(roots))):
        own = found.setdefault(roots[number], [])
        if tag not in own:
            own.append(tag)
    return found


def _resolve(session: Session, measure: Measure, paper: Paper, *, acting: int, now: datetime) -> None:
    measure.paper_id, measure.state, measure.watched_at = paper.id, MeasureState.RESOLVED, LOOK_AT_ONCE
    measure.notes.append(MeasureNote(state=MeasureState.RESOLVED, text="", written_at=now, author_id=acting))
    session.flush()
    audit.note(session, "begin", "measure", measure.id, acting=acting, now=now)


def choose_number(session: Session, wanted: str = "") -> str:
    """Return `wanted` if no measure has that number, else the next free one of the measures' own: `M-01`."""
    if wanted and session.scalar(select(Measure.id).where(Measure.number == wanted)) is None:
        return wanted
    taken = session.scalars(select(Measure.number).where(Measure.number.startswith("M-")))
    counted = [int(number[2:]) for number in taken if number[2:].isdecimal()]
    return f"M-{max(counted, default=0) + 1:02d}"


def status_of(session: Session, results: Collection[Result]) -> dict[int, MeasureState]:
    """Return where each result stands on the measures' scale; a joined one stands where the one it was joined to does.

    The measure that grew from it decides; before there is one, a paper on its way, or what the council rejected; else
    what was concluded.
    """
    parents = list_parents(session) if any(result.parent_id for result in results) else {}
    roots = {result.id: find_root(parents, result.id) for result in results}
    wanted = set(roots.values())
    grown = session.execute(select(Measure.result_id, Measure.state).where(Measure.result_id.in_(wanted))).all()
    papers = select(PaperItem.result_id).join(Paper, Paper.id == PaperItem.paper_id)
    papers = papers.where(PaperItem.result_id.in_(wanted))
    in_paper = set(session.scalars(papers.where(Paper.state.in_(_LIVING))))
    rejected = set(session.scalars(papers.where(Paper.state == PaperState.DECIDED, _was_rejected()))) - in_paper
    states = session.execute(select(Result.id, Result.state).where(Result.id.in_(wanted))).all()
    status = {number: _status(state, number in in_paper) for number, state in states}
    status |= dict.fromkeys(rejected, MeasureState.REJECTED)
    status |= {number: state for number, state in grown if number is not None}
    return {number: status[root] for number, root in roots.items()}


def _was_rejected() -> ColumnElement[bool]:
    """Return the condition for papers that were rejected where they were to be decided."""
    decided = (Consultation.paper_id == Paper.id, Consultation.competence == Competence.DECISION)
    return exists().where(*decided, Consultation.outcome == Outcome.REJECTED)


def _status(state: ResultState, in_paper: bool) -> MeasureState:
    """Return the status of a result that is no measure yet; one whose parent is gone is under review again."""
    status = _STATUS.get(state, MeasureState.REVIEWED)
    return MeasureState.IN_PAPER if in_paper and status in (MeasureState.PROPOSED, MeasureState.REVIEWED) else status
