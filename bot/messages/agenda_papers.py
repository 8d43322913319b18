"""A meeting's papers in German: the agenda and the empty attendance sheet, as Word files. Never a person's name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.documents.agenda import PrintedAgenda, PrintedPoint, write_agenda
from bot.documents.attendance_sheet import AttendanceSheet, write_sheet
from bot.documents.printout import Table
from bot.i18n import _, use_locale
from bot.languages import DEFAULT_LOCALE
from bot.messages import OutgoingFile, OutgoingMessage, outgoing, spoken
from bot.messages.agendas import point_name, presented_by
from bot.messages.formats import day, moment, plain_body_name, priority_name
from bot.messages.printouts import paging
from bot.messages.standings import support
from bot.services.agendas import Agenda, Contribution, Point
from bot.services.standings import Standing
from models import Body, Meeting, Town


@spoken
def agenda_file(found: Agenda, town: Town, now: datetime, timezone: ZoneInfo) -> OutgoingMessage:
    """Hand over an agenda as a Word file, in German whatever the reader's language. Takes time: not for the loop."""
    on = _day_of(found.meeting, timezone)
    caption = _("📄 Agenda of %(day)s, in German") % {"day": day(on)}
    with use_locale(DEFAULT_LOCALE):
        name = _("Agenda-%(date)s.docx") % {"date": on.isoformat()}
        paper = PrintedAgenda(
            title=_("Agenda"),
            subtitle=_subtitle(found.meeting, town),
            publisher=town.name,
            page=_("Agenda of %(date)s · Page %(page)s of %(pages)s") % paging(on),
            created=now,
            details=_details(found.meeting, timezone),
            points=list(_points(found)),
        )
        content = write_agenda(paper)
    return outgoing(caption, file=OutgoingFile(content, name))


@spoken
def sheet_file(meeting: Meeting, lines: int, town: Town, now: datetime, timezone: ZoneInfo) -> OutgoingMessage:
    """Hand over an empty attendance sheet as a Word file; see `agenda_file`."""
    on = _day_of(meeting, timezone)
    caption = _("🖨 Attendance sheet of %(day)s, in German. It is empty: people sign on paper.") % {"day": day(on)}
    with use_locale(DEFAULT_LOCALE):
        name = _("Attendance-%(date)s.docx") % {"date": on.isoformat()}
        sheet = AttendanceSheet(
            title=_("Attendance sheet"),
            subtitle=_subtitle(meeting, town),
            publisher=town.name,
            page=_("Attendance on %(date)s · Page %(page)s of %(pages)s") % paging(on),
            created=now,
            details=_details(meeting, timezone),
            notice=_("Your name is voluntary. This sheet is destroyed once the minutes are written."),
            head=(_("No."), _("Name"), _("Signature")),
            lines=lines,
        )
        content = write_sheet(sheet)
    return outgoing(caption, file=OutgoingFile(content, name))


def _day_of(meeting: Meeting, timezone: ZoneInfo) -> date:
    return meeting.starts_at.astimezone(timezone).date()


def _subtitle(meeting: Meeting, town: Town) -> str:
    name = meeting.title or (plain_body_name(meeting.body) if meeting.body else "")
    return f"{town.name} · {name}"


def _details(meeting: Meeting, timezone: ZoneInfo) -> list[tuple[str, str]]:
    when = (_("Date:"), moment(meeting.starts_at, timezone))
    return [when, (_("Place:"), meeting.place)] if meeting.place else [when]


def _points(found: Agenda) -> Iterator[PrintedPoint]:
    for point in found.points:
        if point is Point.TOPICS and found.items:
            yield from (PrintedPoint(item.text or _("A spoken topic")) for item in found.items)
        elif point is Point.GROUP_RESULTS and found.contributions:
            yield from (_contribution(contribution) for contribution in found.contributions)
        elif point is Point.PROGRAMME:
            yield PrintedPoint(found.meeting.title)
        else:
            yield PrintedPoint(point_name(point))


def _contribution(found: Contribution) -> PrintedPoint:
    heading = presented_by(plain_body_name(found.body) if found.body else None)
    head = (_("No."), _("Title"), _("Priority"), _("Named"))
    rows = [_row(standing, found.body) for standing in found.standings]
    return PrintedPoint(heading, Table(heading, head, rows, (1.7, 6.5, 2.2, 5.6)))


def _row(standing: Standing, body: Body | None) -> tuple[str, ...]:
    priority = standing.priorities.get(body) if body else None
    return (standing.result.number, standing.result.title, priority_name(priority), support(standing))
