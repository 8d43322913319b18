"""The durable inbox when Telegram, the database or the bot itself is gone for a while."""

import asyncio
import time
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot import application as application_room
from bot.context import BotApplication
from bot.polling import Poller
from bot.services import inbox
from bot.services.inbox import Received
from handlers.resume import resume_chat
from models import InboxState, InboxUpdate
from tests.factories import create_body
from tests.towns import Resident, Town

AGREE = "✅ Yes, I take part"


def _states(session: Session) -> list[InboxState]:
    return list(session.scalars(select(InboxUpdate.state).order_by(InboxUpdate.update_id)))


@pytest.fixture
async def amal(town: Town) -> Resident:
    """Amal, registered, reads English."""
    amal = town.resident("Amal", "en")
    await amal.registers("English", AGREE)
    return amal


def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.inbox._FIRST_PAUSE", 0.01)
    monkeypatch.setattr("bot.inbox._LONGEST_PAUSE", 0.02)


async def test_what_waited_when_the_bot_stopped_is_done_after_the_start(town: Town, amal: Resident) -> None:
    body_id = town.database.transact(create_body)
    await town.stop()
    amal.person.press_data(f"join:{body_id}")
    await town.start()

    heard = await amal.hears()

    assert heard == ["✅ You take part in: AG Bildung\n\nYou can also simply write or speak an idea here."]


async def test_who_got_no_answer_before_the_crash_is_asked_again(town: Town, amal: Resident) -> None:
    await amal.says("/name")
    await town.stop()
    lost = Received(1, amal.id, "{}")

    def crash(session: Session) -> None:
        session.add(InboxUpdate(**lost._asdict(), state=InboxState.EFFECTED, received_at=town.clock.now()))

    town.database.transact(crash)
    await town.start()
    await asyncio.sleep(0.1)

    assert await amal.hears() == ["How shall we call you? Any name is fine, a made-up one too. Just write it."]
    assert set(town.database.look(_states)) == {InboxState.DONE}


async def test_one_persons_trouble_keeps_no_other_from_being_asked_again(
    town: Town, amal: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    await amal.says("/name")
    await town.stop()

    def crash(session: Session) -> None:
        for number, chat_id in ((1, 5), (2, amal.id)):
            lost = Received(number, chat_id, "{}")
            session.add(InboxUpdate(**lost._asdict(), state=InboxState.EFFECTED, received_at=town.clock.now()))

    async def resume(application: BotApplication, chat_id: int) -> None:
        if chat_id == 5:
            raise RuntimeError("on purpose")
        await resume_chat(application, chat_id)

    town.database.transact(crash)
    monkeypatch.setattr(application_room, "resume_chat", resume)
    await town.start()
    async with asyncio.timeout(5):
        while town.database.look(_states).count(InboxState.EFFECTED) > 1:  # noqa: ASYNC110 - the inbox knows no such event
            await asyncio.sleep(0.01)

    assert await amal.hears() == ["How shall we call you? Any name is fine, a made-up one too. Just write it."]


async def test_a_telegram_that_is_gone_for_a_while_loses_nothing(town: Town, amal: Resident) -> None:
    town.simulator.faults.down(True)
    amal.person.say("/nonsense")
    await asyncio.sleep(0.3)
    town.simulator.faults.down(False)

    heard = await amal.hears()

    assert heard == ["That is not available here. /help shows what is possible."]


async def test_a_telegram_that_cuts_every_connection_is_asked_with_growing_pauses(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []
    fetch = Poller._fetch

    async def counted(poller: Poller) -> None:
        asked.append(time.monotonic())
        await fetch(poller)

    monkeypatch.setattr(Poller, "_fetch", counted)
    town.simulator.faults.down(True)

    await asyncio.sleep(1.0)

    town.simulator.faults.down(False)
    assert len(asked) <= 2


async def test_a_database_that_is_locked_for_a_while_loses_nothing(
    town: Town, amal: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fast(monkeypatch)
    body_id = town.database.transact(create_body)
    with town.database.engine.connect() as locking:
        if town.database.is_sqlite:
            locking.execute(text("PRAGMA busy_timeout=1"))
        else:
            locking.execute(text("LOCK TABLE inbox_updates IN ACCESS EXCLUSIVE MODE"))
        amal.person.press_data(f"join:{body_id}")
        await asyncio.sleep(0.3)
        unchanged = amal.screen
        locking.rollback()

    heard = await amal.hears()

    assert "You take part in" not in unchanged
    assert heard == ["✅ You take part in: AG Bildung\n\nYou can also simply write or speak an idea here."]


async def test_what_the_database_took_without_saying_so_is_worked_off_when_it_comes_again(
    town: Town, amal: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert town.assistant is not None
    run = town.database.run
    met: list[object] = []

    async def lose_the_word(service: Any, *arguments: Any, **named: Any) -> Any:
        answer = await run(service, *arguments, **named)
        if service is inbox.store and not met:
            met.append(answer)
            raise OperationalError("COMMIT", {}, Exception("server closed the connection"))
        return answer

    monkeypatch.setattr(town.database, "run", lose_the_word)

    heard = await amal.says("/nonsense")

    assert len(met) == 1
    assert heard == ["That is not available here. /help shows what is possible."]
    assert set(town.database.look(_states)) == {InboxState.DONE}


async def test_what_is_answered_while_the_bot_stops_is_written_down(town: Town, amal: Resident) -> None:
    town.simulator.faults.delay(0.2, "sendMessage")
    amal.person.say("/help")
    await asyncio.sleep(0.1)

    await town.stop()

    states = town.database.look(_states)
    await town.start()
    assert set(states) == {InboxState.DONE}
