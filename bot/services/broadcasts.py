"""Broadcasts: composed, sent to an audience, stopped, reported; by the coordination only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import Session

from bot.errors import NotFound, Outdated
from bot.services import audiences, audit, deliveries, dialogues, permissions
from bot.services.audiences import Audience, AudienceKind, Reach
from bot.services.deliveries import News
from bot.services.towns import get_town
from bot.services.visitors import DialogueView
from bot.text import Words, append, length
from models import Broadcast, BroadcastState, Delivery, DeliveryKind, DeliveryReason, DeliveryState, Participant

KIND = "broadcast"
TEXT_LIMIT = 3000
#: What a dialogue keeps at most of a text that is too long already, in graphemes.
_DRAFT_LIMIT = 20_000
#: How many broadcasts are offered for a look back.
RECENT = 3
#: Smaller goes first: everything else overtakes a broadcast.
PRIORITY = 9
_WAITING = (DeliveryState.QUEUED, DeliveryState.SENDING)
#: What a broadcast consists of; its report hangs on it too.
_PARTS = (DeliveryKind.BROADCAST, DeliveryKind.EVENT)


@dataclass(frozen=True)
class Report:
    """How far a broadcast has come: number of people by language and state (`sending` counts as `queued`)."""

    broadcast: Broadcast
    counts: dict[str, dict[str, int]] = field(default_factory=dict)

    def total(self, *states: DeliveryState) -> int:
        """Return the number of people in these states, or in any."""
        wanted = states or tuple(DeliveryState)
        return sum(by_state.get(state, 0) for by_state in self.counts.values() for state in wanted)


@dataclass(frozen=True)
class Draft:
    """What is to be sent to whom, as it stands before it is sent."""

    audience: Audience
    text: str
    reach: Reach

    @property
    def length(self) -> int:
        """The text's length in graphemes."""
        return length(self.text)

    @property
    def fits(self) -> bool:
        """Whether the text may be sent as it is."""
        return 0 < self.length <= TEXT_LIMIT


def begin(session: Session, *, acting: int, now: datetime) -> DialogueView:
    """Begin to compose a broadcast.

    Raises:
        NotPermitted: the participant does not coordinate.
    """
    permissions.check_coordinator(session, acting=acting)
    return dialogues.begin(session, KIND, "audience", acting=acting, now=now)


def choose_audience(session: Session, number: int, packed: str, *, acting: int, now: datetime) -> DialogueView:
    """Note in the dialogue whom it is for; `body` alone asks for the body.

    Raises:
        NotPermitted: the participant does not coordinate.
        Outdated: no such audience, or the dialogue is over.
    """
    permissions.check_coordinator(session, acting=acting)
    if packed == AudienceKind.BODY:
        return dialogues.say(session, number, "body", {"page": 0}, acting=acting, now=now)
    said = {"audience": audiences.find_audience(session, packed).pack(), "page": 0}
    return dialogues.say(session, number, "text", said, acting=acting, now=now)


def write(session: Session, number: int, words: Words, *, acting: int, now: datetime) -> DialogueView:
    """Take the text, or what a client split off from it: at the preview it is added to what is there.

    Raises:
        NotPermitted: the participant does not coordinate.
        EmptyText: nothing readable is left. TooLong: far more than may be sent.
        Outdated: the dialogue is over.
    """
    permissions.check_coordinator(session, acting=acting)
    dialogue = dialogues.find(session, acting=acting)
    if dialogue is None or dialogue.id != number:
        raise Outdated
    said = dialogue.data if dialogue.step == "preview" else {}
    seamless = said.get("within_a_word", False)
    whole = append(said.get("text", ""), words.text, limit=_DRAFT_LIMIT, seamless=seamless)
    cut = words.ends_within_a_word()
    return dialogues.view(dialogues.advance(dialogue, "preview", now=now, text=whole, within_a_word=cut))


def preview(session: Session, data: dict[str, Any], *, acting: int) -> Draft:
    """Return what the dialogue's `data` say is to be sent, and how many people would get it.

    Raises:
        NotPermitted: the participant does not coordinate.
    """
    permissions.check_coordinator(session, acting=acting)
    audience = audiences.find_audience(session, data["audience"])
    return Draft(audience, data.get("text", ""), audiences.measure(session, audience))


def send(session: Session, number: int, *, quiet: bool, acting: int, now: datetime) -> Report:
    """Send what was composed: one delivery per person, and the dialogue is over; `quiet` ones wait while it is night.

    Raises:
        NotPermitted: the participant does not coordinate.
        Outdated: it was sent before, or the text does not fit, or there is nobody to write to.
    """
    dialogue = dialogues.get_at(session, KIND, "preview", number, acting=acting)
    draft = preview(session, dialogue.data, acting=acting)
    if not draft.fits or not draft.reach.people:
        raise Outdated
    announced = {"text": draft.text, "audience": draft.audience.pack(), "meeting": None}
    broadcast = Broadcast(**announced, created_at=now, author_id=acting)
    send_out(session, broadcast, DeliveryKind.BROADCAST, draft.audience, quiet=quiet, now=now)
    dialogues.end(session, acting=acting)
    return count(session, broadcast)


