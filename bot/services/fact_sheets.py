"""Fact sheets (Maßnahmensteckbriefe) as people see and write them: one per family of results, every text a revision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import NotFound, Overtaken
from bot.services import audit, bodies, indexing, measures, permissions, profiles, replies, tags
from bot.services.profiles import Stage
from bot.services.standings import Standing, find_root, list_parents, stand_for
from bot.text import check_line, check_text
from models import (
    Body,
    BodyKind,
    Consultation,
    Measure,
    MeasureNote,
    MeasureState,
    Paper,
    PaperItem,
    PaperState,
    ProfileEntry,
    ProfileField,
    Result,
    Tag,
)

#: The longest title and the longest text of a field, in graphemes.
TITLE_LIMIT, LIMIT = 80, 3500
#: What was handed in: corrected, never emptied.
HANDED_IN = (ProfileField.TITLE, ProfileField.SUMMARY)
#: How many revisions a page shows.
PAGE = 4


@dataclass(frozen=True)
class FactSheet:
    """What is known about a result with all that was joined to it."""

    standing: Standing
    #: What stands there; `inherited` is what was joined to it says where it says nothing itself.
    own: Mapping[ProfileField, str]
    inherited: Mapping[ProfileField, str]
    #: The newest revision of each field that has any: what a person sees when they begin to write.
    seen: Mapping[ProfileField, int]
    tags: tuple[Tag, ...]
    stage: Stage
    state: MeasureState
    #: Whether its paper is final and not decided yet: nothing changes then, unless the paper is opened again.
    is_frozen: bool
    #: Whether the reader may write: speakers behind it until the paper is final, the desk after the decision too.
    writes: bool
    #: Whether the reader is of the steering group, or at its desk at all (coordinators are).
    steers: bool
    at_desk: bool

    @property
    def result(self) -> Result:
        """The result itself."""
        return self.standing.result

    @property
    def texts(self) -> dict[ProfileField, str]:
        """What stands in each field, in the printed page's order."""
        texts = {**self.inherited, **self.own}
        return {field: texts[field] for field in ProfileField if field in texts}

    @property
    def open_fields(self) -> list[ProfileField]:
        """What is asked now and not yet answered."""
        return [field for field in profiles.list_asked(self.stage) if field not in self.texts]


@dataclass(frozen=True)
class Course:
    """What became of it: the newest note about the state of things, and what the council's committees decided."""

    note: MeasureNote | None = None
    #: With the paper's number of the administration.
    decisions: tuple[tuple[Consultation, str], ...] = ()


@dataclass(frozen=True)
class Versions:
    """A page of the revisions of a fact sheet, newest first; its number from 0, and how many there are in all."""

    sheet: FactSheet
    entries: list[ProfileEntry]
    page: int
    total: int


def open_sheet(session: Session, result_id: int, *, acting: int) -> FactSheet:
    """Return the fact sheet of a result, or of the one that it was joined to in the end.

    Members of the groups behind it read it, the steering group and coordinators.

    Raises:
        NotFound: there is none, or not for this person.
    """
    parents = list_parents(session)
    if result_id not in parents:
        raise NotFound
    standing = stand_for(session, session.get_one(Result, find_root(parents, result_id)))
    if not permissions.may_read_any(session, [body.id for body in standing.priorities], acting):
        raise NotFound
    steers = permissions.is_in_steering_group(session, acting)
    at_desk = steers or permissions.is_coordinator(session, acting)
    papers = profiles.list_paper_states(session, standing)
    frozen, decided = PaperState.FINAL in papers, PaperState.DECIDED in papers
    speaks = not decided and replies.find_body(session, standing.result, acting=acting) is not None
    number = standing.result.id
    texts = profiles.read_profiles(session, [member.id for member in standing.family])
    return FactSheet(
        standing,
        texts[number],
        _inherit([texts[child.id] for child in standing.joined]),
        {entry.field: entry.id for entry in profiles.newest(session, [number])},
        tags.list_of(session, standing),
        profiles.find_stage(standing.result, papers),
        measures.status_of(session, [standing.result])[number],
        is_frozen=frozen,
        writes=(at_desk or speaks) and not frozen,
        steers=steers,
        at_desk=at_desk,
    )


def _inherit(texts: Sequence[Mapping[ProfileField, str]]) -> dict[ProfileField, str]:
    """Return the first text that any has for a field, but for what each one was handed in with."""
    return {field: text for each in reversed(texts) for field, text in each.items() if field not in HANDED_IN}


def open_to_write(session: Session, result_id: int, *, acting: int) -> FactSheet:
    """Return a fact sheet to somebody who may write into it.

    Raises:
        NotFound: see `open_sheet`; also for those who may only read.
    """
    sheet = open_sheet(session, result_id, acting=acting)
    if not sheet.writes:
        raise NotFound
    return sheet


def _take_turn(session: Session, result_id: int) -> None:
    """Let one write after the other, each seeing what the one before has written."""
    root = find_root(list_parents(session), result_id)
    session.execute(select(Result.id).where(Result.id == root).with_for_update())


