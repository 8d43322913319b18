"""Importing a town: what a file says about it becomes rows; once more changes nothing.

The file wins for what describes the town (names, texts, states, figures, phases, projects). Results and events that
are there already are left alone: people may have worked with them since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, selectinload

from bot.clock import at_local
from bot.services import audit, indexing
from bot.towns import BodyEntry, EventEntry, ResultEntry, TownFile
from models import Body, BodyAlias, BodyText, Figure, Measure, MeasureState, Meeting, Phase, Result, Submission, Town

#: How a source says the state of a project.
STATES = {"angedacht": MeasureState.CONSIDERED, "geplant": MeasureState.PLANNED}


class OtherTown(Exception):
    """The database belongs to another municipality."""

    def __init__(self, name: str) -> None:
        """Remember the name of the town that is there."""
        super().__init__(name)
        self.name = name


@dataclass(frozen=True)
class Origin:
    """Where the rows of one import come from: the file, the bodies by their codes, the town's wall clock."""

    file: TownFile
    bodies: dict[str, Body]
    timezone: ZoneInfo


def import_town(session: Session, file: TownFile, *, timezone: ZoneInfo, now: datetime) -> Town:
    """Bring the database to what `file` says and return the town.

    Raises:
        OtherTown: the database belongs to another municipality.
    """
    town = session.scalar(select(Town).limit(1))
    if town is not None and town.name != file.town.name:
        raise OtherTown(town.name)
    town = town or Town()
    for name, value in file.town.model_dump().items():
        setattr(town, name, value)
    session.add(town)
    _replace_facts(session, file)
    origin = Origin(file, _import_bodies(session, file), timezone)
    _add_events(session, origin)
    _add_results(session, origin)
    _add_projects(session, file, now=now)
    session.flush()
    indexing.index_new(session)
    audit.note(session, "import", "town", None, acting=None, now=now)
    session.flush()
    return town


def _replace_facts(session: Session, file: TownFile) -> None:
    """Write figures and phases anew: nothing else refers to them."""
    for model, entries in ((Figure, file.figures), (Phase, file.phases)):
        session.execute(delete(model))
        session.add_all(model(**entry.model_dump()) for entry in entries)


def _import_bodies(session: Session, file: TownFile) -> dict[str, Body]:
    """Create or update the bodies of the file and return all bodies by their codes."""
    known = session.scalars(select(Body).options(selectinload(Body.aliases)))
    bodies = {body.code: body for body in known}
    for entry in file.bodies:
        body = bodies.setdefault(entry.code, Body(code=entry.code))
        session.add(body)
        _describe(body, entry)
    session.flush()
    for entry in file.bodies:
        bodies[entry.code].successor_id = bodies[entry.successor].id if entry.successor else None
    return bodies


def _describe(body: Body, entry: BodyEntry) -> None:
    """Write into `body` what the file says of it."""
    for name, value in entry.model_dump(exclude={"successor", "aliases", "texts"}).items():
        setattr(body, name, value)
    aliases = {alias.alias: alias for alias in body.aliases}
    body.aliases = [aliases.get(alias) or BodyAlias(alias=alias) for alias in entry.aliases]
    texts = {text.locale: text for text in body.texts}
    body.texts = [texts.get(locale) or BodyText(locale=locale) for locale in entry.texts]
    for text in body.texts:
        text.name, text.description = entry.texts[text.locale].name, entry.texts[text.locale].description


def _add_events(session: Session, origin: Origin) -> None:
    known = set(session.execute(select(Meeting.title, Meeting.starts_at)))
    events = [_event(entry, origin) for entry in origin.file.events]
    session.add_all(event for event in events if (event.title, event.starts_at) not in known)


def _event(entry: EventEntry, origin: Origin) -> Meeting:
    """Return the event; without a time it is kept at the midnight with which its day begins."""
    starts_at = at_local(entry.held_on, entry.held_at or time.min, origin.timezone)
    body_id = origin.bodies[entry.body].id if entry.body else None
    return Meeting(title=entry.title, place=entry.place, starts_at=starts_at, body_id=body_id)


def _add_results(session: Session, origin: Origin) -> None:
    known = set(session.scalars(select(Result.title)))
    session.add_all(_result(entry, origin) for entry in origin.file.results if entry.title not in known)


def _add_projects(session: Session, file: TownFile, *, now: datetime) -> None:
    known = set(session.scalars(select(Measure.title)))
    counted = len(known)
    for entry in file.projects:
        if entry.name not in known:
            counted += 1
            number, state = f"M-{counted:02}", STATES.get(entry.state, MeasureState.PLANNED)
            session.add(Measure(number=number, title=entry.name, state=state, created_at=now))


def _result(entry: ResultEntry, origin: Origin) -> Result:
    first = origin.bodies[entry.by[0].body]
    first.result_count = (first.result_count or 0) + 1
    submitted_at = at_local(entry.submitted_on or origin.file.as_of, time.min, origin.timezone)
    return Result(
        number=f"{first.code}-{first.result_count:02}",
        title=entry.title,
        text=entry.text,
        submitted_at=submitted_at,
        fields=[origin.bodies[code] for code in entry.concerns],
        submissions=[
            Submission(body=origin.bodies[part.body], priority=part.priority, submitted_at=submitted_at)
            for part in entry.by
        ],
    )