def send_out(
    session: Session,
    broadcast: Broadcast,
    kind: DeliveryKind,
    audience: Audience,
    *,
    quiet: bool = False,
    now: datetime,
) -> None:
    """Queue one delivery per person of the audience; `quiet` ones wait while it is night."""
    session.add(broadcast)
    session.flush()
    about = {
        "broadcast_id": broadcast.id,
        "meeting_id": broadcast.meeting_id,
        "facts": {"process": get_town(session).process},
    }
    event = broadcast.meeting
    news = News(
        kind,
        DeliveryReason.AUDIENCE,
        key=f"broadcast:{broadcast.id}",
        priority=PRIORITY,
        quiet=quiet,
        expires_at=event.starts_at if event else None,
        about=about,
    )
    deliveries.queue_for(session, news, audiences.select_recipients(audience), now=now)
    audit.note(session, "broadcast", "broadcast", broadcast.id, acting=broadcast.author_id, now=now)


def stop(session: Session, broadcast_id: int, *, acting: int, now: datetime) -> Report:
    """Stop a broadcast; what is over already stays as it is. Nothing leaves any more once this is committed.

    Raises:
        NotPermitted: the participant does not coordinate.
        NotFound: there is no such broadcast.
    """
    broadcast = _get(session, broadcast_id, acting=acting)
    if broadcast.finished_at is None:
        broadcast.state = BroadcastState.STOPPED
        deliveries.stop(session, Delivery.broadcast_id == broadcast_id, Delivery.kind.in_(_PARTS))
        audit.note(session, "stop", "broadcast", broadcast_id, acting=acting, now=now)
        session.flush()
        finish(session, now=now)
    return count(session, broadcast)


def report(session: Session, broadcast_id: int, *, acting: int) -> Report:
    """Return how far a broadcast has come; raises like `stop`."""
    return count(session, _get(session, broadcast_id, acting=acting))


def list_recent(session: Session, *, acting: int) -> list[Broadcast]:
    """Return the broadcasts that are going out, and the last ones that did, newest first.

    Raises:
        NotPermitted: the participant does not coordinate.
    """
    permissions.check_coordinator(session, acting=acting)
    newest = select(Broadcast).order_by(Broadcast.id.desc())
    running = session.scalars(newest.where(Broadcast.state == BroadcastState.SENDING)).all()
    others = session.scalars(newest.where(Broadcast.state != BroadcastState.SENDING).limit(RECENT)).all()
    return [*running, *others]


def count(session: Session, broadcast: Broadcast) -> Report:
    """Count a broadcast's deliveries by language (as written; before that, as the person has it now) and state."""
    return Report(broadcast, _count_all(session, [broadcast.id]).get(broadcast.id, {}))


def _count_all(session: Session, broadcast_ids: Sequence[int]) -> dict[int, dict[str, dict[str, int]]]:
    locale = func.coalesce(Delivery.locale, Participant.locale)
    numbers = select(Delivery.broadcast_id, locale, Delivery.state, func.count()).join(Delivery.participant)
    numbers = numbers.where(Delivery.broadcast_id.in_(broadcast_ids), Delivery.kind.in_(_PARTS))
    counts: dict[int, dict[str, dict[str, int]]] = {}
    for broadcast_id, language, state, people in session.execute(
        numbers.group_by(Delivery.broadcast_id, locale, Delivery.state).order_by(locale)
    ):
        by_state = counts.setdefault(int(broadcast_id or 0), {}).setdefault(language, {})
        kept = str(DeliveryState.QUEUED if state is DeliveryState.SENDING else state)
        by_state[kept] = by_state.get(kept, 0) + people
    return counts


def finish(session: Session, *, now: datetime) -> int:
    """Close the broadcasts whose last delivery is through, and report each to its author, once; return how many."""
    waiting = exists().where(
        Delivery.broadcast_id == Broadcast.id, Delivery.kind.in_(_PARTS), Delivery.state.in_(_WAITING)
    )
    through = update(Broadcast).where(Broadcast.finished_at.is_(None), ~waiting).values(finished_at=now)
    finished = session.scalars(through.returning(Broadcast), execution_options={"synchronize_session": "fetch"}).all()
    counts = _count_all(session, [broadcast.id for broadcast in finished]) if finished else {}
    for broadcast in finished:
        if broadcast.state is BroadcastState.SENDING:
            broadcast.state = BroadcastState.FINISHED
        if broadcast.author_id is not None:
            _tell_author(session, broadcast.id, broadcast.author_id, counts.get(broadcast.id, {}), now=now)
    return len(finished)


def _tell_author(session: Session, broadcast_id: int, author_id: int, counts: dict[str, Any], *, now: datetime) -> None:
    about = {"broadcast_id": broadcast_id, "facts": {"counts": counts}}
    news = News(DeliveryKind.BROADCAST_REPORT, DeliveryReason.SENDER, key=f"report:{broadcast_id}", about=about)
    deliveries.queue(session, news, [author_id], now=now)


def _get(session: Session, broadcast_id: int, *, acting: int) -> Broadcast:
    permissions.check_coordinator(session, acting=acting)
    broadcast = session.get(Broadcast, broadcast_id)
    if broadcast is None:
        raise NotFound
    return broadcast
