"""Giving a town back as the file that it can be imported from: what stands in such a file, nobody on Telegram."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from bot.services import outcome_exports
from bot.services.towns import get_town
from bot.towns import TownFile
from models import Body, Figure, Meeting, MeetingState, Milestone, MinutesState, OfflineMember, Phase, Tag

#: Meetings that have been.
_PAST = (MeetingState.HELD, MeetingState.RECORDED, MeetingState.APPROVED)


@dataclass(frozen=True)
class Source:
    """What the parts of an export share: bodies' codes, the town's wall clock."""

    codes: Mapping[int, str]
    timezone: ZoneInfo

    def when(self, instant: datetime | None) -> date | datetime | None:
        """Return an instant as a file has it: as a day where it is a day's beginning."""
        if instant is None:
            return None
        local = instant.astimezone(self.timezone)
        return local.date() if local.time() == time.min else local


def export_town(session: Session, *, timezone: ZoneInfo, today: date) -> dict[str, Any]:
    """Return the town as its file has it, ready for JSON: an import of it into an empty database gives the same again.

    Ideas, answers, messages and everybody who takes part on Telegram stay where they are.
    """
    bodies = list(session.scalars(select(Body).options(selectinload(Body.aliases)).order_by(Body.id)))
    source = Source({body.id: body.code for body in bodies}, timezone)
    town = get_town(session)
    file = TownFile.model_validate(
        {
            "format": 1,
            "as_of": today,
            "town": _fields(town, "name process imprint contact report_recipient committees"),
            "bodies": [_body(body, source) for body in bodies],
            "people": _people(session, source),
            "figures": _simple(session, Figure, _FIGURE),
            "phases": _simple(session, Phase, "number name purpose starts_on ends_on began_on ended_on"),
            "milestones": _simple(session, Milestone, _MILESTONE),
            "tags": _simple(session, Tag, "name contact"),
            "events": _events(session, source),
            **outcome_exports.collect(session, source),
        }
    )
    return file.model_dump(mode="json", exclude_defaults=True) | {"format": 1}


_FIGURE = "name value as_of note unit source low high is_estimate part_of quoted_share"
_MILESTONE = "name committee document planned planned_on reached reached_on note"
_BODY = "code kind name short_name emoji place directions state founded founded_year ended"


def _fields(row: object, names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names.split()}


def _simple(session: Session, model: Any, names: str) -> list[dict[str, Any]]:
    return [_fields(row, names) for row in session.scalars(select(model).order_by(model.id))]


def _body(body: Body, source: Source) -> dict[str, Any]:
    return {
        **_fields(body, _BODY),
        "successor": source.codes.get(body.successor_id or 0),
        "aliases": [alias.alias for alias in body.aliases],
        "texts": {text.locale: {"name": text.name, "description": text.description} for text in body.texts},
    }


def _people(session: Session, source: Source) -> list[dict[str, Any]]:
    rows = session.scalars(select(OfflineMember).order_by(OfflineMember.id))
    return [{**_fields(row, "name role note"), "body": source.codes[row.body_id]} for row in rows]


def _events(session: Session, source: Source) -> list[dict[str, Any]]:
    statement = select(Meeting).where(Meeting.state.in_(_PAST)).options(selectinload(Meeting.minutes))
    return [_event(meeting, source) for meeting in session.scalars(statement.order_by(Meeting.starts_at, Meeting.id))]


def _event(meeting: Meeting, source: Source) -> dict[str, Any]:
    local, minutes = meeting.starts_at.astimezone(source.timezone), meeting.minutes
    return {
        **_fields(meeting, "title place"),
        "held_on": local.date(),
        "held_at": local.time() if local.time() != time.min else None,
        "body": source.codes.get(meeting.body_id or 0),
        "heads": meeting.head_count,
        "minutes": minutes.text if minutes and minutes.state is MinutesState.FINAL else "",
    }
