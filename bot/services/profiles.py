"""What a Maßnahmensteckbrief says of results beyond what was handed in (domain 2.4): its fields as they are now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.services.standings import Standing
from models import Paper, PaperItem, PaperState, ProfileEntry, ProfileField, Result, ResultState


class Stage(StrEnum):
    """How far a result has come: each stage asks for its own fields, so that nobody is asked too early."""

    RESULT = "result"
    #: The steering group accepted it.
    PROPOSAL = "proposal"
    #: It stands in a Beschlussvorlage.
    PAPER = "paper"
    DECISION = "decision"


#: What each stage asks for beside what was handed in (domain 2.4).
ASKED: Mapping[Stage, tuple[ProfileField, ...]] = {
    Stage.RESULT: (),
    Stage.PROPOSAL: (
        ProfileField.NEED,
        ProfileField.GOALS,
        ProfileField.TARGET_GROUPS,
        ProfileField.RESPONSIBLE,
        ProfileField.PARTNERS,
        ProfileField.PERIOD,
    ),
    Stage.PAPER: (
        ProfileField.STAFF,
        ProfileField.COSTS_ONCE,
        ProfileField.COSTS_YEARLY,
        ProfileField.FUNDING,
        ProfileField.FUNDED_UNTIL,
    ),
    Stage.DECISION: (ProfileField.STEPS, ProfileField.INDICATORS),
}


def list_asked(stage: Stage) -> list[ProfileField]:
    """Return what is asked at a stage: what the earlier ones left open is asked there still."""
    stages = list(ASKED)
    return [field for each in stages[: stages.index(stage) + 1] for field in ASKED[each]]


def list_paper_states(session: Session, standing: Standing) -> set[PaperState]:
    """Return the states of the papers in which a result, or what was joined to it, is proposed."""
    numbers = [member.id for member in standing.family]
    statement = select(Paper.state).join(PaperItem, PaperItem.paper_id == Paper.id)
    return set(session.scalars(statement.where(PaperItem.result_id.in_(numbers))))


def find_stage(result: Result, papers: Collection[PaperState]) -> Stage:
    """Return the stage of a result that stands in papers of these states."""
    if PaperState.DECIDED in papers:
        return Stage.DECISION
    if PaperState.DRAFT in papers or PaperState.FINAL in papers:
        return Stage.PAPER
    return Stage.PROPOSAL if result.state is ResultState.ACCEPTED else Stage.RESULT


def read_profiles(session: Session, result_ids: Collection[int]) -> dict[int, dict[ProfileField, str]]:
    """Return for each result the newest text of each field that has one, in the printed page's order.

    Title and summary are the result's own. Nobody's permission is asked: whoever calls asks.
    """
    results = session.execute(select(Result.id, Result.title, Result.text).where(Result.id.in_(result_ids)))
    texts = {number: {ProfileField.TITLE: title, ProfileField.SUMMARY: text} for number, title, text in results}
    for entry in newest(session, result_ids):
        if entry.field not in texts[entry.result_id]:
            texts[entry.result_id][entry.field] = entry.text
    return {number: {field: said[field] for field in ProfileField if said.get(field)} for number, said in texts.items()}


def newest(session: Session, result_ids: Collection[int]) -> list[ProfileEntry]:
    """Return the newest revision of each field of these results."""
    latest = (
        select(func.max(ProfileEntry.id))
        .where(ProfileEntry.result_id.in_(result_ids))
        .group_by(ProfileEntry.result_id, ProfileEntry.field)
    )
    return list(session.scalars(select(ProfileEntry).where(ProfileEntry.id.in_(latest)).order_by(ProfileEntry.id)))
