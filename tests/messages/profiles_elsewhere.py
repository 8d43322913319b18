"""What the tour does not lead to about fact sheets: a town without plans, a page that needs nothing, many papers."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.i18n import use_locale
from bot.messages import OutgoingMessage, fact_sheets, field_questions, profiles, tags
from bot.services.fact_sheets import Course, FactSheet, Versions
from bot.services.field_questions import CLASH, TargetGroup
from bot.services.profiles import Stage
from bot.services.standings import Standing
from bot.services.tags import Linked
from bot.services.visitors import DialogueView
from models import (
    Body,
    BodyKind,
    Consultation,
    MeasureNote,
    MeasureState,
    Outcome,
    ProfileEntry,
    ProfileField,
    Result,
    ResultState,
    Submission,
    Tag,
)

HOSTILE = '<b>&" مرحبا'
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2009, 10, 13, 8, 0, tzinfo=UTC)


def _sheet(stage: Stage = Stage.PROPOSAL, *, frozen: bool = False, **texts: str) -> FactSheet:
    body = Body(id=1, kind=BodyKind.WORKING_GROUP, code="BIL", name=HOSTILE, short_name=HOSTILE, place="", emoji="")
    result = Result(id=1, number="BIL-01", title=HOSTILE, text=HOSTILE, state=ResultState.ACCEPTED)
    result.submissions, result.fields = [Submission(body=body, body_id=1, priority=None)], [body]
    own = {ProfileField(name): text for name, text in texts.items()}
    rights = {"is_frozen": frozen, "writes": True, "steers": True, "at_desk": True}
    tags = (Tag(id=1, name=HOSTILE, contact=""),)
    return FactSheet(Standing(result), own, {}, {}, tags, stage, MeasureState.REVIEWED, **rights)


def _entries() -> list[ProfileEntry]:
    entries = [
        ProfileEntry(id=number, result_id=1, field=ProfileField.GOALS, text=text, written_at=NOW)
        for number, text in enumerate((HOSTILE, ""), 1)
    ]
    for entry in entries:
        entry.body = None
    return entries


def words_of_course(locale: str) -> list[str]:
    """Return what the Word page says of a decision and of the state of things: the tour ends before."""
    station = Consultation(committee=HOSTILE, held_on=NOW.date(), outcome=Outcome.UNANIMOUS)
    course = Course(MeasureNote(text=HOSTILE, written_at=NOW), ((station, "1/2009"),))
    with use_locale(locale):
        return [cell for row in fact_sheets.ending(course, BERLIN) for cell in row]


def profiles_said(locale: str) -> list[OutgoingMessage]:
    """Return pages of fact sheets at every stage, and of plans where there are none."""
    sheet = _sheet(goals=HOSTILE)
    data = {"field": "goals", "walks": True, "typed": "", "ticked": [TargetGroup.PARENTS]}
    clash = DialogueView(1, "profile", CLASH, data)
    tag = Tag(id=1, name=HOSTILE, contact="")
    return [
        *(profiles.sheet_page(locale, _sheet(stage)) for stage in Stage),
        profiles.sheet_page(locale, _sheet(frozen=True)),
        profiles.nothing_open(locale, sheet),
        profiles.versions(locale, Versions(sheet, [], 0, 0), BERLIN),
        profiles.versions(locale, Versions(sheet, _entries(), 1, 9), BERLIN),
        field_questions.ask_which(locale, clash, _sheet()),
        field_questions.ask(locale, clash, sheet),
        tags.links(locale, sheet, [], 0),
        tags.all_tags(locale, [], 0),
        tags.tag_page(locale, Linked(tag, [], []), 0),
    ]
