"""Bodies: which there are, which are mine, joined and left."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.bodies import JoinBody, LeaveBody, ShowBody
from bot.callback_data.ideas import ListIdeas
from bot.callback_data.minutes import ReadMinutes
from bot.callback_data.pages import Open
from bot.callback_data.results import ListResults
from bot.i18n import _
from bot.messages import OutgoingMessage, button, in_columns, in_rows, outgoing, spoken
from bot.messages.commands import page_buttons
from bot.messages.formats import body_description, body_label, body_name, bold, left_to_right
from bot.messages.meetings import describe, invitation_buttons
from bot.messages.pages import on_page, turning
from bot.services.arrivals import Arrival
from bot.services.visitors import Visitor
from models import Body, BodyKind, Role


@spoken
def listing(bodies: Sequence[Body], joined: Collection[int], page: int = 0) -> OutgoingMessage:
    """List the bodies that anyone may join; a tick marks the person's own."""
    shown = on_page(bodies, page)
    lines = [("✅ " if body.id in joined else "• ") + body_name(body) for body in shown]
    choices = [button(("✅ " if body.id in joined else "") + body_label(body), ShowBody(body.id)) for body in shown]
    turn = turning(len(bodies), page, lambda to: Open(f"groups.{to}"))
    hint = _("Choose one to join, to leave or to learn more.")
    return outgoing(bold(_("Groups")), "\n".join(lines), hint, rows=[*in_rows(choices), turn, _home()])


@spoken
def details(body: Body, *, joined: bool, reads: bool, recorded: int | None = None) -> OutgoingMessage:
    """Show what a body is for, with the button to join or leave; who `reads` it finds its results and ideas.

    `recorded`: the number of its last meeting that has minutes.
    """
    act = button(_("Leave"), LeaveBody(body.id)) if joined else button(_("✅ Join"), JoinBody(body.id))
    place = f"📍 {left_to_right(body.place)}" if body.place else ""
    collected = [button(_("📋 Results"), ListResults(body.id)), button(_("💡 Ideas"), ListIdeas(body.id))]
    listed = collected if reads and body.kind is BodyKind.WORKING_GROUP else []
    if reads and recorded is not None:
        listed = [*listed, button(_("📝 Last minutes"), ReadMinutes(recorded))]
    rows = [[act], *in_rows(listed), [button(_("👥 Groups"), Open("groups"))]]
    return outgoing(bold(f"{body.emoji} {body_name(body)}".strip()), body_description(body), place, rows=rows)


@spoken
def left(body: Body) -> OutgoingMessage:
    """Confirm that somebody left."""
    rows = [[button(_("Join again"), JoinBody(body.id))], _home()]
    return outgoing(_("You no longer take part in: %(group)s") % {"group": bold(body_name(body))}, rows=rows)


@spoken
def arrived(arrival: Arrival, visitor: Visitor, timezone: ZoneInfo) -> OutgoingMessage:
    """Confirm a registration, a membership or a role, with the menu, or with the next meeting to be answered first."""
    meeting = arrival.meeting
    coming = describe(meeting, timezone) if meeting else ""
    answers = invitation_buttons(meeting) if meeting else []
    description = body_description(arrival.body) if arrival.body else ""
    lost = "" if arrival.link_known else _("The link you came by is not valid (any more).")
    hint = _("You can also simply write or speak an idea here.")
    rows = [*answers, _home()] if answers else in_columns(page_buttons(visitor))
    return outgoing(_greeting(arrival), lost, description, coming, hint, rows=rows)


def _greeting(arrival: Arrival) -> str:
    if arrival.role is Role.DEPUTY:
        return bold(_("You now stand in for the coordination."))
    if arrival.role is not None:
        return bold(_("You now coordinate the process."))
    if arrival.body is None:
        return bold(_("Registration saved. Welcome!"))
    if arrival.speaks:
        return bold(_("✅ You now speak for: %(group)s") % {"group": body_name(arrival.body)})
    if arrival.body.kind is BodyKind.CIRCLE:
        return bold(_("✅ You will get notices of events: %(group)s") % {"group": body_name(arrival.body)})
    return bold(_("✅ You take part in: %(group)s") % {"group": body_name(arrival.body)})


def _home() -> list[InlineKeyboardButton]:
    return [button(_("Main menu"), Open("start"))]
