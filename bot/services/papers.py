"""Beschlussvorlagen: who reads and who edits them, their sections with every version, and what is known for them.

How a paper begins and which results stand in it: `paper_drafts`; how it ends: `paper_states`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from bot.errors import NotFound, Outdated, Overtaken
from bot.services import permissions
from bot.services.profiles import read_profiles
from bot.services.standings import Standing, list_families, stand_for
from bot.text import check_text, length
from models import (
    Advice,
    Paper,
    PaperSection,
    PaperState,
    ProfileField,
    Release,
    Result,
    ResultState,
    SectionText,
    Tag,
    result_tags,
)

#: Graphemes that a section may have, in however many messages: as many as drafting makes of many proposals.
SECTION_LIMIT = 40_000
#: States in which the steering group has let a paper go to the council, with all that its texts say.
RELEASED = frozenset({PaperState.FINAL, PaperState.DECIDED})
#: How a gap stands in a section: `[OFFEN: Datum]`.
_GAP = re.compile(r"\[OFFEN: [^\]\n]*\]")


@dataclass(frozen=True)
class Item:
    """What is known of one proposal of a paper."""

    standing: Standing
    #: Each field's text; where the proposal itself has none, that of what was joined to it.
    profile: Mapping[ProfileField, str]
    #: The board's opinions on whatever of it is released, oldest first; never say whose.
    advices: tuple[Advice, ...]
    #: Plans and networks that it, or what was joined to it, is linked to, by name.
    tags: tuple[str, ...]

    @property
    def is_accepted(self) -> bool:
        """Whether the steering group still wants it before the council."""
        return self.standing.result.state is ResultState.ACCEPTED


@dataclass(frozen=True)
class Bundle:
    """A paper with all that is known for it: what its first texts and its Word file are made of."""

    paper: Paper
    items: tuple[Item, ...]


def get_paper(session: Session, paper_id: int, *, acting: int) -> Paper:
    """Return a paper for the steering group and coordinators.

    Raises:
        NotFound: there is none, or not for this person.
    """
    paper = session.get(Paper, paper_id)
    if paper is None or not may_read(session, acting):
        raise NotFound
    return paper


def may_read(session: Session, acting: int) -> bool:
    """Tell whether `acting` reads papers."""
    return permissions.is_in_steering_group(session, acting) or permissions.is_coordinator(session, acting)


def get_readable(session: Session, paper_id: int, *, acting: int) -> Paper:
    """Return a paper whose texts `acting` reads, the board's opinions among them.

    Before it is released that is the steering group's alone (R5).

    Raises:
        NotFound: there is none, or not for this person.
    """
    paper = get_paper(session, paper_id, acting=acting)
    if paper.state not in RELEASED and not permissions.is_in_steering_group(session, acting):
        raise NotFound
    return paper


def lock_paper(session: Session, paper_id: int, *, acting: int) -> Paper:
    """Return a paper, as it is now, for a reader who changes something about it: others wait.

    Raises:
        NotFound: see `get_paper`.
    """
    get_paper(session, paper_id, acting=acting)
    session.execute(select(Paper.id).where(Paper.id == paper_id).with_for_update())
    return session.get_one(Paper, paper_id, populate_existing=True)


def get_draft(session: Session, paper_id: int, *, acting: int) -> Paper:
    """Return a paper that the steering group may still write at; others wait (R3).

    Raises:
        NotPermitted: the participant is no member of the steering group.
        NotFound: there is no such paper.
        Outdated: it is no draft any more.
    """
    permissions.check_steering_group(session, acting=acting)
    paper = lock_paper(session, paper_id, acting=acting)
    if paper.state is not PaperState.DRAFT:
        raise Outdated
    return paper


def read_sections(session: Session, paper_id: int) -> dict[PaperSection, SectionText]:
    """Return the newest version of each section, in the paper's order; nobody's permission is asked."""
    newest = select(func.max(SectionText.id)).where(SectionText.paper_id == paper_id).group_by(SectionText.section)
    found = {text.section: text for text in session.scalars(select(SectionText).where(SectionText.id.in_(newest)))}
    return {section: found[section] for section in PaperSection if section in found}


def find_newest(session: Session, paper: Paper, section: PaperSection) -> SectionText:
    """Return the newest version of a section; where there is none yet an empty one that is not kept."""
    empty = SectionText(id=0, paper_id=paper.id, section=section, text="", from_file=False, written_at=paper.created_at)
    return read_sections(session, paper.id).get(section, empty)


def list_versions(session: Session, paper_id: int, section: PaperSection, *, acting: int) -> list[SectionText]:
    """Return every version of a section, newest first; raises like `get_readable`."""
    get_readable(session, paper_id, acting=acting)
    about = (SectionText.paper_id == paper_id, SectionText.section == section)
    return list(session.scalars(select(SectionText).where(*about).order_by(SectionText.id.desc())))


def limit_of(session: Session, paper_id: int, section: PaperSection) -> int:
    """Return how many graphemes a section may have: where drafting has made more, as many as its longest version."""
    about = (SectionText.paper_id == paper_id, SectionText.section == section)
    longer = select(SectionText.text).where(*about, func.length(SectionText.text) > SECTION_LIMIT)
    return max([SECTION_LIMIT, *(length(text) for text in session.scalars(longer))])


def write_section(
    session: Session,
    paper_id: int,
    section: PaperSection,
    text: str,
    *,
    seen: int,
    from_file: bool = False,
    acting: int,
    now: datetime,
) -> SectionText:
    """Keep a new version of a section; `seen` is the version that the person saw, 0 where there was none.

    Raises:
        EmptyText, TooLong: see `bot.text.check_text` and `limit_of`.
        Overtaken: somebody else wrote a newer one meanwhile.
        NotPermitted, NotFound, Outdated: see `get_draft`.
    """
    get_draft(session, paper_id, acting=acting)
    cleaned = check_text(text, limit=limit_of(session, paper_id, section))
    if newest_version(session, paper_id, section) != seen:
        raise Overtaken
    return add_version(session, paper_id, section, cleaned, from_file=from_file, author=acting, now=now)


def add_version(
    session: Session,
    paper_id: int,
    section: PaperSection,
    text: str,
    *,
    from_file: bool = False,
    author: int | None,
    now: datetime,
) -> SectionText:
    """Add a version of a section; whoever calls has made sure that it may be added."""
    version = SectionText(paper_id=paper_id, section=section, text=text, from_file=from_file)
    version.written_at, version.written_by = now, author
    session.add(version)
    session.flush()
    return version


def newest_version(session: Session, paper_id: int, section: PaperSection | None = None) -> int:
    """Return the number of the newest version of a section, or of any; 0 where there is none."""
    statement = select(func.max(SectionText.id)).where(SectionText.paper_id == paper_id)
    if section is not None:
        statement = statement.where(SectionText.section == section)
    return session.scalar(statement) or 0


def find_gaps(texts: Iterable[str]) -> list[str]:
    """Return what is still open in these texts, as it is printed: `[OFFEN: Datum]`, each once."""
    return list(dict.fromkeys(gap for text in texts for gap in _GAP.findall(text)))


def gather(session: Session, paper_id: int, *, acting: int) -> Bundle:
    """Return a paper with what is known of its proposals, in their order; raises like `get_paper`."""
    paper = get_paper(session, paper_id, acting=acting)
    order = [item.result_id for item in paper.items]
    families = {standing.result.id: standing for standing in _stand_for_all(session, order)}
    members = {member.id for standing in families.values() for member in standing.family}
    profiles, tags = read_profiles(session, members), _read_tags(session, members)
    advices = _list_released_advices(session, members)
    items = (_gather_item(families[number], profiles, tags, advices) for number in order)
    return Bundle(paper, tuple(items))


def _stand_for_all(session: Session, result_ids: Collection[int]) -> list[Standing]:
    """Return these results with what was joined to them, also those that are joined to another by now."""
    found = {standing.result.id: standing for standing in list_families(session, result_ids)}
    return [found.get(number) or stand_for(session, session.get_one(Result, number)) for number in result_ids]


def _gather_item(
    standing: Standing,
    profiles: Mapping[int, Mapping[ProfileField, str]],
    tags: Mapping[int, Collection[str]],
    advices: Collection[Advice],
) -> Item:
    numbers = [member.id for member in standing.family]
    profile: dict[ProfileField, str] = {}
    for number in reversed(numbers):
        profile |= profiles[number]
    own = tuple(advice for advice in advices if advice.result_id in numbers)
    linked = sorted({name for number in numbers for name in tags.get(number, ())})
    return Item(standing, {field: profile[field] for field in ProfileField if field in profile}, own, tuple(linked))


def _read_tags(session: Session, result_ids: Collection[int]) -> dict[int, set[str]]:
    statement = select(result_tags.c.result_id, Tag.name).join(Tag, Tag.id == result_tags.c.tag_id)
    names: dict[int, set[str]] = {}
    for number, name in session.execute(statement.where(result_tags.c.result_id.in_(result_ids))):
        names.setdefault(number, set()).add(name)
    return names


def _list_released_advices(session: Session, result_ids: Collection[int]) -> list[Advice]:
    released = exists().where(Release.result_id == Advice.result_id, Release.withdrawn_at.is_(None))
    statement = select(Advice).where(Advice.result_id.in_(result_ids), released).order_by(Advice.id)
    return list(session.scalars(statement))
