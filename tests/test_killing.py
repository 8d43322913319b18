"""Killed ten times with SIGKILL in the middle of its work, the bot loses nothing and repeats nothing it cannot name."""

import random
from collections import Counter
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.clock import SystemClock
from bot.services.audiences import Audience, AudienceKind
from bot.services.broadcasts import send_out
from bot.simulator import Person
from models import (
    Broadcast,
    Consent,
    Delivery,
    DeliveryKind,
    DeliveryState,
    InboxState,
    InboxUpdate,
    Membership,
    Participant,
)
from models.database import Database
from tests.factories import create_body, create_participant
from tests.killing import Machine, machine

KILLS = 10
EVERYONE = Audience(AudienceKind.EVERYONE)


def _answers(person: Person) -> int:
    return sum(message.from_bot for message in person.messages)


def _reached(people: list[Person], answers: int) -> bool:
    return sum(map(_answers, people)) >= answers


def _unfinished(session: Session) -> int:
    open_states = [InboxState.WAITING, InboxState.EFFECTED]
    return session.scalar(select(func.count(InboxUpdate.update_id)).where(InboxUpdate.state.in_(open_states))) or 0


async def test_two_hundred_registrations_in_flight_survive_ten_kills(database: Database) -> None:
    chance = random.Random(20091013)
    database.transact(create_body)
    async with machine(database.url) as bot:
        crowd: list[Person] = []
        for _kill in range(KILLS):
            crowd += _arrive(bot, 200)
            await bot.start()
            answered = chance.randint(5, 180) + sum(map(_answers, crowd))
            await bot.run_until(partial(_reached, crowd, answered))
            await bot.kill()
        await bot.start()
        await bot.run_until(lambda: all(_answers(person) for person in crowd))
        await bot.run_until(lambda: not bot.simulator.updates.pending and database.look(_unfinished) == 0)

        rows = {model: database.look(_count, model) for model in (Participant, Consent, Membership)}
        assert rows == {Participant: 200 * KILLS, Consent: 200 * KILLS, Membership: 200 * KILLS}
        assert [person.id for person in crowd if not _answers(person)] == []


def _arrive(bot: Machine, count: int) -> list[Person]:
    """Let as many new people agree at once."""
    people = [bot.simulator.add_person(f"Person {number}", language_code="en") for number in range(count)]
    for person in people:
        person.chat.started = True
        agreed = {
            "id": str(person.id),
            "chat_instance": "1",
            "data": "agree:en:2:BIL",
            "from": person.account.to_json(),
        }
        bot.simulator.push({"callback_query": agreed})
    return people


def _count(session: Session, model: type[Participant] | type[Consent] | type[Membership]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


async def test_three_hundred_deliveries_going_out_survive_ten_kills(database: Database) -> None:
    chance = random.Random(20100328)
    async with machine(database.url, MESSAGES_PER_SECOND="300") as bot:
        people = [bot.simulator.add_person(f"Person {number}", language_code="en") for number in range(300)]
        for person in people:
            person.chat.started = True
            database.transact(create_participant, person.id)
        for kill in range(KILLS):
            database.transact(_broadcast, f"News number {kill}")
            enough = sum(map(_answers, people)) + chance.randint(20, 250)
            await bot.start()
            await bot.run_until(partial(_reached, people, enough))
            await bot.kill()
        await bot.start()
        await bot.run_until(lambda: database.look(_open) == 0, seconds=90)

        _check_deliveries(database, people)


def _broadcast(session: Session, text: str) -> None:
    now = SystemClock().now()
    broadcast = Broadcast(text=text, audience=EVERYONE.pack(), created_at=now)
    send_out(session, broadcast, DeliveryKind.BROADCAST, EVERYONE, now=now)


def _open(session: Session) -> int:
    states = [DeliveryState.QUEUED, DeliveryState.SENDING]
    return session.scalar(select(func.count(Delivery.id)).where(Delivery.state.in_(states))) or 0


def _check_deliveries(database: Database, people: list[Person]) -> None:
    """Compare what the database says with what arrived: sent is once, unknown at most once, nothing is twice."""
    statement = select(Participant.telegram_id, Broadcast.text, Delivery.state).select_from(Delivery)
    statement = statement.join(Delivery.participant).join(Delivery.broadcast)
    rows = database.look(lambda session: session.execute(statement).all())
    arrived = Counter(
        (person.id, f"News number {kill}")
        for person in people
        for message in person.messages
        for kill in range(KILLS)
        if f"News number {kill}\n" in f"{message.text}\n"
    )
    states = Counter(state for _, _, state in rows)

    assert len(rows) == 300 * KILLS
    assert {key: count for key, count in arrived.items() if count > 1} == {}
    assert [row for row in rows if row[2] is DeliveryState.SENT and arrived[row[0], row[1]] != 1] == []
    assert states[DeliveryState.SENT] + states[DeliveryState.UNKNOWN] == 300 * KILLS
    assert states[DeliveryState.UNKNOWN] <= 64 * KILLS
