"""Group chats: what the coordinator sees of them, and what the bot says in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.group_chats import MakeGroupCode, ShowGroupChats, UnbindGroupChat
from bot.callback_data.pages import Open
from bot.dates import write_day
from bot.i18n import _, ngettext
from bot.languages import DEFAULT_LOCALE, LANGUAGES
from bot.messages import OutgoingMessage, button, in_rows, link, outgoing, spoken
from bot.messages.formats import body_label, body_name, bold, left_to_right, moment
from bot.messages.meetings import describe
from bot.messages.pages import on_page, turning
from models import Body, GroupChat, Meeting, MeetingState

#: What separates languages in button data.
DOT = "."


@spoken
def bodies(listed: Sequence[Body], page: int = 0) -> OutgoingMessage:
    """Ask whose group chat it is about."""
    buttons = [button(body_label(body), ShowGroupChats(body.id, DEFAULT_LOCALE)) for body in on_page(listed, page)]
    turn = turning(len(listed), page, lambda to: Open(f"groupchat.{to}"))
    heading = bold(_("Which group has a chat on Telegram?"))
    hint = _("Each meeting is shown there once, with a button that leads here. What is written there is not read.")
    return outgoing(heading, hint, rows=[*in_rows(buttons), turn, [button(_("Main menu"), Open("start"))]])


@spoken
def bound(body: Body, chats: Sequence[GroupChat], ticked: Sequence[str], timezone: ZoneInfo) -> OutgoingMessage:
    """Show the chats of a body, and the languages for the next one."""
    count = ngettext("%(count)d chat is connected.", "%(count)d chats are connected.", len(chats)) % {
        "count": len(chats)
    }
    bound_on = [(chat.id, write_day(chat.bound_at.astimezone(timezone))) for chat in chats]
    ends = [button(_("✖ Disconnect (%(date)s)") % {"date": on}, UnbindGroupChat(number)) for number, on in bound_on]
    question = _("To connect a chat, choose at most three languages, then make the link.")
    ready = [button(_("🔗 Make the link"), MakeGroupCode(body.id, DOT.join(ticked)))] if ticked else []
    rows = [*in_rows(_languages(body, ticked)), ready, *in_rows(ends, per_row=1), [_back()]]
    return outgoing(bold(body_name(body)), count, question, rows=rows)


def _languages(body: Body, ticked: Sequence[str]) -> list[InlineKeyboardButton]:
    return [
        button(
            ("☑ " if language.locale in ticked else "☐ ") + language.endonym,
            ShowGroupChats(body.id, DOT.join(toggled(ticked, language.locale))),
        )
        for language in LANGUAGES
    ]


def toggled(ticked: Sequence[str], locale: str) -> list[str]:
    """Return the ticked languages with this one added, or taken away if it was among them."""
    return [one for one in ticked if one != locale] if locale in ticked else [*ticked, locale]


def _back() -> InlineKeyboardButton:
    return button(_("💬 Group chats"), Open("groupchat"))


@spoken
def code(body: Body, made: str, username: str, expires_at: datetime, timezone: ZoneInfo) -> OutgoingMessage:
    """Show the one-time code: a button that adds the bot to a group, and the command for a group that has it."""
    command = left_to_right(f"/bind@{username} {made}")
    add = link(_("➕ Add to the chat"), f"https://t.me/{username}?startgroup={made}")
    return outgoing(
        bold(_("Connect a chat: %(group)s") % {"group": body_name(body)}),
        _("Add me to the chat with the button. If I am there already, write there:"),
        f"<code>{command}</code>",
        _("It works once, until: %(moment)s") % {"moment": moment(expires_at, timezone)},
        rows=[[add], [_back()]],
    )


@spoken
def unbound(body: Body) -> OutgoingMessage:
    """Confirm that a chat is no longer bound."""
    return outgoing(_("The chat is no longer connected: %(group)s") % {"group": body_name(body)}, rows=[[_back()]])


@spoken
def not_bound() -> OutgoingMessage:
    """Say in a group that it is not bound to anything."""
    return outgoing(
        _("Hello! This chat is not connected to any group yet. The coordination can do that; until then I am silent.")
    )


@spoken
def welcome(body: Body) -> OutgoingMessage:
    """Say in a group that it is bound now."""
    name = bold(body_name(body))
    what = _("This chat now belongs to: %(group)s. I announce its meetings here and read nothing.") % {"group": name}
    return outgoing(what)


def card(
    locales: Sequence[str], meeting: Meeting, username: str, timezone: ZoneInfo, *, changed: bool
) -> OutgoingMessage:
    """Announce a meeting in a group's languages, one below the other; the buttons lead to the private chat.

    `changed`: the group has read it before, as it was then.
    """
    parts = [_announcement(locale, meeting, timezone, changed=changed) for locale in locales]
    coming = meeting.state is MeetingState.INVITED
    buttons = [_way_in(locale, meeting, username) for locale in locales] if coming else []
    rows = tuple((one,) for one in buttons)
    return OutgoingMessage("\n\n".join(part.text for part in parts), rows)


@spoken
def _announcement(meeting: Meeting, timezone: ZoneInfo, *, changed: bool) -> OutgoingMessage:
    if meeting.state is MeetingState.CANCELLED:
        return outgoing(bold(_("🚫 Cancelled: this meeting does not take place.")), describe(meeting, timezone))
    heading = bold(_("🔁 Changed")) if changed else ""
    return outgoing(heading, describe(meeting, timezone))


@spoken
def _way_in(meeting: Meeting, username: str) -> InlineKeyboardButton:
    return link(_("✅ Answer"), f"https://t.me/{username}?start=m{meeting.id}")
