"""Spoken and photographed ideas, written down in German by a speaker and put before their authors."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.cards import ConfirmCard, RejectCard, WriteCard
from bot.callback_data.ideas import ListenToIdea, MakeResult, ReadIdea
from bot.callback_data.pages import Open
from bot.i18n import _
from bot.messages import OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.dialogues import choice, way_out
from bot.messages.formats import body_name, bold, quote
from bot.services import cards
from bot.services.visitors import DialogueView
from models import Delivery, Idea, IdeaState

#: The value of the button that ends the question for what is wrong without an answer.
SKIP = "skip"


def recorded_as(idea: Idea) -> str:
    """Return how an idea came that nobody typed; of one that is kept no longer, that it is deleted."""
    if idea.photo_file_id:
        return _("📷 Photo")
    return _("🎤 Voice message") if idea.voice_file_id else _("🗑 The recording is deleted")


def written_down(idea: Idea) -> list[str]:
    """Return the sentence, unless it is the idea's text, and what its author says to it."""
    if idea.card is None:
        return []
    if cards.is_confirmed(idea):
        return [_("✅ Its author says: that is right.")]
    sentence = "" if idea.text == idea.card.sentence else quote(idea.card.sentence)
    if idea.card.objection is None:
        return [sentence, _("Written down; not confirmed by its author.")]
    return [sentence, _("✖️ Its author says: that is not right."), quote(idea.card.objection)]


def look_buttons(idea: Idea) -> list[InlineKeyboardButton]:
    """Return the button that plays or shows an idea, if there is something to hear or to see."""
    if idea.photo_file_id:
        return [button(_("📷 Look"), ListenToIdea(idea.id))]
    return [button(_("🎤 Listen"), ListenToIdea(idea.id))] if idea.voice_file_id else []


def write_buttons(idea: Idea) -> list[InlineKeyboardButton]:
    """Return the button with which a speaker writes an idea down, if it is one to be written down."""
    if cards.is_confirmed(idea) or not (cards.is_recorded(idea) or idea.card):
        return []
    return [button(_("✍️ Write it anew") if idea.card else _("✍️ Write it down"), WriteCard(idea.id))]


@spoken
def ask_sentence(dialogue: DialogueView, idea: Idea) -> OutgoingMessage:
    """Ask for the sentence; one that is there, and what one's own was before another came, can be read."""
    group = _("💡 Idea for: %(group)s") % {"group": body_name(idea.body)}
    typed = dialogue.data.get("text", "")
    overtaken = [_("Somebody else has written it down meanwhile. Yours was:"), quote(typed)] if typed else []
    wish = bold(_("Please write the idea down in one German sentence, without names."))
    note = _("Its author is asked whether it is right.")
    rows = [look_buttons(idea), way_out(dialogue)]
    return outgoing(group, *written_down(idea), *overtaken, wish, note, rows=rows)


@spoken
def written(idea: Idea) -> OutgoingMessage:
    """Confirm a sentence, and say who is asked now."""
    if cards.is_confirmed(idea):
        rows = [[button(_("📝 Make it a result"), MakeResult(idea.id))], _home()]
        return outgoing(bold(_("✅ Written down. It was your own idea.")), quote(idea.text), rows=rows)
    assert idea.card is not None
    note = _("Its author is asked now. You hear what they say.") if idea.author_id else ""
    rows = [[button(_("Open"), ReadIdea(idea.id)), *_home()]]
    return outgoing(bold(_("✅ Written down.")), quote(idea.card.sentence), note, rows=rows)


def card_news(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Ask an author whether what was written down of their idea is right."""
    idea = delivery.idea
    assert idea is not None
    heading = bold(_("💡 Your idea was written down in German, for: %(group)s") % {"group": body_name(idea.body)})
    question = _("Is this what you meant? If it is, the recording or photo is deleted.")
    answers = answer_buttons(idea.id, delivery.facts["version"])
    return outgoing(heading, quote(delivery.facts["sentence"]), question, rows=in_rows(answers))


def answer_buttons(idea_id: int, version: int) -> list[InlineKeyboardButton]:
    """Return the two buttons with which an author answers whether a sentence is right."""
    right = button(_("👍 That is right"), ConfirmCard(idea_id, version))
    return [right, button(_("✖️ Not right"), RejectCard(idea_id, version))]


@spoken
def confirmed(idea: Idea) -> OutgoingMessage:
    """Thank an author who says that it is right."""
    thanks = bold(_("✅ Thank you. That is how your idea goes on."))
    gone = _("The recording or photo is deleted.")
    rows = [[button(_("📋 My ideas"), Open("ideas"))], _home()]
    return outgoing(thanks, quote(idea.text), gone, rows=rows)


@spoken
def ask_why(dialogue: DialogueView, idea: Idea) -> OutgoingMessage:
    """Ask an author what is wrong with the sentence."""
    assert idea.card is not None
    question = bold(_("What is not right? Please write it in one message, in any language."))
    rows = [[choice(dialogue, _("Say nothing more"), SKIP)]]
    return outgoing(quote(idea.card.sentence), question, rows=rows)


@spoken
def rejected() -> OutgoingMessage:
    """Confirm that the sentence is to be written anew."""
    note = _("It is written anew, and you are asked again.")
    return outgoing(bold(_("✅ Thank you. The group hears of it.")), note, rows=[_home()])


@spoken
def over() -> OutgoingMessage:
    """Say that a question about a sentence is over, for the speaker and the author alike."""
    return outgoing(_("This is no longer open: somebody has gone on with the idea meanwhile."), rows=[_home()])


def answered_news(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Tell who wrote an idea down what its author says; who that is is not said."""
    idea, facts = delivery.idea, delivery.facts
    assert idea is not None
    if facts["right"]:
        heading = bold(_("✅ Its author says: that is right."))
        make = [] if idea.state is IdeaState.USED else [button(_("📝 Make it a result"), MakeResult(idea.id))]
        return outgoing(heading, quote(facts["sentence"]), rows=[make])
    buttons = [] if idea.state is IdeaState.USED else [*look_buttons(idea), *write_buttons(idea)]
    heading = bold(_("✖️ Its author says: that is not right."))
    return outgoing(heading, quote(facts["sentence"]), quote(facts["words"]), rows=in_rows(buttons))


def _home() -> list[InlineKeyboardButton]:
    return [button(_("Main menu"), Open("start"))]
