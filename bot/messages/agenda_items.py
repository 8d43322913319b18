"""Topics for an agenda: asking for them, confirming them, handing them on to those who lead the meeting."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.callback_data.agendas import KeepItem, ListenToItem, ListItems, RemoveItem, ShowAgenda, ShowItem, WriteItem
from bot.i18n import _
from bot.messages import OutgoingMessage, Row, button, in_rows, outgoing, spoken
from bot.messages.agendas import spoken_topic
from bot.messages.dialogues import way_out
from bot.messages.formats import body_name, bold, label, moment, quote
from bot.messages.meetings import describe
from bot.messages.pages import on_page, turning
from bot.services.agenda_items import Topic
from bot.services.visitors import DialogueView
from models import AgendaItem, Delivery, Meeting


@spoken
def ask_topic(dialogue: DialogueView) -> OutgoingMessage:
    """Ask for a topic; what was too long is shown, to be shortened."""
    hint = _("Write it in one sentence, or speak it as a voice message.")
    question = bold(_("✍️ What should we talk about?"))
    return outgoing(question, quote(dialogue.data.get("text", "")), hint, rows=[way_out(dialogue)])


@spoken
def ask_anew(dialogue: DialogueView, item: AgendaItem) -> OutgoingMessage:
    """Ask how a topic should stand on the agenda."""
    question = bold(_("✏️ How should this topic stand on the agenda?"))
    former = quote(dialogue.data.get("text", "") or item.text)
    return outgoing(question, former, _("One sentence, in German if you can."), rows=[way_out(dialogue)])


@spoken
def proposed(topic: Topic, timezone: ZoneInfo) -> OutgoingMessage:
    """Confirm that a topic is on an agenda, and on which."""
    heading = bold(_("✅ Thank you. Your topic is on the agenda."))
    later = _("Whoever leads the meeting listens to it and writes it down.") if topic.item.voice_file_id else ""
    return outgoing(heading, *_content(topic.item), _when(topic, timezone), later, rows=_ways_on(topic))


def _content(item: AgendaItem) -> list[str]:
    return [quote(item.text) if item.text else spoken_topic(item)]


def _when(topic: Topic, timezone: ZoneInfo) -> str:
    if topic.meeting is None:
        return _("It waits for the next meeting.")
    return f"📅 {moment(topic.meeting.starts_at, timezone)}"


def _ways_on(topic: Topic) -> list[Row]:
    change = [button(_("✏️ Change"), ShowItem(topic.item.id))]
    return [[*change, *_to_agenda(topic.meeting.id if topic.meeting else None)]]


def _to_agenda(meeting_id: int | None) -> list[InlineKeyboardButton]:
    return [button(_("📋 Agenda"), ShowAgenda(meeting_id))] if meeting_id is not None else []


def topic_news(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Tell a speaker of a new topic; who proposed it is not said."""
    assert delivery.body is not None
    facts = delivery.facts
    heading = bold(_("✍️ A new topic for: %(group)s") % {"group": body_name(delivery.body)})
    said = _("🎤 Voice message") if facts["spoken"] else quote(facts["text"])
    change = button(_("✏️ Change"), ShowItem(facts["item"]))
    listen = [button(_("🎤 Listen"), ListenToItem(facts["item"]))] if facts["spoken"] else []
    return outgoing(heading, said, rows=in_rows([*listen, change, *_to_agenda(facts["meeting"])]))


@spoken
def item_list(meeting: Meeting, items: Sequence[AgendaItem], page: int, timezone: ZoneInfo) -> OutgoingMessage:
    """List the topics that the person may change."""
    choices = [[button(_label(item), ShowItem(item.id))] for item in on_page(items, page)]
    turn = turning(len(items), page, lambda to: ListItems(meeting.id, to))
    hint = _("Choose a topic to change it.") if items else _("There is none yet.")
    return outgoing(describe(meeting, timezone), hint, rows=[*choices, turn, _to_agenda(meeting.id)])


def _label(item: AgendaItem) -> str:
    return label(f"📌 {item.text}" if item.standing else item.text or spoken_topic(item))


@spoken
def details(topic: Topic, timezone: ZoneInfo) -> OutgoingMessage:
    """Show one topic with what the person may do about it."""
    item = topic.item
    heading = bold(_("Topic for: %(group)s") % {"group": body_name(item.body)})
    standing = _("📌 It is on every agenda.") if item.standing else ""
    return outgoing(heading, *_content(item), standing or _when(topic, timezone), rows=_acts(topic))


def _acts(topic: Topic) -> list[Row]:
    item, acts = topic.item, []
    if item.voice_file_id:
        acts.append(button(_("🎤 Listen"), ListenToItem(item.id)))
    if item.meeting_id is None and topic.organises:
        acts.append(button(_("✏️ Write anew"), WriteItem(item.id)))
        kept = _("Only on the next one") if item.standing else _("📌 On every agenda")
        acts.append(button(kept, KeepItem(item.id, int(not item.standing))))
    if item.meeting_id is None:
        acts.append(button(_("🗑 Take off"), RemoveItem(item.id)))
    return [*in_rows(acts), _to_agenda(topic.meeting.id if topic.meeting else None)]


@spoken
def recording(topic: Topic) -> OutgoingMessage:
    """Play a spoken topic."""
    caption = outgoing(_("Topic for: %(group)s") % {"group": body_name(topic.item.body)}).text
    write = (button(_("✏️ Write down"), WriteItem(topic.item.id)),)
    writes = topic.organises and topic.item.meeting_id is None
    return OutgoingMessage(caption, (write,) if writes else (), recording=topic.item.voice_file_id)


@spoken
def removed(topic: Topic) -> OutgoingMessage:
    """Confirm that a topic is off the agenda; its words stay in the chat."""
    way = _to_agenda(topic.meeting.id if topic.meeting else None)
    return outgoing(bold(_("The topic is off the agenda.")), *_content(topic.item), rows=[way])
