"""How a Beschlussvorlage begins: accepted proposals are ticked (a dialogue), a draft of them is filled in at once.

Services phrase nothing: whoever calls brings `Phrase`, which makes the sections' texts within the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.errors import EmptyText, NotFound, Outdated, Overtaken
from bot.services import audit, dialogues, papers, permissions
from bot.services.papers import Bundle
from bot.services.standings import Standing, list_families, list_ranked
from bot.services.visitors import DialogueView
from models import Body, BodyKind, Paper, PaperItem, PaperSection, PaperState, Result, ResultState, SectionText

KIND, PICK = "proposals", "pick"
#: How many papers or proposals a page shows.
PAGE = 8
#: Makes the text of every section of what is known.
Phrase = Callable[[Bundle], Mapping[PaperSection, str]]


@dataclass(frozen=True)
class PaperPage:
    """One page of the papers, newest first: the page's number from 0, how many papers there are on all pages."""

    papers: list[Paper]
    number: int
    total: int
    #: Whether who looks may draft another.
    steers: bool


@dataclass(frozen=True)
class Candidate:
    """A proposal that a paper can be made of, and the papers, by number, in which it stands already."""

    standing: Standing
    papers: tuple[int, ...]


@dataclass(frozen=True)
class Candidates:
    """One page of them: the page's number from 0, how many there are on all pages."""

    shown: list[Candidate]
    number: int
    total: int


