"""The fact sheet as a German Word page (domain 2.4): what stands in it and in which words. Never a person's name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.dates import write_day
from bot.documents.printout import Block, Heading, Printout, Table, write
from bot.i18n import _, pgettext, use_locale
from bot.languages import DEFAULT_LOCALE
from bot.messages import OutgoingFile, OutgoingMessage, outgoing, spoken
from bot.messages.formats import left_to_right, listing, plain_body_name, priority_name
from bot.messages.printouts import paging
from bot.messages.scales import measure_state, outcome, profile_field
from bot.messages.standings import plain_fields
from bot.services.fact_sheets import HANDED_IN, Course, FactSheet
from bot.services.standings import Standing
from models import Consultation, MeasureState, ProfileField, Town

#: What nobody invents: it is still to be determined.
_MONEY = frozenset(
    {ProfileField.COSTS_ONCE, ProfileField.COSTS_YEARLY, ProfileField.FUNDING, ProfileField.FUNDED_UNTIL}
)
_WIDTHS = (4.5, 11.5)
Row = tuple[str, str]


@spoken
def word_file(sheet: FactSheet, found: Course, town: Town, now: datetime, timezone: ZoneInfo) -> OutgoingMessage:
    """Hand the fact sheet over, in German whatever the reader's language. Takes time: not for the loop."""
    number = sheet.result.number
    caption = _("📄 Fact sheet %(number)s, in German") % {"number": left_to_right(number)}
    with use_locale(DEFAULT_LOCALE):
        line = _("%(process)s · Fact sheet %(number)s of %(date)s · Page %(page)s of %(pages)s")
        words = {"process": town.process, "number": number, **paging(now.astimezone(timezone).date())}
        paper = Printout(
            title=_("Fact sheet %(number)s") % {"number": number},
            subtitle=town.process,
            publisher=town.name,
            page=line % words,
            created=now,
        )
        names = [tag.name for tag in sheet.tags]
        table = _table(sheet.standing, sheet.texts, names, sheet.state, tuple(ending(found, timezone)))
        content = write(paper, [table])
        name = _("Fact-sheet-%(number)s.docx") % {"number": number}
    return outgoing(caption, file=OutgoingFile(content, name))


def fact_sheet_blocks(
    standing: Standing, profile: Mapping[ProfileField, str], tags: Collection[str], state: MeasureState
) -> list[Block]:
    """Return a fact sheet as an annex of another paper; call it where German is spoken. `tags` are the plans' names."""
    title = _("Fact sheet %(number)s") % {"number": standing.result.number}
    return [Heading(title, 2), _table(standing, profile, tags, state)]


def _table(
    standing: Standing,
    profile: Mapping[ProfileField, str],
    tags: Collection[str],
    state: MeasureState,
    ending: Sequence[Row] = (),
) -> Table:
    linked = listing(tags) if tags else _("still open")
    rows = [
        *_handed_in(standing, profile),
        *_fields(profile),
        (_("Plans and networks"), linked),
        (_("State"), measure_state(state)),
        *ending,
    ]
    caption = _("What is known about %(number)s") % {"number": standing.result.number}
    return Table(caption, (pgettext("form", "Field"), _("Content")), rows, _WIDTHS)


def _handed_in(standing: Standing, profile: Mapping[ProfileField, str]) -> Iterator[Row]:
    """Yield what is known from the beginning: number, title, text, fields, who proposes it, with priorities."""
    result, groups = standing.result, standing.priorities.items()
    yield _("No."), result.number
    yield profile_field(ProfileField.TITLE), profile.get(ProfileField.TITLE) or result.title
    yield profile_field(ProfileField.SUMMARY), profile.get(ProfileField.SUMMARY) or result.text or _("still open")
    for child in standing.joined:
        yield _("Also handed in as"), f"{child.number} {child.title}"
    yield _("Concerned fields"), plain_fields(standing) or _("still open")
    yield (
        _("Proposed by (priority)"),
        listing(f"{plain_body_name(body)} ({priority_name(one)})" for body, one in groups),
    )


def _fields(profile: Mapping[ProfileField, str]) -> Iterator[Row]:
    for field in ProfileField:
        if field not in HANDED_IN:
            unknown = _("still to be found out") if field in _MONEY else _("still open")
            yield profile_field(field), profile.get(field) or unknown


def ending(found: Course, timezone: ZoneInfo) -> Iterator[Row]:
    """Yield the rows of what became of it, as far as something did; call it where German is spoken."""
    if found.note is not None:
        day = write_day(found.note.written_at.astimezone(timezone).date())
        yield _("State of things"), f"{day}: {found.note.text}"
    if found.decisions:
        yield _("Decision"), "\n".join(_decision(one, reference) for one, reference in found.decisions)


def _decision(one: Consultation, reference: str) -> str:
    assert one.outcome is not None
    day = [write_day(one.held_on)] if one.held_on else []
    number = [_("Paper No. %(number)s") % {"number": reference}] if reference else []
    return ", ".join([one.committee, *day, outcome(one.outcome), *number])
