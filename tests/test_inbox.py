"""The durable inbox: nothing lost, nothing twice, everybody's order kept, nobody held up by anybody."""

import asyncio
import time
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from telegram import Update
from telegram.ext import MessageHandler, filters

from bot import application as application_room
from bot.context import BotApplication, BotContext
from bot.inbox import ATTEMPTS, read_update
from bot.polling import Poller
from bot.services import inbox
from bot.services.inbox import Received
from handlers.resume import resume_chat
from models import InboxState, InboxUpdate, Membership, Participant
from tests.factories import create_body
from tests.towns import Resident, Town

AGREE = "✅ Yes, I take part"
SORRY = "Something went wrong on our side. It has been noted. Please try again later, or use /start."


def _states(session: Session) -> list[InboxState]:
    return list(session.scalars(select(InboxUpdate.state).order_by(InboxUpdate.update_id)))


def _explode_at(town: Town, word: str, times: int) -> list[str]:
    """Let the bot fail `times` times at a text that contains `word`; return the list of what it met."""
    met: list[str] = []

    async def explode(update: Update, context: BotContext) -> None:
        met.append(context.typed)
        if len(met) <= times:
            raise RuntimeError("on purpose")

    assert town.assistant is not None
    town.assistant.application.handlers[0].insert(0, MessageHandler(filters.Regex(word), explode))
    return met


@pytest.fixture
async def amal(town: Town) -> Resident:
    """Amal, registered, reads English."""
    amal = town.resident("Amal", "en")
    await amal.registers("English", AGREE)
    return amal


def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.inbox._FIRST_PAUSE", 0.01)
    monkeypatch.setattr("bot.inbox._LONGEST_PAUSE", 0.02)


async def test_an_update_that_fails_twice_is_tried_again_and_done(
    town: Town, amal: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fast(monkeypatch)
    met = _explode_at(town, "help", times=2)

    await amal.says("/help")

    assert len(met) == 3
    assert town.database.look(_states)[-1] is InboxState.DONE


async def test_an_update_that_fails_five_times_is_set_aside_and_holds_nobody_up(
    town: Town, amal: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fast(monkeypatch)
    _explode_at(town, "boom", times=5)

    heard = await amal.says("/boom")
    later = await amal.says("/nonsense")

    assert heard == [SORRY]
    assert later == ["That is not available here. /help shows what is possible."]
    assert town.database.look(_states)[-2:] == [InboxState.DEAD, InboxState.DONE]
    dead = town.database.look(lambda session: session.scalars(select(InboxUpdate).filter_by(state="dead")).one())
    assert (dead.attempts, dead.error is not None and dead.error.split(":")[0]) == (
        ATTEMPTS,
        "RuntimeError at tests/test_inbox.py",
    )


async def test_an_update_that_cannot_be_read_is_set_aside_with_its_content(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fast(monkeypatch)

    number = town.simulator.push({"message": {"text": "no date, no chat, no number"}})
    await town.settle()

    row = town.database.look(lambda session: session.scalars(select(InboxUpdate)).one())
    assert (row.update_id, row.state, row.attempts) == (number, InboxState.DEAD, 1)
    assert row.payload is not None


async def test_an_update_that_comes_twice_acts_once(town: Town, amal: Resident) -> None:
    body_id = town.database.transact(create_body)
    query = {
        "id": "77",
        "from": {"id": amal.id, "is_bot": False, "first_name": "Amal"},
        "chat_instance": "1",
        "data": f"join:{body_id}",
    }

    for _repetition in range(2):
        town.simulator.push_raw({"update_id": 999_000_000, "callback_query": query})
        await town.settle()

    assert len(town.database.look(lambda session: session.scalars(select(Membership)).all())) == 1
    assert town.database.look(_states).count(InboxState.DONE) == 4


async def test_each_person_keeps_their_order_while_others_pass(town: Town) -> None:
    people = [town.resident(f"Person{number}", "en") for number in range(20)]
    for resident in people:
        resident.person.open(None)
    await town.settle()
    for resident in people:
        resident.person.press("English")
    await town.settle()
    for resident in people:
        resident.person.press(AGREE)
        resident.person.say("/name")
        resident.person.say(f"Name of {resident.id}")
    await town.settle()

    names = town.database.look(
        lambda session: session.execute(select(Participant.telegram_id, Participant.display_name))
    )

    assert dict(names.all()) == {resident.id: f"Name of {resident.id}" for resident in people}


async def test_a_flooder_does_not_delay_others(town: Town, amal: Resident) -> None:
    flooder = town.resident("Flooder", "en")
    flooder.person.open(None)
    for number in range(300):
        flooder.person.say(f"spam {number}")
    town.simulator.faults.delay(0.02, "sendMessage")

    heard_before_the_flood_was_over = False
    amal.person.say("/nonsense")
    for _moment in range(200):
        await asyncio.sleep(0.01)
        if amal.screen.startswith("That is not available"):
            heard_before_the_flood_was_over = len(flooder.bot_messages) < 100
            break

    assert heard_before_the_flood_was_over


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


def test_whose_order_an_update_belongs_to() -> None:
    chat, person = {"id": -5}, {"id": 7}

    assert read_update({"update_id": 1, "message": {"from": person, "chat": chat}}) == Received(
        1, 7, '{"update_id": 1, "message": {"from": {"id": 7}, "chat": {"id": -5}}}'
    )
    assert read_update({"update_id": 2, "poll": {}}) == Received(2, 0, '{"update_id": 2, "poll": {}}')
    assert read_update({"update_id": 3, "message": {"text": "\ud800\x00"}}) == Received(
        3, 0, '{"update_id": 3, "message": {"text": "\\ud800\\u0000"}}'
    )
    nonsense: list[object] = [{}, {"update_id": True}, {"update_id": "1"}, [], None]
    assert [read_update(raw) for raw in nonsense] == [None] * 5
