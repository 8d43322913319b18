"""Broadcasts under control: who may, stopping, reporting."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from models import Broadcast, BroadcastState, Delivery, Role, RoleGrant
from tests.factories import create_body
from tests.handlers.settling import settle, settle_many
from tests.handlers.test_broadcasts import READ, REFUSED, TEXT, compose
from tests.towns import Resident, Town, open_town


@pytest.fixture
async def slow_town(database_url: str) -> AsyncIterator[Town]:
    """A town in which news leaves at ten messages per second."""
    async with open_town(database_url, messages_per_second=10) as opened:
        yield opened


def _states(session: Session) -> dict[str, int]:
    counts = session.execute(select(Delivery.state, func.count()).group_by(Delivery.state))
    return {str(state): count for state, count in counts}


def _state(session: Session) -> BroadcastState:
    return session.scalars(select(Broadcast.state)).one()


def received(people: list[Resident]) -> int:
    return sum(len(person.bot_messages) for person in people)


async def until(people: list[Resident], count: int) -> None:
    """Wait until so many of the people have read something."""
    while received(people) < count:  # noqa: ASYNC110 - people know no such event
        await asyncio.sleep(0.005)


async def press(town: Town, resident: Resident, label: str) -> None:
    """Press a button and wait for the answer only, not for what is going out to others."""
    assert town.assistant is not None
    resident.person.press(label)
    while town.simulator.updates.pending:  # noqa: ASYNC110 - the stand-in knows no such event
        await asyncio.sleep(0.001)
    await town.assistant.inbox.wait_until_idle()


async def test_a_stop_takes_one_tap_and_holds_at_once(slow_town: Town) -> None:
    people = settle_many(slow_town, 40)
    olga = settle(slow_town, "Olga", role=Role.COORDINATOR)
    await compose(olga)
    await press(slow_town, olga, "📣 Send now")
    await until(people, 5)

    await press(slow_town, olga, "⏹ Stop")
    await asyncio.sleep(0.5)
    arrived = received(people)
    await asyncio.sleep(1)

    assert received(people) == arrived
    assert slow_town.database.look(_state) is BroadcastState.STOPPED
    assert slow_town.database.look(_states) == {"sent": arrived, "stopped": 41 - arrived}


async def test_after_a_stop_the_author_gets_the_report_once(slow_town: Town) -> None:
    people = settle_many(slow_town, 15)
    olga = settle(slow_town, "Olga", role=Role.COORDINATOR)
    await compose(olga)
    await press(slow_town, olga, "📣 Send now")
    await until(people, 5)

    await press(slow_town, olga, "⏹ Stop")
    await slow_town.pass_time(seconds=10)
    await slow_town.pass_time(seconds=10)

    arrived = received(people)
    reports = [message.text for message in olga.bot_messages if (message.text or "").startswith("📊")]
    assert reports == [
        f"📊 Report on your message\n\n{TEXT}\n\nEnglish\n✅ Delivered: {arrived}\n⏹ Stopped: {16 - arrived}"
    ]


async def test_a_delivery_that_429_sent_back_does_not_leave_after_the_stop(town: Town) -> None:
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet")
    await compose(olga)
    town.simulator.faults.flood(retry_after=1, chat_id=mehmet.id)
    town.simulator.faults.delay(0.3, method="sendMessage")

    await press(town, olga, "📣 Send now")
    while "sending" not in town.database.look(_states):  # noqa: ASYNC110 - nor does a row
        await asyncio.sleep(0.005)
    await press(town, olga, "⏹ Stop")
    await asyncio.sleep(1.5)

    assert await mehmet.hears() == []
    assert town.database.look(_states) == {"sent": 1, "stopped": 1}


async def test_the_report_counts_by_language_and_names_what_is_unknown(town: Town) -> None:
    olga = settle(town, "Olga", role=Role.COORDINATOR)
    mehmet, gone = settle(town, "Mehmet", "tr"), settle(town, "Ayşe", "tr")
    boris, anna = settle(town, "Boris", "ru"), settle(town, "Anna", "ru")
    gone.person.chat.blocked = True
    town.simulator.faults.reset_after(chat_id=boris.id)
    town.simulator.faults.fail(status=400, description="Bad Request: no", chat_id=anna.id)
    await compose(olga)
    await olga.presses("📣 Send now")

    await town.pass_time(seconds=10)

    assert olga.screen == (
        f"📊 Report on your message\n\n{TEXT}\n\nEnglish\n✅ Delivered: 1\n\n"
        "Русский\n❌ Failed: 1\n❔ Unknown: 1\n\nTürkçe\n✅ Delivered: 1\n🚫 Not reachable: 1\n\n"
        "Unknown means: it left, and nobody knows whether it arrived. It is not sent again."
    )
    assert (len(mehmet.bot_messages), len(boris.bot_messages)) == (1, 1)
    assert town.database.look(_state) is BroadcastState.FINISHED


async def test_the_latest_broadcasts_are_listed_with_their_report(town: Town) -> None:
    olga = settle(town, "Olga", role=Role.COORDINATOR)
    await compose(olga)
    await olga.presses("📣 Send now")
    await town.pass_time(seconds=10)

    await olga.says("/broadcast")
    heard = await olga.presses("📊 Am 27.10.2009 ist das Rathaus geschlo…")

    assert heard == [f"✅ Everything has gone out\n\n{TEXT}\n\nEnglish\n✅ Delivered: 1"]
    assert olga.buttons == ["Main menu"]


async def test_stopping_what_has_gone_out_changes_nothing(town: Town) -> None:
    olga = settle(town, "Olga", role=Role.COORDINATOR)
    await compose(olga)
    await olga.presses("📣 Send now")
    await town.pass_time(seconds=10)

    heard = await olga.forges("stop:1")

    assert heard == [f"✅ Everything has gone out\n\n{TEXT}\n\nEnglish\n✅ Delivered: 1"]


async def test_a_member_can_neither_write_nor_stop_nor_see_a_report(slow_town: Town) -> None:
    education = slow_town.database.transact(create_body)
    people = settle_many(slow_town, 8, bodies=[education])
    olga, mallory = settle(slow_town, "Olga", role=Role.COORDINATOR), settle(slow_town, "Mallory")
    await mallory.says("/start")
    await compose(olga, "👥 All working groups")
    await press(slow_town, olga, "📣 Send now")

    answers = [await mallory.forges(data) for data in ("open:broadcast", "stop:1", "report:1", "stop:99")]
    typed = await mallory.says("/broadcast")

    assert [answer[-1:] for answer in answers] == [REFUSED] * 4
    assert typed == REFUSED == await mallory.says("/nosuchcommand")
    assert slow_town.database.look(_state) is BroadcastState.SENDING
    assert [await person.hears() for person in people] == [[READ]] * 8


async def test_who_lost_the_role_in_the_middle_sends_nothing(town: Town) -> None:
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet")
    await compose(olga)
    town.database.transact(lambda session: session.execute(delete(RoleGrant)))

    heard = await olga.presses("📣 Send now")

    assert heard == REFUSED
    assert await mehmet.hears() == []


@pytest.mark.parametrize("data", ["stop:", "stop:abc", "stop:1:2", "report:-1", "stop:99999999999999999999"])
async def test_forged_data_of_a_coordinator_breaks_nothing(town: Town, data: str) -> None:
    olga = settle(town, "Olga", role=Role.COORDINATOR)
    await olga.says("/start")

    heard = await olga.forges(data)

    assert heard == ["What would you like to do?\n\nChoose a button. You can also simply write or speak an idea."]


async def test_a_broadcast_nobody_knows_sounds_like_one_that_is_not_permitted(town: Town) -> None:
    olga = settle(town, "Olga", role=Role.COORDINATOR)
    await olga.says("/start")

    assert [await olga.forges("stop:99"), await olga.forges("report:99")] == [REFUSED, REFUSED]
