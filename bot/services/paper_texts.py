"""Writing a section of a Beschlussvorlage anew: a dialogue in which no word is lost, whoever else writes meanwhile.

Steps: `write` (a text, in several messages where it is long) and `conflict` (somebody else was faster: both are shown).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.errors import EmptyText, NotFound
from bot.services import dialogues, papers, permissions
from bot.services.visitors import DialogueView
from bot.text import Words, append
from models import Dialogue, Paper, PaperSection, PaperState, SectionText

KIND, WRITE, CONFLICT = "section", "write", "conflict"


@dataclass(frozen=True)
class SectionView:
    """A section as its page shows it: its newest version, how many there are, whether who looks may write."""

    paper: Paper
    newest: SectionText
    versions: int
    edits: bool


def look(session: Session, paper_id: int, section: PaperSection, *, acting: int) -> SectionView:
    """Return a section for its page; raises like `papers.get_readable`."""
    paper = papers.get_readable(session, paper_id, acting=acting)
    versions = papers.list_versions(session, paper_id, section, acting=acting)
    newest = versions[0] if versions else papers.find_newest(session, paper, section)
    edits = paper.state is PaperState.DRAFT and permissions.is_in_steering_group(session, acting)
    return SectionView(paper, newest, len(versions), edits)


def get_version(session: Session, text_id: int, *, acting: int) -> SectionText:
    """Return a version of a section.

    Raises:
        NotFound: there is none, or not for this person.
    """
    version = session.get(SectionText, text_id)
    if version is None:
        raise NotFound
    papers.get_readable(session, version.paper_id, acting=acting)
    return version


def begin(
    session: Session, paper_id: int, section: PaperSection, *, seen: int | None, acting: int, now: datetime
) -> DialogueView:
    """Begin to write a section anew, where the person saw this version; None: what is to stand below what is there.

    Raises:
        NotPermitted, NotFound, Outdated: see `papers.get_draft`.
    """
    paper = papers.get_draft(session, paper_id, acting=acting)
    newest = papers.find_newest(session, paper, section)
    base = newest.text if seen is None else ""
    data = {"paper_id": paper_id, "section": section.value, "seen": newest.id if seen is None else seen}
    return dialogues.begin(session, KIND, WRITE, data | {"base": base, "text": ""}, acting=acting, now=now)


def restore(session: Session, text_id: int, *, acting: int, now: datetime) -> SectionText:
    """Let an earlier version be the newest again: as a new version, so that nothing is lost.

    Raises:
        NotPermitted, NotFound, Outdated: see `papers.get_draft`.
    """
    version = get_version(session, text_id, acting=acting)
    papers.get_draft(session, version.paper_id, acting=acting)
    author = acting if version.written_by is not None else None
    return papers.add_version(session, version.paper_id, version.section, version.text, author=author, now=now)


def take_words(session: Session, number: int, words: Words, *, acting: int, now: datetime) -> DialogueView | None:
    """Take what was typed: at once as the section's new version; where a client may have cut it, wait for the rest.

    Returns None once it is kept, else the dialogue: it waits for more, or somebody else was faster.

    Raises:
        EmptyText, TooLong: see `bot.text.append`; what was typed before is kept.
        Outdated: the dialogue is over, or the paper is no draft any more.
        NotPermitted, NotFound: see `papers.get_draft`.
    """
    dialogue = dialogues.get_at(session, KIND, WRITE, number, acting=acting)
    papers.get_draft(session, dialogue.data["paper_id"], acting=acting)
    limit = papers.limit_of(session, dialogue.data["paper_id"], PaperSection(dialogue.data["section"]))
    said = _understand(dialogue.data, words, limit)
    dialogues.advance(dialogue, WRITE, now=now, **said)
    if words.may_go_on():
        return dialogues.view(dialogue)
    return _keep(session, dialogue, acting=acting, now=now)


def _understand(data: dict[str, Any], words: Words, limit: int) -> dict[str, Any]:
    tail = data.get("tail") or {"at": "", "within_a_word": False}
    seamless = tail["within_a_word"] and words.follow(datetime.fromisoformat(tail["at"]))
    text = append(data["text"], words.text, limit=limit, seamless=seamless)
    append(data["base"], text, limit=limit)
    following = {"at": words.sent_at.isoformat(), "within_a_word": words.ends_within_a_word()}
    return {"text": text, "tail": following if words.may_go_on() else None}


def keep(session: Session, number: int, *, acting: int, now: datetime) -> DialogueView | None:
    """Keep what was typed so far; returns and raises like `take_words`."""
    dialogue = dialogues.get_at(session, KIND, WRITE, number, acting=acting)
    return _keep(session, dialogue, acting=acting, now=now)


def _keep(session: Session, dialogue: Dialogue, *, acting: int, now: datetime) -> DialogueView | None:
    said = dialogue.data
    section = PaperSection(said["section"])
    papers.get_draft(session, said["paper_id"], acting=acting)
    if not said["text"]:
        raise EmptyText
    newest = papers.newest_version(session, said["paper_id"], section)
    if newest != said["seen"]:
        return dialogues.view(dialogues.advance(dialogue, CONFLICT, now=now, theirs=newest))
    limit = papers.limit_of(session, said["paper_id"], section)
    whole = append(said["base"], said["text"], limit=limit)
    papers.write_section(session, said["paper_id"], section, whole, seen=newest, acting=acting, now=now)
    dialogues.end(session, acting=acting)
    return None


def insist(session: Session, number: int, *, acting: int, now: datetime) -> DialogueView | None:
    """Let one's own text count, after both were shown; returns and raises like `take_words`."""
    dialogue = dialogues.get_at(session, KIND, CONFLICT, number, acting=acting)
    dialogues.advance(dialogue, CONFLICT, now=now, seen=dialogue.data["theirs"])
    return _keep(session, dialogue, acting=acting, now=now)


def give_way(session: Session, number: int, *, acting: int) -> None:
    """Let the others' text count; raises Outdated where the dialogue is over."""
    dialogues.get_at(session, KIND, CONFLICT, number, acting=acting)
    dialogues.end(session, acting=acting)


def write_anew(session: Session, number: int, *, acting: int, now: datetime) -> DialogueView:
    """Write a third text, after both were shown; raises Outdated where the dialogue is over."""
    dialogue = dialogues.get_at(session, KIND, CONFLICT, number, acting=acting)
    said = {"seen": dialogue.data["theirs"], "text": "", "tail": None, "base": ""}
    return dialogues.view(dialogues.advance(dialogue, WRITE, now=now, **said))


def list_both(session: Session, dialogue: DialogueView, *, acting: int) -> tuple[SectionText, str]:
    """Return what somebody else wrote and what the person wrote; raises like `papers.get_readable`."""
    said = dialogue.data
    return get_version(session, said["theirs"], acting=acting), f"{said['base']}\n{said['text']}".strip()
