"""The list for the press: shown first, then handed over as Word file and table, in German."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.callback_data.pages import Open
from bot.callback_data.reports import TakePublicList
from bot.documents.printout import Paragraph, Printout, Table, write
from bot.documents.spreadsheet_tables import write_csv
from bot.i18n import _, ngettext, pgettext, use_locale
from bot.languages import DEFAULT_LOCALE
from bot.messages import OutgoingFile, OutgoingMessage, button, outgoing, spoken
from bot.messages.formats import bold, day, listing, value
from bot.messages.printouts import paging
from bot.messages.scales import measure_state
from bot.messages.status_words import NOTHING
from bot.services.public_list import PublicList
from bot.services.status_entries import Entry
from models import Town


@spoken
def public_page(found: PublicList, *, changed: bool = False) -> OutgoingMessage:
    """Show everything that the list holds, and offer it."""
    count = len(found.entries)
    title = ngettext("📰 %(count)d entry for the public", "📰 %(count)d entries for the public", count)
    rule = _("Only what is released or decided; no texts, reasons, opinions or names of people.")
    lines = "\n".join(
        f"• {value(f'{entry.number} {entry.title}')} ({measure_state(entry.status)})" for entry in found.entries
    )
    notice = _("It has changed meanwhile. Please look again.") if changed else ""
    check = _("Please read it, also for names in titles. With your tap it may go to the press.") if count else ""
    approve = [button(_("✅ Approve, hand out"), TakePublicList(found.seen))] if count else []
    return outgoing(
        bold(title % {"count": count}),
        notice,
        rule,
        lines or _("Nothing yet."),
        check,
        rows=[approve, [button(_("🖨 Reports"), Open("reports"))]],
    )


@spoken
def public_word(found: PublicList, town: Town, now: datetime, _timezone: ZoneInfo) -> OutgoingMessage:
    """Hand over the list as a Word file. Takes time: not for the loop."""
    caption = _("📰 Public list of %(day)s, in German") % {"day": day(found.day)}
    with use_locale(DEFAULT_LOCALE):
        stem = _stem(found)
        table = Table(_("Proposals and measures"), _head(), [_row(entry) for entry in found.entries], (2, 6.5, 4.5, 3))
        content = write(_paper(found, town, now), [_introduction(found), table, _contact(town)])
    return outgoing(caption, file=OutgoingFile(content, f"{stem}.docx"))


@spoken
def public_table(found: PublicList, _town: Town, _now: datetime, _timezone: ZoneInfo) -> OutgoingMessage:
    """Hand over the list as a table."""
    caption = _("📰 The same list as a table")
    with use_locale(DEFAULT_LOCALE):
        stem = _stem(found)
        content = write_csv(_head(), [_row(entry) for entry in found.entries])
    return outgoing(
        caption, file=OutgoingFile(content, f"{stem}.csv"), rows=[[button(_("🖨 Reports"), Open("reports"))]]
    )


def _stem(found: PublicList) -> str:
    return _("Public-list-%(date)s") % {"date": found.day.isoformat()}


def _paper(found: PublicList, town: Town, now: datetime) -> Printout:
    line = _("%(process)s · Public list as of %(date)s · Page %(page)s of %(pages)s")
    return Printout(
        title=_("Proposals and measures of the process"),
        subtitle=town.process,
        publisher=town.name,
        page=line % {"process": town.process, **paging(found.day)},
        created=now,
        details=[(_("As of:"), day(found.day))],
    )


def _introduction(found: PublicList) -> Paragraph:
    count = len(found.entries)
    words = ngettext(
        "%(count)d proposal or measure of the working groups and the city.",
        "%(count)d proposals and measures of the working groups and the city.",
        count,
    )
    return Paragraph(words % {"count": count})


def _contact(town: Town) -> Paragraph:
    return Paragraph(town.contact or NOTHING, label=_("Questions to:"))


def _head() -> tuple[str, ...]:
    return (_("No."), _("Title"), pgettext("theme", "Field"), _("Status"))


def _row(entry: Entry) -> Sequence[str]:
    fields = listing(body.name for body in entry.fields) or NOTHING
    return (entry.number, entry.title, fields, measure_state(entry.status))
