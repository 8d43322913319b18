"""Minutes as a German Word file: what stands in it and in which words. No name but that of who chose to be named."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.documents.minutes import PrintedMinutes, write_minutes
from bot.documents.printout import Table
from bot.i18n import _, use_locale
from bot.languages import DEFAULT_LOCALE
from bot.messages import OutgoingFile, OutgoingMessage, outgoing, spoken
from bot.messages.formats import day, moment, plain_body_name, priority_name
from bot.messages.printouts import paging
from bot.services.minutes import Record, record_of
from models import Minutes, MinutesState, Priority, Town


@spoken
def word_file(minutes: Minutes, town: Town, now: datetime, timezone: ZoneInfo) -> OutgoingMessage:
    """Hand over minutes as a Word file, in German whatever the reader's language. Takes time: not for the loop."""
    on = minutes.meeting.starts_at.astimezone(timezone).date()
    caption = _("📄 Minutes of %(day)s, in German") % {"day": day(on)}
    with use_locale(DEFAULT_LOCALE):
        name = _("Minutes-%(date)s.docx") % {"date": on.isoformat()}
        content = write_minutes(_paper(minutes, town, now, timezone))
    return outgoing(caption, file=OutgoingFile(content, name))


def _paper(minutes: Minutes, town: Town, now: datetime, timezone: ZoneInfo) -> PrintedMinutes:
    record = record_of(minutes, minutes.meeting)
    on = record.meeting.starts_at.astimezone(timezone)
    final = minutes.state is MinutesState.FINAL
    return PrintedMinutes(
        title=_("Minutes"),
        subtitle=plain_body_name(record.meeting.body) if record.meeting.body else record.meeting.title,
        publisher=town.name,
        page=_("Minutes of %(date)s · Page %(page)s of %(pages)s") % paging(on),
        created=now,
        details=_details(record, timezone, _("final") if final else _("draft, not final yet")),
        sections=[
            (_("Subjects"), list(record.subjects)),
            (_("What was talked about and agreed"), record.text.split("\n")),
        ],
        results=_results(record),
        signatures=(_("Chair"), _("Minutes taken by")),
        signature_head=(_("For the minutes"), _("Signature")),
    )


def _details(record: Record, timezone: ZoneInfo, state: str) -> list[tuple[str, str]]:
    details = [(_("Day and time:"), moment(record.meeting.starts_at, timezone)), (_("Place:"), record.meeting.place)]
    details += [(_("Chaired by:"), record.chair)]
    if record.head_count is not None:
        details.append((_("People present:"), str(record.head_count)))
    if record.next_at is not None:
        details.append((_("The next meeting:"), moment(record.next_at, timezone)))
    return [(label, text) for label, text in [*details, (_("These minutes are:"), state)] if text]


def _results(record: Record) -> Table | None:
    if not record.results:
        return None
    head = (_("No."), _("Title"), _("Priority"))
    rows = [
        (number, title, priority_name(Priority(stated) if stated else None)) for number, title, stated in record.results
    ]
    return Table(_("Results and priorities"), head, rows, (2.2, 10.3, 3.5))