def write_field(
    session: Session, result_id: int, field: ProfileField, text: str, *, seen: int, acting: int, now: datetime
) -> bool:
    """Write a field, of which the person saw the revision `seen` (0: none); return whether that changed anything.

    An empty text takes the field's text back. Title and summary are corrected in the result itself.

    Raises:
        EmptyText, TooLong: see `bot.text.check_text`; title and summary are never empty.
        Overtaken: somebody else has written meanwhile, and something else.
        NotFound: see `open_to_write`.
    """
    _take_turn(session, result_id)
    sheet = open_to_write(session, result_id, acting=acting)
    cleaned = check_field(field, text)
    if cleaned == sheet.own.get(field, ""):
        return False
    if sheet.seen.get(field, 0) != seen:
        raise Overtaken
    if field in HANDED_IN:
        _correct(session, sheet, field, cleaned)
    body = _find_body(session, sheet, acting=acting)
    _add(session, sheet.result, field, cleaned, body_id=body, author_id=acting, at=now)
    audit.note(session, "write fact sheet", "result", sheet.result.id, acting=acting, now=now)
    return True


def check_field(field: ProfileField, text: str) -> str:
    """Return the text of a field, cleaned; an empty one where it may be. Raises like `bot.text.check_text`."""
    if field is ProfileField.TITLE:
        return check_line(text, limit=TITLE_LIMIT)
    return check_text(text, limit=LIMIT) if text or field in HANDED_IN else ""


def _correct(session: Session, sheet: FactSheet, field: ProfileField, text: str) -> None:
    """Change what was handed in; how it was handed in becomes the first revision."""
    result = sheet.result
    if field not in sheet.seen:
        earlier = result.title if field is ProfileField.TITLE else result.text
        first = next(iter(result.submissions)).body_id if result.submissions else None
        _add(session, result, field, earlier, body_id=first, author_id=result.author_id, at=result.submitted_at)
    if field is ProfileField.TITLE:
        result.title = text
    else:
        result.text = text
    indexing.index(session, result)


def _add(
    session: Session,
    result: Result,
    field: ProfileField,
    text: str,
    *,
    body_id: int | None,
    author_id: int | None,
    at: datetime,
) -> None:
    values = {"text": text, "body_id": body_id, "author_id": author_id, "written_at": at}
    session.add(ProfileEntry(result_id=result.id, field=field, **values))
    session.flush()


def _find_body(session: Session, sheet: FactSheet, *, acting: int) -> int | None:
    """Return the group for which somebody writes: one behind the result, the steering group, or None."""
    body = replies.find_body(session, sheet.result, acting=acting)
    if body is None and sheet.steers:
        return session.scalar(select(Body.id).where(Body.kind == BodyKind.STEERING_GROUP).order_by(Body.id).limit(1))
    return body


def list_versions(session: Session, result_id: int, page: int, *, acting: int) -> Versions:
    """Return a page of all that stood in the fact sheet, also of what was joined; raises like `open_sheet`."""
    sheet = open_sheet(session, result_id, acting=acting)
    numbers = [member.id for member in sheet.standing.family]
    statement = select(ProfileEntry).where(ProfileEntry.result_id.in_(numbers)).order_by(ProfileEntry.id.desc())
    entries = list(session.scalars(statement))
    page = min(page, max(0, len(entries) - 1) // PAGE)
    return Versions(sheet, entries[page * PAGE : (page + 1) * PAGE], page, len(entries))


def mark_concerned(
    session: Session, result_id: int, body_id: int, *, concerned: bool, acting: int, now: datetime
) -> FactSheet:
    """Say whether a result concerns the field of a working group (S48); its number stays.

    Raises:
        NotFound: there is no such active working group; see `open_to_write`.
    """
    _take_turn(session, result_id)
    sheet = open_to_write(session, result_id, acting=acting)
    body = bodies.get_active(session, body_id)
    if body.kind is not BodyKind.WORKING_GROUP:
        raise NotFound
    for member in sheet.standing.family if not concerned else (sheet.result,):
        if concerned and body not in sheet.standing.fields:
            member.fields.append(body)
        elif not concerned and body in member.fields:
            member.fields.remove(body)
    session.flush()
    audit.note(session, "mark concerned", "result", sheet.result.id, acting=acting, now=now)
    return open_sheet(session, result_id, acting=acting)


def find_course(session: Session, standing: Standing) -> Course:
    """Return what became of a result; who may know is decided by who asks for it."""
    numbers = [member.id for member in standing.family]
    notes = select(MeasureNote).join(Measure).where(Measure.result_id.in_(numbers), MeasureNote.text != "")
    decided = select(Consultation, Paper.reference).join(Paper, Paper.id == Consultation.paper_id)
    decided = decided.join(PaperItem, PaperItem.paper_id == Paper.id).where(PaperItem.result_id.in_(numbers))
    decided = decided.where(Consultation.outcome.is_not(None)).distinct().order_by(Consultation.held_on)
    newest = session.scalar(notes.order_by(MeasureNote.id.desc()).limit(1))
    return Course(newest, tuple((one, reference) for one, reference in session.execute(decided)))
