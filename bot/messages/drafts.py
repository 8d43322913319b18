"""The questions of the dialogue in which a speaker writes a result; the last one is its preview."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton

from bot.i18n import _, ngettext
from bot.messages import OutgoingMessage, in_rows, outgoing, spoken
from bot.messages.dialogues import body_choices, choice, opened, way_out
from bot.messages.formats import body_name, bold, listing, priority_name, quote, value
from bot.messages.standings import heading
from bot.messages.topics import topic_name
from bot.services.topics import Topic, known
from bot.services.visitors import DialogueView
from bot.text import LONGEST_MESSAGE, beginning, length, units
from models import Body, Priority, Result

KEEP, ANEW, SEND, TAGS = "keep", "anew", "send", "tags"
#: What the value of a button begins with that ticks a topic, or looks at a similar result; its key or number follows.
TOPIC, LIKE = "t.", "like"
#: Graphemes of a long text that a question calls to mind; the text itself stands in the chat above.
_EXCERPT = 500
#: Room that title, groups and words around a text take in a message, in UTF-16 units.
_AROUND = 1500


@spoken
def please_type() -> OutgoingMessage:
    """Say, to somebody who spoke or photographed a result, what is possible."""
    return outgoing(_("Please type the result. What is spoken or photographed can be handed in as an idea: /idea"))


@spoken
def ask_group(dialogue: DialogueView, bodies: Sequence[Body]) -> OutgoingMessage:
    """Ask which group the result is of."""
    question = bold(_("📝 Which working group is the result of?"))
    return outgoing(question, *_so_far(dialogue), rows=[*body_choices(dialogue, bodies), way_out(dialogue)])


@spoken
def ask_title(dialogue: DialogueView, body: Body) -> OutgoingMessage:
    """Ask for the title; a first line that is short enough is the title, what follows the text."""
    known = dialogue.data.get("title")
    rows = [[choice(dialogue, _("Keep this title"), KEEP)]] if known else []
    if dialogue.data.get("text") and not known:
        question = _("Your text is kept. Please write a short title for it: at most 80 characters.")
    else:
        question = _("Write a short title. You can write the text right below it.")
    heading = bold(_("📝 Result of: %(group)s") % {"group": body_name(body)})
    return outgoing(heading, *_so_far(dialogue), question, rows=[*rows, way_out(dialogue)])


@spoken
def ask_text(dialogue: DialogueView) -> OutgoingMessage:
    """Ask for the text; one that is there is added to, kept or thrown away."""
    if not dialogue.data.get("text"):
        question = _("What is it about? Please write the text.")
        return outgoing(*_so_far(dialogue), question, rows=[way_out(dialogue, back=True)])
    choices = [choice(dialogue, _("Keep this text"), KEEP), choice(dialogue, _("Write it anew"), ANEW)]
    question = _("What you write now is added to the text.")
    return outgoing(*_so_far(dialogue), question, rows=[*in_rows(choices), way_out(dialogue, back=True)])


@spoken
def ask_priority(dialogue: DialogueView) -> OutgoingMessage:
    """Ask how much the group wants it."""
    question = bold(_("How important is it to your group?"))
    more = _("To add to the text, just write on.")
    choices = [choice(dialogue, priority_name(priority), priority) for priority in Priority]
    rows = [*in_rows(choices, per_row=3), way_out(dialogue, back=True)]
    return outgoing(*_so_far(dialogue), more, question, rows=rows)


@spoken
def ask_fields(dialogue: DialogueView, groups: Sequence[Body], similar: Sequence[Result] = ()) -> OutgoingMessage:
    """Show what is about to be handed in and which results of others are `similar`; ask which fields it concerns."""
    data = dialogue.data
    ticked = set(data["fields"])
    concerned = [body_name(group) for group in groups if group.id in ticked]
    facts = [
        _("Priority: %(priority)s") % {"priority": priority_name(Priority(data["priority"]))},
        _("Concerns: %(groups)s") % {"groups": listing(concerned)} if concerned else "",
        _topics(dialogue),
    ]
    question = bold(_("Which groups does it concern? Then hand it in."))
    tags, sending = choice(dialogue, _("🏷 Topics"), TAGS), choice(dialogue, _("✅ Hand in"), SEND)
    rows = [*body_choices(dialogue, groups, ticked), *_like_rows(dialogue, similar), [tags], [sending]]
    lines = "\n".join(fact for fact in facts if fact)
    paragraphs = [*_whole(dialogue), lines, _similar(similar), question]
    return outgoing(*paragraphs, rows=[*rows, way_out(dialogue, back=True)])


def _similar(similar: Sequence[Result]) -> str:
    """Return a line for each similar result, as the list of those of others has it: its text is not for everyone."""
    if not similar:
        return ""
    return "\n".join([_("🤝 Similar already, from other groups:"), *(heading(result) for result in similar)])


def _like_rows(dialogue: DialogueView, similar: Sequence[Result]) -> list[list[InlineKeyboardButton]]:
    label = _("🤝 Stand behind %(number)s")
    return [[choice(dialogue, label % {"number": result.number}, f"{LIKE}{result.id}")] for result in similar]


@spoken
def ask_topics(dialogue: DialogueView) -> OutgoingMessage:
    """Ask what the result is about: as many topics as fit, page by page; nobody has to tick any."""
    shown, turn = opened(dialogue, list(Topic))
    ticked = dialogue.data.get("topics", ())
    ticks = [
        choice(dialogue, ("✅ " if topic in ticked else "") + topic_name(topic), f"{TOPIC}{topic}") for topic in shown
    ]
    question = bold(_("🏷 What is it about?"))
    why = _("Tick what fits. It helps to find results of other groups that belong together with yours.")
    rows = [*in_rows(ticks), turn, [choice(dialogue, _("✅ Hand in"), SEND)], way_out(dialogue, back=True)]
    return outgoing(bold(value(dialogue.data["title"])), _topics(dialogue), question, why, rows=rows)


def _topics(dialogue: DialogueView) -> str:
    ticked = known(dialogue.data.get("topics", ()))
    return _("Topics: %(topics)s") % {"topics": listing(topic_name(topic) for topic in ticked)} if ticked else ""


def _so_far(dialogue: DialogueView) -> list[str]:
    """Return the title and the beginning of the text, as far as there are any."""
    title, text = dialogue.data.get("title", ""), dialogue.data.get("text", "")
    return [bold(value(title)) if title else "", quote(beginning(text, _EXCERPT))]


def _whole(dialogue: DialogueView) -> list[str]:
    """Return title and text; of a text that no message holds, the beginning and how long it is."""
    text = dialogue.data["text"]
    if units(text) <= LONGEST_MESSAGE - _AROUND:
        return [bold(value(dialogue.data["title"])), quote(text)]
    count = length(text)
    note = ngettext(
        "This is the beginning. All of the text is handed in: %(count)d character.",
        "This is the beginning. All of the text is handed in: %(count)d characters.",
        count,
    )
    return [*_so_far(dialogue), note % {"count": count}]
