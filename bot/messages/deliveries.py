"""News to others: a delivery row becomes a message, in the recipient's language as it is when it leaves."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from bot.messages import (
    OutgoingMessage,
    advice,
    agenda_items,
    broadcasts,
    calendars,
    cards,
    conclusions,
    date_polls,
    date_votes,
    events,
    idea_cards,
    ideas,
    measure_news,
    meetings,
    minutes,
    previews,
    ratings,
    releases,
    replies,
    results,
    roundtrip,
    spoken,
)
from models import Delivery, DeliveryKind

#: Makes a message of a delivery with all it refers to loaded, in the current locale, for the town's time zone.
Maker = Callable[[Delivery, ZoneInfo], OutgoingMessage]

MAKERS: dict[DeliveryKind, Maker] = {
    DeliveryKind.INVITATION: meetings.invitation,
    DeliveryKind.REMINDER_WEEK: meetings.reminder_to_answer,
    DeliveryKind.REMINDER_DAY: meetings.reminder,
    DeliveryKind.REMINDER_HOURS: meetings.reminder_of_place,
    DeliveryKind.MISSED: previews.missed,
    DeliveryKind.MEETING_MOVED: calendars.followed(meetings.moved),
    DeliveryKind.MEETING_CANCELLED: calendars.followed(meetings.cancelled),
    DeliveryKind.PLACE_FREE: cards.place_free,
    DeliveryKind.MEETING_CHANGED: calendars.followed(meetings.relocated),
    DeliveryKind.AGENDA_ITEM: agenda_items.topic_news,
    DeliveryKind.DATE_POLL: date_votes.question_news,
    DeliveryKind.DATE_POLL_ANSWERED: date_polls.complete_news,
    DeliveryKind.RESULTS_DUE: minutes.results_due,
    DeliveryKind.MINUTES: minutes.minutes_news,
    DeliveryKind.MINUTES_OBJECTION: minutes.objection_news,
    DeliveryKind.RATING: ratings.rating_news,
    DeliveryKind.IDEA: ideas.idea_news,
    DeliveryKind.CARD: idea_cards.card_news,
    DeliveryKind.CARD_ANSWERED: idea_cards.answered_news,
    DeliveryKind.RESULT: results.result_news,
    DeliveryKind.CONCLUSION: conclusions.news,
    DeliveryKind.REPLY: replies.reply_news,
    DeliveryKind.DIGEST: releases.digest,
    DeliveryKind.ADVICE: advice.advice_news,
    DeliveryKind.PAPER: roundtrip.paper_news,
    DeliveryKind.MEASURE: measure_news.state_news,
    DeliveryKind.MEASURE_DUE: measure_news.question,
    DeliveryKind.FUNDING_ENDS: measure_news.funding_ends,
    DeliveryKind.BROADCAST: broadcasts.broadcast_news,
    DeliveryKind.BROADCAST_REPORT: broadcasts.report_news,
    DeliveryKind.EVENT: events.event_news,
}


@spoken
def render(delivery: Delivery, timezone: ZoneInfo) -> OutgoingMessage:
    """Return the message for a delivery.

    Raises:
        KeyError: nobody has said how this kind is phrased: a fault in our code, held by a test.
    """
    return MAKERS[delivery.kind](delivery, timezone)
