"""Finding a date, as organisers see it: which dates are proposed, how the poll stands, what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.date_polls import AskAgain, CloseDatePoll, FixDate, ManageDatePoll
from bot.i18n import _, ngettext
from bot.messages import OutgoingMessage, Row, button, in_rows, outgoing, spoken
from bot.messages.dialogues import choice, way_out
from bot.messages.formats import body_name, bold, left_to_right, listing, moment, short_moment, value
from bot.messages.meetings import describe
from bot.messages.month import calendar_button
from bot.messages.planning import CONFIRM, back_to_planned
from bot.services.date_polls import FEWEST, MOST, Count, Deed
from bot.services.date_proposals import Misfit
from bot.services.planning import Outline
from bot.services.visitors import DialogueView
from bot.text import beginning
from models import DatePollState, Delivery

#: What the buttons of the dialogue say; the instant of the date in seconds follows the first.
DROP, GO_ON = "x", "next"
#: How many of the lines that do not fit are named, and how much of each.
_NAMED, _LONGEST = 5, 30


@spoken
def ask_dates(
    dialogue: DialogueView,
    outline: Outline,
    dates: Sequence[datetime],
    timezone: ZoneInfo,
    misfits: Mapping[Misfit, Sequence[str]] | None = None,
) -> OutgoingMessage:
    """Ask for the dates; those named so far can be taken out again, lines that do not fit are explained."""
    drop = [choice(dialogue, f"✖ {short_moment(one, timezone)}", f"{DROP}{int(one.timestamp())}") for one in dates]
    go_on = [choice(dialogue, _("➡ Go on"), GO_ON)] if len(dates) >= FEWEST else []
    heading = bold(_("Which dates do you propose? %(group)s") % {"group": body_name(outline.body)})
    excuses = "\n".join(_excuse(why, lines) for why, lines in (misfits or {}).items())
    hint = _write_dates() if len(dates) < MOST else _("That is as many dates as people can choose from.")
    more = [calendar_button(dialogue)] if len(dates) < MOST else []
    rows = [*in_rows(drop), more, go_on, way_out(dialogue)]
    return outgoing(heading, _lines(dates, timezone), excuses, hint, rows=rows)


def _write_dates() -> str:
    example = {"example": left_to_right("27.10.2009 19:00")}
    return _("Write two to eight dates, each on its own line, like this: %(example)s") % example


def _lines(dates: Sequence[datetime], timezone: ZoneInfo) -> str:
    return "\n".join(f"📅 {moment(one, timezone)}" for one in dates)


def _excuse(why: Misfit, lines: Sequence[str]) -> str:
    named = [value(beginning(line, _LONGEST)) for line in lines[:_NAMED]]
    named += ["…"] if len(lines) > _NAMED else []
    return {
        Misfit.UNREADABLE: _("Not readable: %(lines)s"),
        Misfit.NO_SUCH_DAY: _("There is no such day: %(lines)s"),
        Misfit.NO_SUCH_HOUR: _("There is no such hour, the clocks change: %(lines)s"),
        Misfit.PAST: _("Over already: %(lines)s"),
        Misfit.TWICE: _("Named already: %(lines)s"),
        Misfit.TOO_MANY: _("Left out, for eight dates are the most: %(lines)s"),
    }[why] % {"lines": listing(named)}


@spoken
def preview(
    dialogue: DialogueView, outline: Outline, dates: Sequence[datetime], place: str, timezone: ZoneInfo
) -> OutgoingMessage:
    """Show a poll before people are asked."""
    asked = ngettext("%(count)d person will be asked.", "%(count)d people will be asked.", outline.invited)
    rows = [[choice(dialogue, _("✅ Ask"), CONFIRM)], way_out(dialogue, back=True)]
    where_to = f"📍 {left_to_right(place)}"
    about = f"{bold(body_name(outline.body))}\n{_lines(dates, timezone)}\n{where_to}"
    return outgoing(_("Is this right?"), about, asked % {"count": outline.invited}, rows=rows)


@spoken
def standing(count: Count, timezone: ZoneInfo, now: datetime) -> OutgoingMessage:
    """Show an organiser how a poll stands, or what became of it; what came of their wish is said first."""
    if count.poll.state is DatePollState.OPEN:
        return _running(count, timezone, now)
    faster = _("Somebody else was faster.") if count.deed is Deed.OVERTAKEN else ""
    if count.meeting is None:
        closed = bold(_("The question is closed. No date was chosen."))
        return outgoing(faster, closed, body_name(count.poll.body), rows=[back_to_planned()])
    fixed, told = bold(_("⭐ The date is fixed.")), _("Invitations are on their way. Reminders follow by themselves.")
    note = told if count.deed is Deed.DONE else ""
    return outgoing(faster, fixed, describe(count.meeting, timezone), note, rows=[back_to_planned()])


def _running(count: Count, timezone: ZoneInfo, now: datetime) -> OutgoingMessage:
    heading = bold(_("🗳 Finding a date: %(group)s") % {"group": body_name(count.poll.body)})
    ranked = count.ranked(now)
    dates = "\n".join(_date(one.starts_at, count.ticks.get(one.id, 0), timezone) for one in ranked)
    rows: list[Row] = [*_takes(count, timezone, now), _ask_again(count, now), _give_up(count), back_to_planned()]
    over = "" if ranked else _("All these dates are over. Please give up and propose others.")
    later = _again_later(count, timezone) if ranked and count.silent and not count.may_ask(now) else ""
    return outgoing(_deed(count), heading, dates or over, _answers(count), later, rows=rows)


def _deed(count: Count) -> str:
    match count.deed:
        case Deed.DONE:
            return _("✅ The question is on its way.")
        case Deed.OVERTAKEN:
            return _("People of this group are being asked already.")
        case Deed.PAST:
            return _("This date is over.")
        case None:
            return ""


def _date(starts_at: datetime, ticks: int, timezone: ZoneInfo) -> str:
    suits = ngettext("%(moment)s: suits %(count)d person", "%(moment)s: suits %(count)d people", ticks)
    return "📅 " + suits % {"moment": moment(starts_at, timezone), "count": ticks}


def _answers(count: Count) -> str:
    answered, silent = count.answered, count.silent
    said = ngettext("%(count)d person has answered.", "%(count)d people have answered.", answered)
    missing = ngettext("%(count)d person has not answered yet.", "%(count)d people have not answered yet.", silent)
    return f"{said % {'count': answered}}\n{missing % {'count': silent}}"


def _again_later(count: Count, timezone: ZoneInfo) -> str:
    return _("They can be asked again from %(moment)s on.") % {"moment": moment(count.again_at, timezone)}


def _takes(count: Count, timezone: ZoneInfo, now: datetime) -> list[list[InlineKeyboardButton]]:
    """Return the buttons that fix a date, the best on top."""
    ranked = count.ranked(now)
    best = [one for one in ranked[:1] if count.ticks.get(one.id)]
    return [
        *([take(one.id, one.starts_at, timezone, mark="⭐ ")] for one in best),
        *in_rows([take(one.id, one.starts_at, timezone) for one in ranked[len(best) :]]),
    ]


def take(proposal_id: int, starts_at: datetime, timezone: ZoneInfo, mark: str = "") -> InlineKeyboardButton:
    """Return the button that fixes a date."""
    shown = f"{starts_at.astimezone(timezone):%d.%m. %H:%M}"
    return button(mark + _("Take %(date)s") % {"date": shown}, FixDate(proposal_id))


def _ask_again(count: Count, now: datetime) -> list[InlineKeyboardButton]:
    label = _("🔔 Ask those who have not answered")
    return [button(label, AskAgain(count.poll.id))] if count.may_ask(now) else []


def _give_up(count: Count) -> list[InlineKeyboardButton]:
    return [button(_("🚫 Give up"), CloseDatePoll(count.poll.id, 0))]


@spoken
def ask_close(count: Count) -> OutgoingMessage:
    """Ask before a poll is given up."""
    poll = count.poll
    rows = [
        [button(_("🚫 Yes, give up"), CloseDatePoll(poll.id, 1))],
        [button(_("Keep it"), ManageDatePoll(poll.id))],
    ]
    return outgoing(bold(_("Give up finding a date? No date is chosen then.")), body_name(poll.body), rows=rows)


def complete_news(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Tell the organiser that nobody is missing any more; the best date is one tap away."""
    assert delivery.body is not None
    best = [(number, datetime.fromisoformat(instant), ticks) for number, instant, ticks in delivery.facts["best"]]
    lines = [_date(starts_at, ticks, timezone) for _number, starts_at, ticks in best]
    nobody = "" if best else _("No date suits anybody.")
    takes = [[take(number, starts_at, timezone, mark="⭐ ")] for number, starts_at, _ticks in best]
    see = [button(_("📊 See the answers"), ManageDatePoll(delivery.facts["poll"]))]
    heading = bold(_("🗳 Everyone has answered: %(group)s") % {"group": body_name(delivery.body)})
    return outgoing(heading, *lines, nobody, rows=[*takes, see])
