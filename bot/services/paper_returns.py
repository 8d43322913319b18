"""A Beschlussvorlage's Word file that comes back: compared section by section, taken only as far as a person says.

Steps: `file` (it is asked for), `review` (what has changed in it), `choose` (one section after the other). Until the
person has decided, the file's texts stand in the dialogue and nowhere else. See ``handlers/paper_files.mmd``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import BadFile, FileProblem, NotFound, Outdated, Overtaken
from bot.services import dialogues, papers, permissions
from bot.services.paper_files import ReadFile, lines_of, mark_of, words_of
from bot.services.visitors import DialogueView
from bot.text import length
from models import Dialogue, Paper, PaperSection, PaperState, SectionText

KIND, FILE, REVIEW, CHOOSE = "paperfile", "file", "review", "choose"


@dataclass(frozen=True)
class Change:
    """A section that the file has otherwise than it stands."""

    section: PaperSection
    #: What stands; None: nothing yet.
    standing: SectionText | None
    text: str
    #: Whether what stands was written after the file was taken out, so that both are somebody's work.
    is_conflict: bool

    @property
    def seen(self) -> int:
        """What a button carries to tell whether the section was written since: its version's number, or 0."""
        return self.standing.id if self.standing is not None else 0


@dataclass(frozen=True)
class Review:
    """A file beside its paper: what has changed and is not decided, and what was taken so far."""

    paper: Paper
    changes: tuple[Change, ...]
    taken: tuple[PaperSection, ...] = ()

    @property
    def conflicts(self) -> tuple[Change, ...]:
        """The changes for which both versions must be seen."""
        return tuple(change for change in self.changes if change.is_conflict)


def begin(session: Session, paper_id: int, *, acting: int, now: datetime) -> DialogueView:
    """Ask for a paper's edited file; raises like `papers.get_draft`."""
    papers.get_draft(session, paper_id, acting=acting)
    return dialogues.begin(session, KIND, FILE, {"paper_id": paper_id}, acting=acting, now=now)


def get_asked(session: Session, paper_id: int, *, acting: int) -> Paper:
    """Return the paper whose file is asked for; raises like `papers.get_draft`."""
    return papers.get_draft(session, paper_id, acting=acting)


def take(
    session: Session, read: ReadFile, asked: int | None, *, acting: int, now: datetime
) -> tuple[Review, DialogueView | None]:
    """Compare a file with its paper and keep its texts in a dialogue; `asked` is the paper whose file was asked for.

    Returns no dialogue where nothing has changed; the one that asked for the file is over then.

    Raises:
        NotPermitted: the participant is no member of the steering group.
        BadFile: it is of another paper or none here, or of one that is no draft, or a section is too long.
    """
    permissions.check_steering_group(session, acting=acting)
    paper = _find_paper(session, read, asked)
    if paper.state is not PaperState.DRAFT:
        raise BadFile(FileProblem.FINAL)
    data = {
        "paper_id": paper.id,
        "texts": {section.value: text for section, text in read.texts.items()},
        "seen": {section.value: number for section, number in read.seen.items()},
        "kept": [],
        "taken": [],
    }
    review = _review(session, paper, data)
    if any(length(one.text) > papers.limit_of(session, paper.id, one.section) for one in review.changes):
        raise BadFile(FileProblem.TOO_LONG)
    if not review.changes:
        dialogues.end(session, acting=acting)
        return review, None
    return review, dialogues.begin(session, KIND, REVIEW, data, acting=acting, now=now)


def _find_paper(session: Session, read: ReadFile, asked: int | None) -> Paper:
    """Return the paper that a file is of; one that no longer says so is believed to be the one that was asked for."""
    number = read.mark.paper_id if read.mark is not None else asked
    paper = session.get(Paper, number) if number is not None else None
    if paper is None or (asked is not None and paper.id != asked):
        raise BadFile(FileProblem.OTHER_PAPER)
    if read.mark is not None and read.mark != mark_of(paper):
        raise BadFile(FileProblem.OTHER_PAPER)
    return paper


