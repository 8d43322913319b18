"""Series of meetings, as organisers see them: the questions before one begins, its dates, its end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import feasts
from bot.callback_data.meetings import ShowPlanned
from bot.callback_data.series import EndSeries, ListSeries, ShowSeries
from bot.i18n import _, ngettext
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.dialogues import choice, way_out
from bot.messages.formats import body_label, body_name, bold, label, left_to_right, moment, value, weekday_name
from bot.messages.meetings import meeting_of, short_label
from bot.messages.month import calendar_button
from bot.messages.planning import CONFIRM, back_to_planned, date_choice, typed_date
from bot.recurrence import LAST, offer, read_rule
from bot.services.planning import Outline
from bot.services.series import Course, Preview
from bot.services.visitors import DialogueView
from models import MeetingState, Series

#: What the button says that takes the date that follows from the last meeting.
AGAIN = "again"
#: How many of its meetings a series shows.
_SHOWN = 6


def rhythm(rule: str) -> str:
    """Return how often people meet, in the current locale; weekdays stand as a calendar names them."""
    said = read_rule(rule)
    if said.weekday is None:
        return _("Every month: day %(day)d") % {"day": said.day}
    weekday = {"weekday": weekday_name(said.weekday)}
    if said.weeks > 1:
        sentence = ngettext("Every %(count)d week: %(weekday)s", "Every %(count)d weeks: %(weekday)s", said.weeks)
        return sentence % {**weekday, "count": said.weeks}
    return {
        0: _("Every week: %(weekday)s"),
        1: _("Every month: first %(weekday)s"),
        2: _("Every month: second %(weekday)s"),
        3: _("Every month: third %(weekday)s"),
        4: _("Every month: fourth %(weekday)s"),
        5: _("Every month: fifth %(weekday)s"),
        LAST: _("Every month: last %(weekday)s"),
    }[said.nth] % weekday


def _dates(moments: Iterable[datetime], timezone: ZoneInfo) -> str:
    return "\n".join(_date(one, timezone) for one in moments)


def _date(instant: datetime, timezone: ZoneInfo) -> str:
    """Return a line for a date; a holiday is named, for people may want to move that one."""
    holiday, shown = feasts.holiday(instant.astimezone(timezone).date()), f"📅 {moment(instant, timezone)}"
    return _("%(date)s (holiday: %(name)s)") % {"date": shown, "name": value(holiday)} if holiday else shown


@spoken
def ask_first(dialogue: DialogueView, outline: Outline, timezone: ZoneInfo) -> OutgoingMessage:
    """Ask for the first date; that which follows from the last meeting is one tap away."""
    proposal, rows = outline.proposal, [[calendar_button(dialogue)], way_out(dialogue)]
    if proposal is not None:
        rows.insert(0, [date_choice(dialogue, AGAIN, proposal.starts_at, timezone)])
    question = bold(_("When does the series begin? %(group)s") % {"group": body_name(outline.body)})
    return outgoing(question, _("How often you meet comes next."), typed_date(), rows=rows)


@spoken
def ask_rhythm(dialogue: DialogueView, first: datetime, timezone: ZoneInfo) -> OutgoingMessage:
    """Ask how often people meet; only what fits the first date is offered."""
    rows = [[choice(dialogue, label(rhythm(rule)), rule)] for rule in offer(first.astimezone(timezone).date())]
    return outgoing(
        bold(_("How often will you meet?")),
        _("First date: %(moment)s") % {"moment": moment(first, timezone)},
        rows=[*rows, way_out(dialogue, back=True)],
    )


@spoken
def preview(dialogue: DialogueView, rule: str, place: str, found: Preview, timezone: ZoneInfo) -> OutgoingMessage:
    """Show a series with its next dates before it begins."""
    rows = [[choice(dialogue, _("✅ Start the series"), CONFIRM)], way_out(dialogue, back=True)]
    return outgoing(
        _("Is this right?"),
        _heading(meeting_of(found.body), rule, place),
        _dates(found.moments, timezone) + "\n…",
        _left_out(rule),
        _told(found.invited, found.notice_days),
        rows=rows,
    )


def _heading(name: str, rule: str, place: str) -> str:
    where = [f"📍 {left_to_right(place)}"] if place else []
    return "\n".join([bold(name), f"🔁 {rhythm(rule)}", *where])


def _left_out(rule: str) -> str:
    return _("Months without such a day are left out.") if read_rule(rule).leaves_out_months else ""


def _told(people: int, days: int) -> str:
    who = ngettext("%(count)d person is in this group.", "%(count)d people are in this group.", people)
    when = ngettext(
        "Each invitation goes out by itself, %(count)d day before.",
        "Each invitation goes out by itself, %(count)d days before.",
        days,
    )
    return "\n".join([who % {"count": people}, when % {"count": days}])


@spoken
def started(course: Course, timezone: ZoneInfo) -> OutgoingMessage:
    """Confirm that a series has begun."""
    series = course.series
    shown = [meeting.starts_at for meeting in course.meetings[:_SHOWN]]
    return outgoing(
        bold(_("✅ The series has begun.")),
        _heading(meeting_of(series.body), series.rule, series.place),
        _dates(shown, timezone),
        _("Invitations and reminders follow by themselves. Each date can be moved or cancelled alone."),
        rows=[[button(_("🔁 Series"), ShowSeries(series.id))], back_to_planned()],
    )


@spoken
def listing(found: Sequence[Series]) -> OutgoingMessage:
    """List the running series, to be opened."""
    rows = [[button(_label(series), ShowSeries(series.id))] for series in found]
    nothing = "" if found else _("There is no series at the moment.")
    return outgoing(bold(_("🔁 Series of meetings")), nothing, rows=[*rows, back_to_planned()])


def _label(series: Series) -> str:
    return label(f"{body_label(series.body)} · {rhythm(series.rule)}")


@spoken
def page(course: Course, timezone: ZoneInfo) -> OutgoingMessage:
    """Show a series: how often, where, its coming meetings, each to be changed alone."""
    series, shown = course.series, course.meetings[:_SHOWN]
    change = [button("✏️ " + short_label(meeting, timezone), ShowPlanned(meeting.id)) for meeting in shown]
    drafted = any(meeting.state is MeetingState.DRAFTED for meeting in shown)
    return outgoing(
        _heading(meeting_of(series.body), series.rule, series.place),
        _dates([meeting.starts_at for meeting in shown], timezone),
        _("✏️ changes one date alone. Invitations go out by themselves.") if drafted else "",
        rows=[
            *in_rows(change),
            [button(_("🛑 End the series"), EndSeries(series.id, 0))],
            [button(_("🔁 All series"), ListSeries())],
            back_to_planned(),
        ],
    )


@spoken
def ask_end(course: Course) -> OutgoingMessage:
    """Ask before a series ends."""
    series = course.series
    return outgoing(
        bold(_("End this series?")),
        _heading(meeting_of(series.body), series.rule, ""),
        _staying(course),
        rows=[
            [button(_("🛑 Yes, end it"), EndSeries(series.id, 1))],
            [button(_("Keep it"), ShowSeries(series.id))],
        ],
    )


def _staying(course: Course) -> str:
    count = sum(meeting.state is MeetingState.INVITED for meeting in course.meetings)
    if not count:
        return _("Nobody has been invited yet: no date remains.")
    return ngettext(
        "%(count)d meeting to which people are invited already stays. Later dates are dropped.",
        "%(count)d meetings to which people are invited already stay. Later dates are dropped.",
        count,
    ) % {"count": count}


@spoken
def ended(course: Course) -> OutgoingMessage:
    """Confirm that a series has ended."""
    name = _heading(meeting_of(course.series.body), course.series.rule, "")
    return outgoing(bold(_("🛑 The series has ended.")), name, _staying(course), rows=[back_to_planned()])
