"""The outbox: one row per recipient of anything that is not the answer to their own doing."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key
from models.body import Body
from models.broadcast import Broadcast
from models.idea import Idea
from models.meeting import Meeting
from models.participant import Participant
from models.result import Result


class DeliveryState(StrEnum):
    """Life of a delivery."""

    QUEUED = "queued"
    #: On the wire: asked for, not answered yet.
    SENDING = "sending"
    SENT = "sent"
    #: Telegram refused it for good.
    FAILED = "failed"
    #: The person has blocked the bot or is gone.
    UNREACHABLE = "unreachable"
    #: Stopped, or overtaken by a change, before it left.
    STOPPED = "stopped"
    #: Too late to be of use.
    EXPIRED = "expired"
    #: It left, and nobody knows whether it arrived; never sent again blindly.
    UNKNOWN = "unknown"


class DeliveryKind(StrEnum):
    """What is said; `bot.messages.deliveries` has one sentence-maker per kind."""

    INVITATION = "invitation"
    REMINDER_WEEK = "reminder_week"
    REMINDER_DAY = "reminder_day"
    REMINDER_HOURS = "reminder_hours"
    MEETING_MOVED = "meeting_moved"
    MEETING_CANCELLED = "meeting_cancelled"
    #: Another place or other details, the date stays.
    MEETING_CHANGED = "meeting_changed"
    #: Somebody who waited has a place now.
    PLACE_FREE = "place_free"
    DATE_POLL = "date_poll"
    #: Everyone has said which dates suit; the organiser may choose.
    DATE_POLL_ANSWERED = "date_poll_answered"
    AGENDA_ITEM = "agenda_item"
    #: Whoever led a meeting is asked what came out of it, and asked again.
    RESULTS_DUE = "results_due"
    MINUTES = "minutes"
    MINUTES_OBJECTION = "minutes_objection"
    RATING = "rating"
    #: What was due about a meeting and did not go.
    MISSED = "missed"
    IDEA = "idea"
    RESULT = "result"
    CONCLUSION = "conclusion"
    #: What a group answered to the steering group's question.
    REPLY = "reply"
    #: What was released to the advisory board, all of it in one message.
    DIGEST = "digest"
    #: Somebody of the advisory board gave the steering group an opinion.
    ADVICE = "advice"
    #: Somebody wrote a spoken idea down; its author is asked whether that is right.
    CARD = "card"
    #: What the author says to that.
    CARD_ANSWERED = "card_answered"
    #: A paper with one's result in it has come a step further.
    PAPER = "paper"
    #: A measure that grew from one's result has come a step further.
    MEASURE = "measure"
    #: Whoever is responsible is asked how a measure goes.
    MEASURE_DUE = "measure_due"
    #: The money of a measure ends soon.
    FUNDING_ENDS = "funding_ends"
    #: A text may name somebody who has deleted their data.
    NAME_LEFT = "name_left"
    BROADCAST = "broadcast"
    EVENT = "event"
    BROADCAST_REPORT = "broadcast_report"


class DeliveryReason(StrEnum):
    """Why this person gets it."""

    MEMBER = "member"
    SPEAKER = "speaker"
    AUTHOR = "author"
    STEERING = "steering"
    AUDIENCE = "audience"
    SENDER = "sender"
    #: In charge of a measure.
    RESPONSIBLE = "responsible"


class Delivery(Base):
    """One message to one person, in their language as it is when it leaves."""

    __tablename__ = "deliveries"
    __table_args__ = (
        Index("ix_deliveries_queue", "state", "priority", "id"),
        Index("ix_deliveries_broadcast_state", "broadcast_id", "state"),
    )

    id: Mapped[Key]
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"), index=True)
    kind: Mapped[DeliveryKind]
    reason: Mapped[DeliveryReason]
    state: Mapped[DeliveryState] = mapped_column(default=DeliveryState.QUEUED)
    #: Smaller goes first: 0 changes of today's plans, 5 ordinary news, 9 broadcasts.
    priority: Mapped[int] = mapped_column(default=5)
    #: True for what keeps to the quiet hours of the night.
    quiet: Mapped[bool] = mapped_column(default=False)
    #: True for what keeps to Sundays and holidays too, unless its meeting is that very day.
    rests: Mapped[bool] = mapped_column(default=False)
    #: Not before this instant.
    due_at: Mapped[datetime]
    #: Of no use from this instant on.
    expires_at: Mapped[datetime | None]
    #: What makes it the same delivery; a second one with the same key is not queued.
    key: Mapped[str | None] = mapped_column(unique=True)
    attempts: Mapped[int] = mapped_column(default=0)
    #: Stopped while it was on the wire: it does not return to the queue.
    overtaken: Mapped[bool] = mapped_column(default=False)
    error: Mapped[str | None]
    sent_at: Mapped[datetime | None]
    #: The language it was written in, noted when it left.
    locale: Mapped[str | None]
    message_id: Mapped[int | None]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    result_id: Mapped[int | None] = mapped_column(ForeignKey("results.id", ondelete="CASCADE"))
    idea_id: Mapped[int | None] = mapped_column(ForeignKey("ideas.id", ondelete="CASCADE"))
    broadcast_id: Mapped[int | None] = mapped_column(ForeignKey("broadcasts.id", ondelete="CASCADE"))
    body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"))
    #: Further data for the sentence: strings, numbers and lists of them.
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)

    participant: Mapped[Participant] = relationship()
    meeting: Mapped[Meeting | None] = relationship()
    result: Mapped[Result | None] = relationship()
    idea: Mapped[Idea | None] = relationship()
    broadcast: Mapped[Broadcast | None] = relationship()
    body: Mapped[Body | None] = relationship()
