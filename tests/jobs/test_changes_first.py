"""A cancellation an hour before the start reaches all 500 people before the rest of a broadcast, within a minute."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from functools import partial

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bot.services import changes, planning
from models import Delivery, DeliveryKind, DeliveryState, Membership, MembershipRole
from tests.factories import LONG_AGO, create_body, create_membership, create_participant
from tests.jobs.post import Post, open_post
from tests.towns import BERLIN

PEOPLE = 500
#: Telegram allows 30 a second; here everything is six times as fast, and so is the minute.
FASTER = 6
MINUTE = 60 / FASTER
NAMES = [f"Person {number}" for number in range(PEOPLE)]


def _found(session: Session, people: list[int]) -> tuple[int, int]:
    """Found AG Bildung with all these people and a speaker, who has no telephone; return its number and theirs."""
    body = create_body(session)
    speaker = create_participant(session, 1, reachable=False)
    create_membership(session, speaker, body, MembershipRole.SPEAKER)
    member = {"body_id": body, "role": MembershipRole.MEMBER, "joined_at": LONG_AGO}
    session.execute(insert(Membership), [{"participant_id": number, **member} for number in people])
    return body, speaker


async def _meet_in_an_hour(post: Post) -> partial[object]:
    """Plan a meeting that begins in an hour, of which everybody knows, and return how it is cancelled."""
    for name in NAMES:
        post.person(name)
    body, speaker = post.database.transact(_found, list(post.numbers.values()))
    now = post.clock.now()
    about = (body, now + timedelta(hours=1), "Rathaus")
    meeting = post.database.transact(planning.plan, *about, timezone=BERLIN, acting=speaker, now=now).id
    post.database.transact(_forget_invitations)
    return partial(post.database.transact, changes.cancel, meeting, 0, acting=speaker, now=now)


def _forget_invitations(session: Session) -> None:
    for one in session.scalars(select(Delivery)):
        one.state = DeliveryState.SENT


def _on_the_way(session: Session) -> int:
    waiting = (DeliveryState.QUEUED, DeliveryState.SENDING)
    cancelled = (Delivery.kind == DeliveryKind.MEETING_CANCELLED, Delivery.state.in_(waiting))
    return len(session.scalars(select(Delivery.id).where(*cancelled)).all())


def _broadcast_sent(session: Session) -> int:
    sent = (Delivery.kind == DeliveryKind.BROADCAST, Delivery.state == DeliveryState.SENT)
    return len(session.scalars(select(Delivery.id).where(*sent)).all())


async def test_a_cancellation_overtakes_a_broadcast_to_500_people(database_url: str) -> None:
    pace = {"messages_per_second": 30 * FASTER, "chat_interval": 1 / FASTER}
    async with open_post(database_url, **pace) as post:
        cancel = await _meet_in_an_hour(post)
        post.queue("Rundbrief", NAMES, priority=9)
        await post.until(30)
        before = post.database.look(_broadcast_sent)

        cancel()
        post.news.set()
        started = time.monotonic()
        async with asyncio.timeout(2 * MINUTE):
            while post.database.look(_on_the_way):  # noqa: ASYNC110 - rows know no such event
                await asyncio.sleep(0.05)
        seconds = time.monotonic() - started

        overtook = post.database.look(_broadcast_sent) - before
        assert seconds <= MINUTE
        # What was about to leave within the second in which the outbox looks again.
        assert overtook <= 30 * FASTER * 1.5
        assert sum("🚫" in text for name in NAMES for text in post.read_by(name)) == PEOPLE
