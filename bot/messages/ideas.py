"""Ideas: asking for them, thanking for them, handing them on to a group's speakers.

What is written down of spoken and photographed ones is said in `bot.messages.idea_cards`.
"""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import regex
from telegram import InlineKeyboardButton

from bot.callback_data.bodies import ShowBody
from bot.callback_data.ideas import ListIdeas, MakeResult, ReadIdea
from bot.callback_data.pages import Open
from bot.i18n import _, ngettext
from bot.messages import OutgoingMessage, OutgoingPicture, button, idea_cards, in_rows, outgoing, spoken
from bot.messages.commands import visible
from bot.messages.dialogues import body_choices, choice, opened, way_out
from bot.messages.formats import body_label, body_name, bold, day, label, quote
from bot.services import cards
from bot.services.visitors import DialogueView, Visitor
from bot.text import beginning
from models import Body, Delivery, Idea, IdeaState

YES, NO = "yes", "no"
#: Ideas on one page of a group's list.
PAGE = 6
#: Graphemes of a text that are shown where it is only called to mind.
_EXCERPT = 300
_NOT_LETTERS = regex.compile(r"[^\p{L}\p{M}]+")


@spoken
def is_for_the_menu(text: str, visitor: Visitor) -> bool:
    """Tell whether a text is a command without its slash, a command of no known kind, or a typed button of the menu."""
    names = [name for command in visible(visitor) for name in (command.name, command.label() if command.label else "")]
    return text.lstrip().startswith("/") or _plain(text) in {_plain(name) for name in names if name}


@spoken
def typed_answer(text: str) -> str | None:
    """Return YES or NO if the text is one of these buttons, typed."""
    return {_plain(_("Yes")): YES, _plain(_("No")): NO}.get(_plain(text))


def _plain(text: str) -> str:
    return _NOT_LETTERS.sub("", text).casefold()


@spoken
def ask_whether_idea(dialogue: DialogueView, named: Sequence[Body]) -> OutgoingMessage:
    """Ask what an unasked message was meant to be; it may have been the name of a group."""
    rows = [[choice(dialogue, _("Yes"), YES), choice(dialogue, _("No"), NO)]]
    shown, turn = opened(dialogue, named)
    rows += [[button(body_label(body), ShowBody(body.id))] for body in shown]
    return outgoing(bold(_("💡 Is this an idea for a working group?")), *_said(dialogue), rows=[*rows, turn])


@spoken
def ask_idea(dialogue: DialogueView) -> OutgoingMessage:
    """Ask for the idea."""
    own = [button(_("📋 My ideas"), Open("ideas"))]
    how = _("Write it, speak it as a voice message, or send a photo.")
    return outgoing(bold(_("💡 What is your idea?")), how, rows=[own, way_out(dialogue)])


@spoken
def ask_group(dialogue: DialogueView, groups: Sequence[Body]) -> OutgoingMessage:
    """Ask which group the idea is for."""
    if not groups:
        kept = _("There is no working group yet. Your idea is kept here until there is one.")
        return outgoing(*_said(dialogue), kept, rows=[way_out(dialogue)])
    question = bold(_("Which working group is your idea for?"))
    more = _("To add something, just write on.")
    return outgoing(question, *_said(dialogue), more, rows=[*body_choices(dialogue, groups), way_out(dialogue)])


def _said(dialogue: DialogueView) -> list[str]:
    """Return what the idea consists of so far: the beginning of its text, its recordings, its photos."""
    recordings = dialogue.data.get("recordings", [])
    seconds = sum(recording["seconds"] for recording in recordings)
    length = ngettext("🎤 Voice message: %(count)d second", "🎤 Voice message: %(count)d seconds", seconds)
    spoken_part = length % {"count": seconds} if recordings else ""
    return [quote(beginning(dialogue.data.get("text", ""), _EXCERPT)), spoken_part, _shown(dialogue)]


def _shown(dialogue: DialogueView) -> str:
    """Return that there are photos; of an album the rest may still be on its way."""
    photos = dialogue.data.get("photos", [])
    if not photos:
        return ""
    several = len(photos) > 1 or dialogue.data.get("album")
    return _("📷 Photos: each one becomes an idea.") if several else _("📷 Photo")