def list_papers(session: Session, number: int, *, acting: int) -> PaperPage:
    """Return a page of all papers.

    Raises:
        NotFound: the participant neither belongs to the steering group nor coordinates.
    """
    if not papers.may_read(session, acting):
        raise NotFound
    total = session.scalar(select(func.count(Paper.id))) or 0
    number = min(number, max(0, total - 1) // PAGE)
    statement = select(Paper).order_by(Paper.id.desc()).offset(number * PAGE).limit(PAGE)
    steers = permissions.is_in_steering_group(session, acting)
    return PaperPage(list(session.scalars(statement)), number, total, steers)


def list_candidates(session: Session, number: int, *, but: Collection[int] = (), acting: int) -> Candidates:
    """Return a page of the accepted proposals, in the inbox's order, without those in `but`.

    Raises:
        NotPermitted: the participant is no member of the steering group (R3).
    """
    permissions.check_steering_group(session, acting=acting)
    ranked = [one for one, state in list_ranked(session) if state is ResultState.ACCEPTED and one not in but]
    number = min(number, max(0, len(ranked) - 1) // PAGE)
    shown = ranked[number * PAGE : (number + 1) * PAGE]
    families = {standing.result.id: standing for standing in list_families(session, shown)}
    standing_in = _list_living(session, shown)
    found = [Candidate(families[one], tuple(standing_in.get(one, ()))) for one in shown]
    return Candidates(found, number, len(ranked))


def list_addable(session: Session, paper_id: int, number: int, *, acting: int) -> Candidates:
    """Return a page of the accepted proposals that do not stand in a draft; raises like `papers.get_draft`."""
    permissions.check_steering_group(session, acting=acting)
    paper = papers.get_paper(session, paper_id, acting=acting)
    if paper.state is not PaperState.DRAFT:
        raise Outdated
    return list_candidates(session, number, but=[item.result_id for item in paper.items], acting=acting)


def _list_living(session: Session, result_ids: Collection[int]) -> dict[int, list[int]]:
    """Return the papers, by number, in which these results stand; what was withdrawn does not count."""
    statement = select(PaperItem.result_id, Paper.number).join(Paper, Paper.id == PaperItem.paper_id)
    alive = statement.where(PaperItem.result_id.in_(result_ids), Paper.state != PaperState.WITHDRAWN)
    found: dict[int, list[int]] = {}
    for result_id, number in session.execute(alive.order_by(Paper.number)):
        found.setdefault(result_id, []).append(number)
    return found


def begin(session: Session, result_id: int = 0, *, acting: int, now: datetime) -> DialogueView:
    """Begin to tick proposals, with this one ticked if one is given.

    Raises:
        NotPermitted: the participant is no member of the steering group (R3).
        Outdated: that result is not accepted (any more).
    """
    permissions.check_steering_group(session, acting=acting)
    ticked = [result_id] if result_id else []
    _check_accepted(session, ticked)
    return dialogues.begin(session, KIND, PICK, {"ticked": ticked, "page": 0}, acting=acting, now=now)


def _check_accepted(session: Session, result_ids: Collection[int]) -> None:
    """Let nothing into a paper that the steering group has not accepted; raises Outdated."""
    accepted = (Result.state == ResultState.ACCEPTED, Result.parent_id.is_(None))
    known = session.scalars(select(Result.id).where(Result.id.in_(result_ids), *accepted))
    if set(known) != set(result_ids):
        raise Outdated


def toggle(session: Session, number: int, result_id: int, *, acting: int, now: datetime) -> DialogueView:
    """Tick or untick a proposal; raises like `begin`, and Outdated where the dialogue is over."""
    permissions.check_steering_group(session, acting=acting)
    dialogue = dialogues.get_at(session, KIND, PICK, number, acting=acting)
    ticked = list(dialogue.data["ticked"])
    if result_id in ticked:
        ticked.remove(result_id)
    else:
        _check_accepted(session, [result_id])
        ticked.append(result_id)
    return dialogues.view(dialogues.advance(dialogue, PICK, now=now, ticked=ticked))


def finish(session: Session, number: int, phrase: Phrase, *, acting: int, now: datetime) -> Paper:
    """Draft a paper of what is ticked and end the dialogue; raises like `draft`."""
    dialogue = dialogues.get_at(session, KIND, PICK, number, acting=acting)
    paper = draft(session, dialogue.data["ticked"], phrase, acting=acting, now=now)
    dialogues.end(session, acting=acting)
    return paper


def draft(session: Session, result_ids: Collection[int], phrase: Phrase, *, acting: int, now: datetime) -> Paper:
    """Make a paper of these proposals, in their order, with every section filled in: there is never an empty one.

    Raises:
        NotPermitted: the participant is no member of the steering group (R3).
        EmptyText: a paper without proposals.
        Outdated: one of them is not accepted (any more).
    """
    permissions.check_steering_group(session, acting=acting)
    if not result_ids:
        raise EmptyText
    _take_turn(session)
    _check_accepted(session, result_ids)
    paper = Paper(number=_next_number(session), created_at=now, created_by=acting)
    paper.items = [PaperItem(result_id=one, position=place) for place, one in enumerate(dict.fromkeys(result_ids), 1)]
    session.add(paper)
    session.flush()
    session.refresh(paper)
    for section, text in phrase(papers.gather(session, paper.id, acting=acting)).items():
        papers.add_version(session, paper.id, section, text, author=None, now=now)
    audit.note(session, "draft", "paper", paper.id, acting=acting, now=now)
    return paper


def _take_turn(session: Session) -> None:
    """Let one paper after the other be numbered, and none while something is concluded."""
    steering_group = select(Body.id).where(Body.kind == BodyKind.STEERING_GROUP).order_by(Body.id)
    session.execute(steering_group.with_for_update(key_share=True))


def _next_number(session: Session) -> int:
    return (session.scalar(select(func.max(Paper.number))) or 0) + 1


def fill_again(
    session: Session, paper_id: int, section: PaperSection, phrase: Phrase, *, seen: int, acting: int, now: datetime
) -> SectionText:
    """Add a version of a section that is made of what is known now; raises like `papers.write_section`."""
    papers.get_draft(session, paper_id, acting=acting)
    if papers.newest_version(session, paper_id, section) != seen:
        raise Overtaken
    text = phrase(papers.gather(session, paper_id, acting=acting))[section]
    return papers.add_version(session, paper_id, section, text, author=None, now=now)


def add_item(session: Session, paper_id: int, result_id: int, phrase: Phrase, *, acting: int, now: datetime) -> Paper:
    """Put a proposal into a draft; sections that nobody has written at follow.

    Raises:
        NotPermitted, NotFound: see `papers.get_draft`.
        Outdated: it is no draft any more, or the result is not accepted, or in it already.
    """
    paper = papers.get_draft(session, paper_id, acting=acting)
    _check_accepted(session, [result_id])
    if any(item.result_id == result_id for item in paper.items):
        raise Outdated
    last = max(item.position for item in paper.items)
    known = phrase(papers.gather(session, paper_id, acting=acting))
    paper.items.append(PaperItem(result=session.get_one(Result, result_id), position=last + 1))
    _follow(session, paper, known, phrase, acting=acting, now=now)
    return paper


def remove_item(
    session: Session, paper_id: int, result_id: int, phrase: Phrase, *, acting: int, now: datetime
) -> Paper:
    """Take a proposal out of a draft; sections that nobody has written at follow.

    Raises:
        EmptyText: it is the last one: a paper without proposals.
        NotPermitted, NotFound, Outdated: see `papers.get_draft`; Outdated also where it does not stand there.
    """
    paper = papers.get_draft(session, paper_id, acting=acting)
    found = next((item for item in paper.items if item.result_id == result_id), None)
    if found is None:
        raise Outdated
    if len(paper.items) == 1:
        raise EmptyText
    known = phrase(papers.gather(session, paper_id, acting=acting))
    paper.items.remove(found)
    _follow(session, paper, known, phrase, acting=acting, now=now)
    return paper


def _follow(
    session: Session, paper: Paper, known: Mapping[PaperSection, str], phrase: Phrase, *, acting: int, now: datetime
) -> None:
    """Fill in anew what still stood as it was `known` before: what people wrote stays."""
    session.flush()
    fresh = phrase(papers.gather(session, paper.id, acting=acting))
    for section, newest in papers.read_sections(session, paper.id).items():
        if newest.text == known[section] != fresh[section]:
            papers.add_version(session, paper.id, section, fresh[section], author=None, now=now)
