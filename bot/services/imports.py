"""Importing a town: what a file says about it becomes rows; once more changes nothing.

The file wins for what describes the town (names, texts, states, figures, phases, milestones, indicators, people on
paper), as far as it says anything. Meetings, results, papers and measures that are there already are left alone: people
may have worked with them since.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, selectinload

from bot.clock import at_local
from bot.services import audit, indexing, outcome_imports
from bot.services.outcome_imports import Origin
from bot.towns import TownFile
from bot.towns.entries import BodyEntry, Entry, EventEntry
from models import (
    Base,
    Body,
    BodyAlias,
    BodyText,
    Figure,
    Meeting,
    MeetingState,
    Milestone,
    Minutes,
    MinutesState,
    OfflineMember,
    Phase,
    Tag,
    Town,
)

AnyRow = TypeVar("AnyRow", bound=Base)


class OtherTown(Exception):
    """The database belongs to another municipality."""

    def __init__(self, name: str) -> None:
        """Remember the name of the town that is there."""
        super().__init__(name)
        self.name = name


def import_town(session: Session, file: TownFile, *, timezone: ZoneInfo, now: datetime) -> Town:
    """Bring the database to what `file` says and return the town.

    Raises:
        OtherTown: the database belongs to another municipality.
    """
    town = session.scalar(select(Town).limit(1))
    if town is not None and town.name != file.town.name:
        raise OtherTown(town.name)
    town = town or Town()
    _describe(town, file.town)
    session.add(town)
    _import_facts(session, file)
    origin = Origin(file, _import_bodies(session, file), timezone)
    _import_people(session, origin)
    _add_events(session, origin)
    outcome_imports.add_outcomes(session, origin, now=now)
    session.flush()
    indexing.index_new(session)
    audit.note(session, "import", "town", None, acting=None, now=now)
    session.flush()
    return town


def _describe(row: Base, entry: Entry, *, but: Iterable[str] = ()) -> None:
    """Write into `row` what the file says; what it does not mention stays."""
    for name, value in entry.model_dump(exclude_unset=True, exclude=set(but)).items():
        setattr(row, name, value)


def _import_facts(session: Session, file: TownFile) -> None:
    _bring(session, Figure, ("name", "as_of"), file.figures)
    _bring(session, Phase, ("number",), file.phases)
    _bring(session, Milestone, ("name",), file.milestones)
    _bring(session, Tag, ("name",), file.tags)


def _bring(session: Session, model: type[AnyRow], key: tuple[str, ...], entries: Iterable[Entry]) -> None:
    """Create or describe the rows of `model` that the entries mean; `key` names what they are recognised by."""
    known: dict[tuple[Any, ...], AnyRow] = {_key(row, key): row for row in session.scalars(select(model))}
    for entry in entries:
        row = known.get(_key(entry, key)) or model()
        _describe(row, entry)
        session.add(row)


def _key(entry: object, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(entry, name) for name in names)


def _import_bodies(session: Session, file: TownFile) -> dict[str, Body]:
    """Create or update the bodies of the file and return all bodies by their codes."""
    known = session.scalars(select(Body).options(selectinload(Body.aliases)))
    bodies = {body.code: body for body in known}
    for entry in file.bodies:
        body = bodies.setdefault(entry.code, Body(code=entry.code))
        session.add(body)
        _describe(body, entry, but=("successor", "aliases", "texts"))
        _name(body, entry)
    session.flush()
    for entry in file.bodies:
        bodies[entry.code].successor_id = bodies[entry.successor].id if entry.successor else None
    return bodies


def _name(body: Body, entry: BodyEntry) -> None:
    aliases = {alias.alias: alias for alias in body.aliases}
    body.aliases = [aliases.get(alias) or BodyAlias(alias=alias) for alias in entry.aliases]
    texts = {text.locale: text for text in body.texts}
    body.texts = [texts.get(locale) or BodyText(locale=locale) for locale in entry.texts]
    for text in body.texts:
        text.name, text.description = entry.texts[text.locale].name, entry.texts[text.locale].description


def _import_people(session: Session, origin: Origin) -> None:
    """Take over the list of people without Telegram; whom a file with such a list no longer names is forgotten."""
    known = {(row.body_id, row.name): row for row in session.scalars(select(OfflineMember))}
    for entry in origin.file.people:
        body_id = origin.bodies[entry.body].id
        row = known.get((body_id, entry.name)) or OfflineMember(body_id=body_id)
        _describe(row, entry, but=("body",))
        session.add(row)
    if "people" in origin.file.model_fields_set:
        listed = {(origin.bodies[entry.body].id, entry.name) for entry in origin.file.people}
        gone = [row.id for key, row in known.items() if key not in listed]
        session.execute(delete(OfflineMember).where(OfflineMember.id.in_(gone)))


def _add_events(session: Session, origin: Origin) -> None:
    known = {tuple(row) for row in session.execute(select(Meeting.title, Meeting.body_id, Meeting.starts_at))}
    for entry in origin.file.events:
        event = _event(entry, origin)
        if (event.title, event.body_id, event.starts_at) not in known:
            session.add(event)
            session.flush()
            _add_minutes(session, event, entry)


def _event(entry: EventEntry, origin: Origin) -> Meeting:
    """Return the event; without a time it is kept at the midnight with which its day begins."""
    starts_at = at_local(entry.held_on, entry.held_at or time.min, origin.timezone)
    body_id = origin.bodies[entry.body].id if entry.body else None
    state = MeetingState.APPROVED if entry.minutes else MeetingState.RECORDED
    return Meeting(
        title=entry.title,
        place=entry.place,
        starts_at=starts_at,
        body_id=body_id,
        state=state,
        head_count=entry.heads,
    )


def _add_minutes(session: Session, event: Meeting, entry: EventEntry) -> None:
    """Keep what the file says of a meeting as minutes that nobody is asked about any more."""
    if entry.minutes:
        at = event.starts_at
        session.add(Minutes(meeting_id=event.id, text=entry.minutes, state=MinutesState.FINAL, sent_at=at, final_at=at))