@spoken
def thanks(body: Body) -> OutgoingMessage:
    """Thank for an idea and say where it goes."""
    rows = [[button(_("💡 Another idea"), Open("idea")), button(_("Main menu"), Open("start"))]]
    return outgoing(_("Thank you. Your idea goes to: %(group)s") % {"group": bold(body_name(body))}, rows=rows)


@spoken
def no_idea() -> OutgoingMessage:
    """Confirm that what was said is no idea."""
    return outgoing(_("All right. Nothing was handed in."), rows=[_home()])


@spoken
def no_groups() -> OutgoingMessage:
    """Say that there is nobody yet whom an idea could go to."""
    return outgoing(_("There is no working group yet. Please come back later."), rows=[_home()])


def idea_news(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Tell a speaker of a new idea; who had it is not said."""
    assert delivery.idea is not None
    idea = delivery.idea
    heading = bold(_("💡 A new idea for: %(group)s") % {"group": body_name(idea.body)})
    return outgoing(heading, *_content(idea), rows=in_rows(_acts(idea, speaks=True)))


def _content(idea: Idea) -> list[str]:
    recorded = idea_cards.recorded_as(idea) if cards.is_recorded(idea) or not cards.wording(idea) else ""
    return [quote(idea.text), recorded, *idea_cards.written_down(idea)]


def _acts(idea: Idea, *, speaks: bool) -> list[InlineKeyboardButton]:
    return [*idea_cards.look_buttons(idea), *_use_buttons(idea, speaks=speaks)]


def _use_buttons(idea: Idea, *, speaks: bool) -> list[InlineKeyboardButton]:
    if not speaks or idea.state is IdeaState.USED:
        return []
    return [*idea_cards.write_buttons(idea), button(_("📝 Make it a result"), MakeResult(idea.id))]


@spoken
def recording(idea: Idea, *, speaks: bool) -> OutgoingMessage:
    """Play a spoken idea, or show the photo of one."""
    caption = outgoing(_("💡 Idea for: %(group)s") % {"group": body_name(idea.body)}, quote(idea.text))
    rows = in_rows(_use_buttons(idea, speaks=speaks))
    picture = OutgoingPicture(idea.photo_file_id, as_file=idea.photo_as_file) if idea.photo_file_id else None
    buttons = tuple(tuple(row) for row in rows)
    return OutgoingMessage(caption.text, buttons, recording=idea.voice_file_id, picture=picture)


@spoken
def listing(body: Body, ideas: Sequence[Idea], page: int) -> OutgoingMessage:
    """List a group's ideas, one more than a page has telling that there is a next page."""
    shown = ideas[:PAGE]
    heading = bold(_("💡 Ideas for: %(group)s") % {"group": body_name(body)})
    choices = [[button(_label(idea), ReadIdea(idea.id))] for idea in shown]
    turn = [button(_("◀ Previous"), ListIdeas(body.id, page - 1))] if page else []
    turn += [button(_("Next ▶"), ListIdeas(body.id, page + 1))] if len(ideas) > PAGE else []
    hint = _("Choose one to read it.") if shown else _("There is none yet.")
    return outgoing(heading, hint, rows=[*choices, turn, [button(_("Back"), ShowBody(body.id))]])


def _label(idea: Idea) -> str:
    words = " ".join(cards.wording(idea).split()) or idea_cards.recorded_as(idea)
    return label(("✅ " if idea.state is IdeaState.USED else "") + words)


@spoken
def details(idea: Idea, timezone: ZoneInfo, *, speaks: bool) -> OutgoingMessage:
    """Show one idea."""
    heading = bold(_("💡 Idea for: %(group)s") % {"group": body_name(idea.body)})
    used = _("It has become a result.") if idea.state is IdeaState.USED else ""
    rows = [*in_rows(_acts(idea, speaks=speaks)), [button(_("Back"), ListIdeas(idea.body_id))]]
    return outgoing(heading, day(idea.created_at.astimezone(timezone)), *_content(idea), used, rows=rows)


def _home() -> list[InlineKeyboardButton]:
    return [button(_("Main menu"), Open("start"))]