def look(session: Session, dialogue: DialogueView, *, acting: int) -> Review:
    """Return what is still to be decided.

    Raises:
        NotPermitted, NotFound: see `papers.get_draft`; a paper that is no draft any more is not there for this.
    """
    try:
        paper = papers.get_draft(session, dialogue.data["paper_id"], acting=acting)
    except Outdated:
        raise NotFound from None
    return _review(session, paper, dialogue.data)


def take_all(session: Session, number: int, *, acting: int, now: datetime) -> tuple[Review, DialogueView | None]:
    """Take every section that nobody else has written meanwhile; the others are left to be chosen one by one.

    Raises:
        Outdated: that dialogue is over, or at another step; or the paper is no draft any more.
        NotPermitted, NotFound: see `papers.get_draft`.
    """
    dialogue = dialogues.get_at(session, KIND, REVIEW, number, acting=acting)
    paper = papers.get_draft(session, dialogue.data["paper_id"], acting=acting)
    for change in _review(session, paper, dialogue.data).changes:
        if not change.is_conflict:
            _take(session, dialogue, change, acting=acting, now=now)
    return _go_on(session, paper, dialogue, acting=acting, now=now)


def choose(
    session: Session, number: int, section: PaperSection, seen: int, *, takes: bool, acting: int, now: datetime
) -> tuple[Review, DialogueView | None]:
    """Take a section as the file has it, or keep what stands; `seen` is the version that was shown beside it.

    Raises:
        Overtaken: somebody has written the section since; nothing happens.
        Outdated, NotPermitted, NotFound: see `take_all`.
    """
    dialogue = dialogues.get_at(session, KIND, CHOOSE, number, acting=acting)
    paper = papers.get_draft(session, dialogue.data["paper_id"], acting=acting)
    change = next((one for one in _review(session, paper, dialogue.data).changes if one.section is section), None)
    if change is None or change.seen != seen:
        raise Overtaken
    if takes:
        _take(session, dialogue, change, acting=acting, now=now)
    else:
        dialogues.advance(dialogue, CHOOSE, now=now, kept=[*dialogue.data["kept"], section.value])
    return _go_on(session, paper, dialogue, acting=acting, now=now)


def _take(session: Session, dialogue: Dialogue, change: Change, *, acting: int, now: datetime) -> None:
    write = partial(papers.write_section, session, dialogue.data["paper_id"], seen=change.seen, from_file=True)
    write(change.section, change.text, acting=acting, now=now)
    dialogues.advance(dialogue, dialogue.step, now=now, taken=[*dialogue.data["taken"], change.section.value])


def _go_on(
    session: Session, paper: Paper, dialogue: Dialogue, *, acting: int, now: datetime
) -> tuple[Review, DialogueView | None]:
    """Go to what is left to be chosen, or end the dialogue."""
    review = _review(session, paper, dialogue.data)
    if review.changes:
        return review, dialogues.view(dialogues.advance(dialogue, CHOOSE, now=now))
    dialogues.end(session, acting=acting)
    return review, None


def _review(session: Session, paper: Paper, data: Mapping[str, Any]) -> Review:
    standing = papers.read_sections(session, paper.id)
    base = _read_versions(session, paper.id, data["seen"])
    changes = []
    for section in PaperSection:
        text = data["texts"].get(section.value, "")
        if not text or section.value in data["kept"]:
            continue
        change = _compare(section, standing.get(section), base.get(section), text)
        if change is not None:
            changes.append(change)
    return Review(paper, tuple(changes), tuple(PaperSection(name) for name in data["taken"]))


def _compare(section: PaperSection, standing: SectionText | None, base: SectionText | None, text: str) -> Change | None:
    """Return what the file changes about a section: nothing where it says what stands, or what it was given."""
    words = words_of(text)
    if words == words_of(standing.text if standing else "") or (base is not None and words == words_of(base.text)):
        return None
    return Change(
        section, standing, "\n".join(lines_of(text)), (standing.id if standing else 0) != (base.id if base else 0)
    )


def _read_versions(session: Session, paper_id: int, seen: Mapping[str, int]) -> dict[PaperSection, SectionText]:
    """Return the versions that stood in the file when it was taken out, as far as it still says so truly."""
    statement = select(SectionText).where(SectionText.paper_id == paper_id, SectionText.id.in_(seen.values()))
    return {one.section: one for one in session.scalars(statement) if seen.get(one.section.value) == one.id}
