"""Finding a date, as those see it who are asked: the question, the dates to be ticked, what became of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.date_polls import NoDate, ShowDatePoll, TickDate
from bot.callback_data.pages import Open
from bot.i18n import _, current_locale, ngettext
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.cards import card
from bot.messages.formats import body_label, body_name, bold, left_to_right, short_moment
from bot.services.attendances import Invitation
from bot.services.date_votes import Ballot
from models import Body, DatePoll, DatePollState, Delivery


@dataclass(frozen=True)
class Paper:
    """What is ticked on: a poll, its dates (number and instant) and where people would meet."""

    poll_id: int
    body: Body
    place: str
    dates: Sequence[tuple[int, datetime]]


def question_news(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Ask which dates suit."""
    assert delivery.body is not None
    facts = delivery.facts
    dates = [(number, datetime.fromisoformat(instant)) for number, instant in facts["dates"]]
    return _ask(Paper(facts["poll"], delivery.body, facts["place"], dates), "", frozenset(), timezone)


def _ask(paper: Paper, said: str, ticked: Collection[int], timezone: ZoneInfo) -> OutgoingMessage:
    about = f"{body_name(paper.body)}\n📍 {left_to_right(paper.place)}"
    dates = [_date(number, instant, number in ticked, timezone) for number, instant in paper.dates]
    rows = [*in_rows(dates, per_row=1), [button(_("❌ No date suits"), NoDate(paper.poll_id))]]
    hint = _("Tap each date that suits. Every tap counts at once.")
    return outgoing(bold(_("🗳 Which dates suit you?")), about, said, hint, rows=rows)


def _date(number: int, instant: datetime, ticked: bool, timezone: ZoneInfo) -> InlineKeyboardButton:
    mark = "☑" if ticked else "☐"
    return button(f"{mark} {short_moment(instant, timezone)}", TickDate(number, int(not ticked)))


@spoken
def ballot(found: Ballot, timezone: ZoneInfo, now: datetime) -> OutgoingMessage:
    """Show the dates that are still to come with the person's ticks; of a poll that is over, that it is."""
    poll = found.poll
    dates = [(one.id, one.starts_at) for one in poll.proposals if one.starts_at > now]
    if poll.state is not DatePollState.OPEN:
        return _over(poll, _("The question is closed. No date was chosen."))
    if not dates:
        return _over(poll, _("All these dates are over."))
    return _ask(Paper(poll.id, poll.body, poll.place, dates), _said(found, dates), found.ticked, timezone)


def _over(poll: DatePoll, what: str) -> OutgoingMessage:
    return outgoing(body_name(poll.body), bold(what), rows=[[button(_("Main menu"), Open("start"))]])


def _said(found: Ballot, dates: Sequence[tuple[int, datetime]]) -> str:
    count = len(found.ticked & {number for number, _instant in dates})
    if not found.answered:
        return ""
    if not count:
        return _("✅ Answer saved: none of these dates.")
    saved = ngettext("✅ Answer saved: %(count)d date suits.", "✅ Answer saved: %(count)d dates suit.", count)
    return saved % {"count": count}


@spoken
def chosen(found: Invitation, timezone: ZoneInfo) -> OutgoingMessage:
    """Show what a poll led to: the meeting, to be answered."""
    shown = card(current_locale(), found, timezone)
    heading = outgoing(_("⭐ This date was chosen:")).text
    return replace(shown, text=f"{heading}\n\n{shown.text}")


@spoken
def listing(polls: Sequence[DatePoll]) -> OutgoingMessage:
    """List the groups that are finding a date."""
    groups = [button("🗳 " + body_label(poll.body), ShowDatePoll(poll.id)) for poll in polls]
    hint = "" if polls else _("No group is looking for a date now.")
    rows = [*in_rows(groups, per_row=1), [button(_("Main menu"), Open("start"))]]
    return outgoing(bold(_("🗳 Which dates suit you?")), hint, rows=rows)
