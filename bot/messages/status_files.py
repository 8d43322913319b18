"""The Sachstandsbericht as Word file, workbook, table: German whatever the reader's language, and no person in it."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.dates import write_day
from bot.documents.printout import Block, Heading, Paragraph, Printout, Table, write
from bot.documents.spreadsheet_tables import Sheet, write_csv, write_workbook
from bot.i18n import _, ngettext, pgettext, use_locale
from bot.languages import DEFAULT_LOCALE
from bot.messages import OutgoingFile, OutgoingMessage, outgoing, spoken
from bot.messages.formats import day, plain_body_name
from bot.messages.pictures import word_pictures
from bot.messages.printouts import paging
from bot.messages.scales import measure_state
from bot.messages.status_words import (
    field_name,
    group_lines,
    ordered_statuses,
    station_ahead,
    table_head,
    table_row,
)
from bot.messages.summaries import phase_lines
from bot.services.status_reports import StatusReport
from bot.services.suppression import FEWEST
from models import Town

#: The columns' widths in centimetres.
_WIDTHS = (3.2, 2.2, 3.2, 3.0, 2.2, 2.2)


class Form(StrEnum):
    """As what the report is handed over."""

    WORD = "word"
    WORKBOOK = "xlsx"
    TABLE = "csv"


@spoken
def status_file(report: StatusReport, form: Form, town: Town, now: datetime, timezone: ZoneInfo) -> OutgoingMessage:
    """Hand over the report. Takes seconds: not for the loop."""
    caption = _("📄 Status report of %(day)s, in German") % {"day": day(report.day)}
    with use_locale(DEFAULT_LOCALE):
        stem = _("Status-report-%(date)s") % {"date": report.day.isoformat()}
        content = _MAKERS[form](report, town, now, now.astimezone(timezone).date())
    return outgoing(caption, file=OutgoingFile(content, f"{stem}.{_SUFFIXES[form]}"))


def not_yet(today: date) -> str:
    """Say that the report's day is still to come."""
    return _("That day is still to come: this is what was known on %(date)s.") % {"date": write_day(today)}


def _word(report: StatusReport, town: Town, now: datetime, today: date) -> bytes:
    return write(_paper(report, town, now), _blocks(report, today))


def _workbook(report: StatusReport, town: Town, now: datetime, _today: date) -> bytes:
    return write_workbook(_title(), town.name, now, [_sheet(report), _totals_sheet(report)])


def _table(report: StatusReport, _town: Town, _now: datetime, _today: date) -> bytes:
    sheet = _sheet(report)
    return write_csv(sheet.head, sheet.rows)


_MAKERS = {Form.WORD: _word, Form.WORKBOOK: _workbook, Form.TABLE: _table}
_SUFFIXES = {Form.WORD: "docx", Form.WORKBOOK: "xlsx", Form.TABLE: "csv"}


def _title() -> str:
    return _("Status report")


def _paper(report: StatusReport, town: Town, now: datetime) -> Printout:
    line = _("%(process)s · Status as of %(date)s · Page %(page)s of %(pages)s")
    return Printout(
        title=_title(),
        subtitle=town.process,
        publisher=town.name,
        page=line % {"process": town.process, **paging(report.day)},
        created=now,
        details=[(_("As of:"), day(report.day)), *((_("Process:"), html.unescape(one)) for one in _phases(report))],
    )


def _phases(report: StatusReport) -> list[str]:
    return phase_lines(report.calendar)


def _blocks(report: StatusReport, today: date) -> Iterator[Block]:
    yield from _words(report, today)
    yield Heading(_("Pictures"), 1)
    yield from word_pictures(report)


def _words(report: StatusReport, today: date) -> Iterator[Block]:
    """Return a page of text and the tables."""
    if report.day > today:
        yield Paragraph(not_yet(today))
    for label, groups in group_lines(report):
        yield Paragraph(groups, label=label)
    yield Paragraph(_taken_part(report), label=_("Taking part:"))
    yield from _ahead(report)
    rows = [(measure_state(status), str(count)) for status, count in ordered_statuses(report)]
    total = (_("All together"), str(len(report.entries)))
    yield Table(_("How many stand where"), (_("Status"), _("Number")), [*rows, total], (11, 5))
    yield Heading(_("By field"), 1)
    for body, entries in report.by_field():
        yield Heading(field_name(body), 2)
        table = [table_row(entry) for entry in entries]
        yield Table(_("Field: %(field)s") % {"field": field_name(body)}, table_head(), table, _WIDTHS)


def _taken_part(report: StatusReport) -> str:
    """Return how many take part, group by group; small numbers stay hidden."""
    shown = [(plain_body_name(body), count) for body, count in report.members.items() if count is not None]
    known = ", ".join(f"{name}: {count}" for name, count in shown)
    meetings = ngettext("%(count)d meeting this year.", "%(count)d meetings this year.", report.meetings)
    total = report.members_total
    people = ngettext("%(count)d membership in all.", "%(count)d memberships in all.", total or 0)
    hidden = _("Numbers below %(fewest)d are not shown.") % {"fewest": FEWEST}
    parts = [
        meetings % {"count": report.meetings},
        people % {"count": total} if total is not None else "",
        f"{known}." if known else "",
        hidden if None in report.members.values() or total is None else "",
    ]
    return " ".join(filter(None, parts))


def _ahead(report: StatusReport) -> Iterator[Block]:
    """Say which milestones and meetings of the council come next."""
    coming = [
        (one.planned_on, f"{one.name} ({one.planned or write_day(one.planned_on)})")
        for one in report.milestones
        if one.planned_on and one.planned_on > report.day and not (one.reached_on and one.reached_on <= report.day)
    ]
    coming += [
        (entry.ahead.planned_on, station_ahead(entry.ahead))
        for entry in report.papers
        if entry.ahead and entry.ahead.planned_on and entry.ahead.planned_on > report.day
    ]
    if coming:
        yield Paragraph("; ".join(words for _day, words in sorted(coming)[:4]), label=_("Next dates:"))


def _sheet(report: StatusReport) -> Sheet:
    rows = [(field_name(body), *table_row(entry)) for body, entries in report.by_field() for entry in entries]
    return Sheet(_title(), (pgettext("theme", "Field"), *table_head()), rows)


def _totals_sheet(report: StatusReport) -> Sheet:
    rows = [(measure_state(status), count) for status, count in ordered_statuses(report)]
    return Sheet(_("Totals"), (_("Status"), _("Number")), rows)
