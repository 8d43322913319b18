"""The durable inbox: nothing lost, nothing twice, everybody's order kept, nobody held up by anybody."""

import asyncio

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.context import BotContext
from bot.inbox import ATTEMPTS, read_update
from bot.services.inbox import Received
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
