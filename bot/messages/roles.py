"""Roles: which link is wanted, and the link itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from bot.callback_data.pages import Open
from bot.callback_data.roles import ChooseSpokenFor, GiveMembership, GiveRole
from bot.i18n import _
from bot.messages import OutgoingMessage, button, in_rows, link, outgoing, spoken
from bot.messages.formats import body_label, body_name, bold, left_to_right, moment
from bot.messages.pages import on_page, turning
from models import Body, BodyKind, MembershipRole, Role

#: Bodies into which people are only appointed.
_CLOSED_KINDS = {BodyKind.STEERING_GROUP, BodyKind.ADVISORY_BOARD, BodyKind.NETWORK}
_SHARE = "https://t.me/share/url"


@spoken
def choices(bodies: Sequence[Body], page: int = 0) -> OutgoingMessage:
    """Ask which role is to be given."""
    closed = [body for body in bodies if body.kind in _CLOSED_KINDS]
    buttons = [
        button(_("🗣 Speaker of a group"), ChooseSpokenFor()),
        *(button(body_label(body), GiveMembership(body.id, MembershipRole.MEMBER)) for body in on_page(closed, page)),
        button(_("🔑 Deputy"), GiveRole(Role.DEPUTY)),
        button(_("🔑 Coordination"), GiveRole(Role.COORDINATOR)),
    ]
    turn = turning(len(closed), page, lambda to: Open(f"appoint.{to}"))
    return outgoing(
        bold(_("Which role do you want to give?")),
        _("You get a link that works once. Whoever opens it has the role."),
        rows=[*in_rows(buttons), turn, [button(_("Main menu"), Open("start"))]],
    )


@spoken
def ask_body(bodies: Sequence[Body], page: int = 0) -> OutgoingMessage:
    """Ask which group the person is to speak for."""
    shown = on_page(bodies, page)
    buttons = [button(body_label(body), GiveMembership(body.id, MembershipRole.SPEAKER)) for body in shown]
    turn = turning(len(bodies), page, ChooseSpokenFor)
    back = [button(_("Back"), Open("appoint"))]
    return outgoing(bold(_("Which group is it for?")), rows=[*in_rows(buttons), turn, back])


@spoken
def role_link(url: str, role: Role, expires_at: datetime, timezone: ZoneInfo) -> OutgoingMessage:
    """Show the link that gives a role over the town."""
    kind = _("Link for the deputy") if role is Role.DEPUTY else _("Link for the coordination")
    return _one_time(url, kind, expires_at, timezone)


@spoken
def membership_link(
    url: str, body: Body, role: MembershipRole, expires_at: datetime, timezone: ZoneInfo
) -> OutgoingMessage:
    """Show the link that gives a role within a body."""
    speaker, member = _("Link for a speaker: %(group)s"), _("Link for a member: %(group)s")
    kind = (speaker if role is MembershipRole.SPEAKER else member) % {"group": body_name(body)}
    return _one_time(url, kind, expires_at, timezone)


def _one_time(url: str, kind: str, expires_at: datetime, timezone: ZoneInfo) -> OutgoingMessage:
    until = _("It works once, until: %(moment)s") % {"moment": moment(expires_at, timezone)}
    warning = _("Please pass it on to this one person only. It is not shown again.")
    share = link(_("📤 Pass on"), f"{_SHARE}?{urlencode({'url': url})}")
    back = button(_("🔑 Roles"), Open("appoint"))
    return outgoing(bold(kind), left_to_right(url), until, warning, rows=[[share], [back]])
