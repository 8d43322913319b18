"""A Beschlussvorlage that leaves as a Word file: what stands in it beyond its sections, and by what it is known again.

How it comes back: `paper_returns`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.services import measures, papers
from bot.services.papers import Bundle, Item
from bot.text import clean
from models import Body, MeasureState, Meeting, Minutes, MinutesState, Paper, PaperSection, SectionText

#: Bytes of a file that comes back.
FILE_LIMIT = 5 * 1024 * 1024
#: Characters that no XML may carry (XML 1.0, Char) and that cleaning leaves.
_NOT_IN_XML = re.compile("[\ufffe\uffff]")
_MARK = re.compile(r"(\d{1,15})-([0-9a-f]{8})")


@dataclass(frozen=True)
class Mark:
    """What a file says of its paper: the number here, and a check that this paper alone has, in any town."""

    paper_id: int
    check: str

    def __str__(self) -> str:
        """Return it as it stands in a file: `3-5f0c1a2b`."""
        return f"{self.paper_id}-{self.check}"

    @classmethod
    def parse(cls, text: str) -> Mark | None:
        """Return the mark that `text` is, or None."""
        match = _MARK.fullmatch(text)
        return cls(int(match[1]), match[2]) if match else None


@dataclass(frozen=True)
class ReadFile:
    """What a Word file says that came back: whose it is, which versions stood in it, and each section's text now.

    A section that cannot be found in it is not in `texts`: it stays as it is.
    """

    mark: Mark | None
    seen: Mapping[PaperSection, int]
    texts: Mapping[PaperSection, str]


@dataclass(frozen=True)
class Extract:
    """A Protokollauszug: what a group handed in at a meeting whose minutes are final, never more and never a name."""

    body: Body
    held_at: datetime
    #: Number, title and priority of each result, as the minutes have them.
    lines: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Contents:
    """Everything that stands in a paper's file."""

    bundle: Bundle
    sections: Mapping[PaperSection, SectionText]
    #: How often anything in it was written, all at one time counting once.
    version: int
    extracts: tuple[Extract, ...]
    #: Where each proposal stands on the measures' scale.
    states: Mapping[int, MeasureState]

    @property
    def paper(self) -> Paper:
        """The paper."""
        return self.bundle.paper


def collect(session: Session, paper_id: int, *, acting: int) -> Contents:
    """Return what stands in the paper's file; raises like `papers.get_readable`."""
    papers.get_readable(session, paper_id, acting=acting)
    bundle = papers.gather(session, paper_id, acting=acting)
    moments = select(func.count(SectionText.written_at.distinct())).where(SectionText.paper_id == paper_id)
    sections, version = papers.read_sections(session, paper_id), session.scalar(moments) or 0
    states = measures.status_of(session, [item.standing.result for item in bundle.items])
    return Contents(bundle, sections, version, _list_extracts(session, bundle), states)


def mark_of(paper: Paper) -> Mark:
    """Return the mark of a paper: another town's paper of the same number was begun at another moment."""
    begun = f"{paper.number}:{paper.created_at.astimezone(UTC).isoformat()}"
    return Mark(paper.id, hashlib.sha256(begun.encode()).hexdigest()[:8])


def lines_of(text: str) -> list[str]:
    """Return a section's lines as a file has them: each without doubled blanks, a blank one between paragraphs."""
    lines = (" ".join(line.split()) for line in clean(_NOT_IN_XML.sub("", text)).splitlines())
    return clean("\n".join(lines)).splitlines()


def words_of(text: str) -> list[str]:
    """Return what counts when two versions are compared: the lines that are not blank."""
    return [line for line in lines_of(text) if line]


def _list_extracts(session: Session, bundle: Bundle) -> tuple[Extract, ...]:
    """Return what the minutes say of the paper's results, of the groups behind them alone, oldest meeting first."""
    groups = {body.id for item in bundle.items for body in item.standing.priorities}
    statement = select(Minutes).join(Meeting).where(Meeting.body_id.in_(groups), Minutes.state == MinutesState.FINAL)
    found = session.scalars(statement.order_by(Meeting.starts_at, Meeting.id))
    extracts = (_extract(minutes, bundle.items) for minutes in found)
    return tuple(extract for extract in extracts if extract is not None)


def _extract(minutes: Minutes, items: tuple[Item, ...]) -> Extract | None:
    body = minutes.meeting.body
    handed_in = {
        result.number
        for item in items
        for result in item.standing.family
        if any(submission.body_id == minutes.meeting.body_id for submission in result.submissions)
    }
    lines = tuple((line[0], line[1], line[2]) for line in minutes.facts.get("results", ()) if line[0] in handed_in)
    return Extract(body, minutes.meeting.starts_at, lines) if lines and body is not None else None
