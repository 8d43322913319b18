"""The desk's pages for papers and pictures: what there is, of which day, and what a report holds before it is taken."""

from __future__ import annotations

from datetime import date, timedelta

from telegram import InlineKeyboardButton

from bot.callback_data.pages import Open
from bot.callback_data.reports import (
    ChoosePicture,
    ChooseReportDay,
    ShowPublicList,
    ShowStatusReport,
    TakeBriefing,
    TakeEverything,
    TakeStatusReport,
    TypeReportDay,
)
from bot.i18n import _, ngettext
from bot.messages import OutgoingMessage, button, in_columns, outgoing, spoken
from bot.messages.amounts import short_day
from bot.messages.briefings import recipient
from bot.messages.dialogues import way_out
from bot.messages.formats import bold, day, value
from bot.messages.scales import measure_state
from bot.messages.status_files import Form, not_yet
from bot.messages.status_words import ordered_statuses
from bot.messages.summaries import phase_lines
from bot.services.status_reports import StatusReport
from bot.services.visitors import DialogueView
from models import Town


@spoken
def overview(town: Town) -> OutgoingMessage:
    """Show which papers and pictures there are."""
    page = _("One page is for: %(recipient)s") % {"recipient": value(recipient(town))}
    return outgoing(
        bold(_("🖨 Papers and pictures")),
        page,
        _("Papers are in German and name nobody. The public list is shown to you first."),
        rows=[
            [button(_("📄 Status report"), ChooseReportDay())],
            [button(_("📃 One page"), TakeBriefing())],
            [button(_("📰 Public list"), ShowPublicList())],
            [button(_("📊 Everything (Excel)"), TakeEverything())],
            [button(_("🖼 Pictures"), ChoosePicture())],
            [button(_("Main menu"), Open("start"))],
        ],
    )


def usual_days(today: date) -> list[date]:
    """Return today, the end of the quarter before, and the end of the year before, each once."""
    quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)
    return list(dict.fromkeys([today, quarter, date(today.year - 1, 12, 31)]))


@spoken
def choose_day(today: date) -> OutgoingMessage:
    """Ask which day the report is about."""
    days = [button(short_day(one), ShowStatusReport(one.isoformat())) for one in usual_days(today)]
    return outgoing(
        bold(_("Which day should the status report be about?")),
        _("Everything is shown as it stood on that day."),
        rows=[*in_columns(days), [button(_("📅 Another day"), TypeReportDay())], _home()],
    )


@spoken
def ask_day(dialogue: DialogueView) -> OutgoingMessage:
    """Ask for a day that is typed."""
    example = _("For example: %(example)s") % {"example": "31.12.2009"}
    return outgoing(bold(_("Which day? Please write the date.")), example, rows=[way_out(dialogue)])


@spoken
def report_page(report: StatusReport, today: date) -> OutgoingMessage:
    """Show what the report of a day holds, and offer it in each form."""
    count = len(report.entries)
    entries = ngettext("%(count)d proposal or measure", "%(count)d proposals and measures", count) % {"count": count}
    groups = ngettext("%(count)d working group", "%(count)d working groups", len(report.active))
    title = _("📄 Status report, %(day)s") % {"day": day(report.day)}
    statuses = " · ".join(f"{measure_state(status)}: {number}" for status, number in ordered_statuses(report))
    lines = [*phase_lines(report.calendar)[:1], groups % {"count": len(report.active)}, entries, statuses]
    forms = ((_("📄 Word"), Form.WORD), (_("📊 Excel"), Form.WORKBOOK), (_("🧾 CSV"), Form.TABLE))
    taking = [button(label, TakeStatusReport(report.day.isoformat(), form)) for label, form in forms]
    ahead = not_yet(today) if report.day > today else ""
    another = [button(_("📅 Another day"), ChooseReportDay())]
    return outgoing(bold(title), "\n".join(filter(None, lines)), ahead, rows=[taking, [*another, *_home()]])


def _home() -> list[InlineKeyboardButton]:
    return [button(_("🖨 Reports"), Open("reports"))]
