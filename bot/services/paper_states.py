"""How a Beschlussvorlage goes on: final, open again, withdrawn; its number at the administration, and who may read it.

That it is decided is recorded at its consultations, never here (R3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Outdated, Overtaken
from bot.services import audit, dialogues, papers, permissions, roundtrip
from bot.services.visitors import DialogueView
from bot.text import check_line
from models import Paper, PaperSection, PaperState, Result, ResultState, SectionText

KIND, REFERENCE = "paper_number", "reference"
#: The longest number that an administration gives, in graphemes.
REFERENCE_LIMIT = 40
#: States in which nothing is decided.
_OPEN = (PaperState.DRAFT, PaperState.FINAL)


@dataclass(frozen=True)
class View:
    """A paper as its page shows it, and whether who looks belongs to the steering group."""

    paper: Paper
    sections: Mapping[PaperSection, SectionText]
    steers: bool

    @property
    def seen(self) -> int:
        """What a button carries to tell whether anything was written since: the newest version's number."""
        return max((text.id for text in self.sections.values()), default=0)

    @property
    def gaps(self) -> list[str]:
        """What is still open, each once."""
        return papers.find_gaps(text.text for text in self.sections.values())

    @property
    def lost(self) -> list[Result]:
        """The proposals that the steering group does not want before the council any more."""
        return [item.result for item in self.paper.items if item.result.state is not ResultState.ACCEPTED]

    @property
    def is_ready(self) -> bool:
        """Whether nothing stands in the way of calling it final."""
        return not self.gaps and not self.lost


def look(session: Session, paper_id: int, *, acting: int) -> View:
    """Return a paper for its page; raises like `papers.get_paper`."""
    paper = papers.get_paper(session, paper_id, acting=acting)
    steers = permissions.is_in_steering_group(session, acting)
    return View(paper, papers.read_sections(session, paper_id), steers)


def look_at_open(session: Session, paper_id: int, *, acting: int) -> View:
    """Return a paper that can still be withdrawn; raises like `withdraw`, without waiting."""
    permissions.check_steering_group(session, acting=acting)
    view = look(session, paper_id, acting=acting)
    if view.paper.state not in _OPEN:
        raise Outdated
    return view


def finalise(session: Session, paper_id: int, seen: int, *, sure: bool, acting: int, now: datetime) -> View | None:
    """Call a paper final: it says „Entwurf“ no longer and its sections stay. Where gaps are left one has to be `sure`.

    Returns None where it was not, because there is something to be sure about.

    Raises:
        NotPermitted, NotFound, Outdated: see `papers.get_draft`.
        Overtaken: somebody wrote something after `seen`, the newest version (`View.seen`) that the person saw.
    """
    paper = papers.get_draft(session, paper_id, acting=acting)
    view = look(session, paper_id, acting=acting)
    if view.seen != seen:
        raise Overtaken
    if not view.is_ready and not sure:
        return None
    paper.state, paper.final_at = PaperState.FINAL, now
    audit.note(session, "make final", "paper", paper_id, acting=acting, now=now)
    session.flush()
    roundtrip.tell_final(session, paper, acting=acting, now=now)
    return view


def reopen(session: Session, paper_id: int, *, acting: int, now: datetime) -> View:
    """Let a final paper be a draft again, while nothing was decided.

    Raises:
        NotPermitted: the participant is no member of the steering group.
        NotFound: there is no such paper.
        Outdated: it is not final, or decided already.
    """
    paper = _lock_in(session, paper_id, PaperState.FINAL, acting=acting)
    paper.state, paper.final_at = PaperState.DRAFT, None
    audit.note(session, "reopen", "paper", paper_id, acting=acting, now=now)
    session.flush()
    roundtrip.hold_back(session, paper, now=now)
    return look(session, paper_id, acting=acting)


def withdraw(session: Session, paper_id: int, *, acting: int, now: datetime) -> View:
    """Take a paper back before it is decided: its proposals can go into another; raises like `reopen`."""
    paper = _lock_in(session, paper_id, *_OPEN, acting=acting)
    paper.state = PaperState.WITHDRAWN
    audit.note(session, "withdraw", "paper", paper_id, acting=acting, now=now)
    session.flush()
    roundtrip.tell_withdrawn(session, paper, acting=acting, now=now)
    return look(session, paper_id, acting=acting)


def set_public(session: Session, paper_id: int, *, is_public: bool, acting: int) -> View:
    """Say whether the council deals with it in public; raises like `reopen`."""
    _lock_in(session, paper_id, *_OPEN, acting=acting).is_public = is_public
    session.flush()
    return look(session, paper_id, acting=acting)


def _lock_in(session: Session, paper_id: int, *states: PaperState, acting: int) -> Paper:
    permissions.check_steering_group(session, acting=acting)
    paper = papers.lock_paper(session, paper_id, acting=acting)
    if paper.state not in states:
        raise Outdated
    return paper


def ask_reference(session: Session, paper_id: int, *, acting: int, now: datetime) -> DialogueView:
    """Begin to ask for the number that the administration gave; raises like `papers.get_paper`."""
    _get_numbered(session, paper_id, acting=acting)
    return dialogues.begin(session, KIND, REFERENCE, {"paper_id": paper_id}, acting=acting, now=now)


def _get_numbered(session: Session, paper_id: int, *, acting: int) -> Paper:
    paper = papers.lock_paper(session, paper_id, acting=acting)
    if paper.state is PaperState.WITHDRAWN:
        raise Outdated
    return paper


def take_reference(session: Session, number: int, words: str, *, acting: int) -> View:
    """Keep the number that was typed and end the dialogue.

    Raises:
        EmptyText, TooLong: see `bot.text.check_line`.
        NotFound: see `papers.get_paper`.
        Outdated: the dialogue is over, or the paper was withdrawn.
    """
    paper_id = dialogues.get_at(session, KIND, REFERENCE, number, acting=acting).data["paper_id"]
    paper = _get_numbered(session, paper_id, acting=acting)
    paper.reference = check_line(words, limit=REFERENCE_LIMIT)
    session.flush()
    dialogues.end(session, acting=acting)
    return look(session, paper_id, acting=acting)
