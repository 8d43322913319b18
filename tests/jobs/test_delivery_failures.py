"""What goes wrong on the way: nothing is lost, nothing comes twice, and what nobody knows is called so."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from sqlalchemy import update

from bot.services import deliveries
from models import Delivery, DeliveryState
from tests.jobs.post import open_post, reachable


async def test_who_blocked_the_bot_is_unreachable_from_then_on(database_url: str) -> None:
    async with open_post(database_url) as post:
        post.person("Olga").chat.blocked = True
        post.queue("erstens", ["Olga", "Mehmet"])
        await post.outbox.drain()

        post.queue("zweitens", ["Olga", "Mehmet"])
        await post.outbox.drain()

        assert post.states() == ["unreachable", "sent", "unreachable", "sent"]
        assert post.database.look(reachable, post.numbers["Olga"]) is False


async def test_a_429_makes_its_chat_wait_and_nobody_else(database_url: str) -> None:
    async with open_post(database_url) as post:
        post.person("Olga")
        post.simulator.faults.flood(retry_after=1, chat_id=post.people["Olga"].id)
        post.queue("Hallo", ["Olga", "Mehmet", "Ayşe"])

        soon = await post.until(2, seconds=0.8)
        later = await post.until(3)

        assert soon + later >= 0.9
        assert [len(post.read_by(name)) for name in post.people] == [1, 1, 1]


async def test_a_server_error_is_tried_again_after_a_pause(database_url: str) -> None:
    async with open_post(database_url) as post:
        post.simulator.faults.fail(times=2, method="sendMessage")
        post.queue("Hallo", ["Olga"])
        await post.outbox.drain()
        before = post.count()

        for seconds in (2, 4):
            post.clock.advance(timedelta(seconds=seconds))
            await post.outbox.drain()

        assert (before, post.read_by("Olga"), post.states()) == (0, ["Hallo"], ["sent"])


async def test_after_eight_server_errors_a_delivery_is_given_up(database_url: str) -> None:
    async with open_post(database_url) as post:
        post.simulator.faults.fail(times=100, method="sendMessage")
        post.queue("Hallo", ["Olga"])
        for _ in range(deliveries.ATTEMPTS):
            await post.outbox.drain()
            post.clock.advance(timedelta(minutes=5))

        post.database.transact(deliveries.give_up_worn_out)

        assert post.states() == ["failed"]


async def test_while_telegram_is_gone_no_news_is_spent_on_trying(database_url: str) -> None:
    async with open_post(database_url) as post:
        post.simulator.faults.down()
        post.queue("erstens", ["Olga"])
        await post.until_state(DeliveryState.UNKNOWN)
        post.queue("zweitens", ["Olga", "Mehmet", "Ayşe"])
        await asyncio.sleep(1.2)
        meanwhile = post.states()

        post.simulator.faults.down(False)
        await post.until(3)
        await post.outbox.drain()

        assert meanwhile == ["unknown", "queued", "queued", "queued"]
        assert post.states() == ["unknown", "sent", "sent", "sent"]


async def test_what_may_have_arrived_is_unknown_and_not_sent_again(database_url: str) -> None:
    async with open_post(database_url) as post:
        post.simulator.faults.reset_after()
        post.queue("Hallo", ["Olga"])
        await post.outbox.drain()

        post.clock.advance(timedelta(hours=1))
        await post.outbox.drain()

        assert (post.read_by("Olga"), post.states()) == (["Hallo"], ["unknown"])


async def test_outcomes_outlive_a_database_that_is_gone_for_a_while(database_url: str) -> None:
    async with open_post(database_url) as post:
        post.simulator.faults.delay(0.2)
        post.queue("Hallo", ["Olga", "Mehmet"])
        await post.until_state(DeliveryState.SENDING)
        post.hide_table(hidden=True)
        await post.until(2)
        await asyncio.sleep(0.3)

        post.hide_table(hidden=False)
        await post.until_state(DeliveryState.SENT)
        await post.outbox.drain()

        assert post.states() == ["sent", "sent"]
        assert [len(post.read_by(name)) for name in post.people] == [1, 1]


async def test_what_was_marked_but_never_left_is_taken_back_without_a_restart(database_url: str) -> None:
    async with open_post(database_url) as post:
        post.queue("Hallo", ["Olga"], later=timedelta(hours=1))
        lost = update(Delivery).values(state=DeliveryState.SENDING)
        post.database.transact(lambda session: session.execute(lost))
        post.hide_table(hidden=True)
        post.news.set()
        await asyncio.sleep(0.2)

        post.hide_table(hidden=False)
        post.clock.advance(timedelta(hours=1))
        await post.until(1)

        assert post.read_by("Olga") == ["Hallo"]


async def test_an_end_of_the_process_waits_for_what_is_on_the_wire_and_notes_it(database_url: str) -> None:
    async with open_post(database_url) as post:
        post.simulator.faults.delay(0.3)
        post.queue("Hallo", ["Olga"])
        await post.until_state(DeliveryState.SENDING)

        await post.outbox.close()

        assert (post.read_by("Olga"), post.states()) == (["Hallo"], ["sent"])


async def test_an_end_while_the_database_is_gone_still_ends(database_url: str) -> None:
    async with open_post(database_url) as post:
        post.simulator.faults.delay(0.3)
        post.queue("Hallo", ["Olga"])
        await post.until_state(DeliveryState.SENDING)
        post.hide_table(hidden=True)

        await post.outbox.close()
        post.hide_table(hidden=False)
        await post.outbox.start()

        assert (post.read_by("Olga"), post.states()) == (["Hallo"], ["unknown"])


async def test_after_an_end_without_warning_what_was_on_the_wire_is_unknown(database_url: str) -> None:
    async with open_post(database_url) as post:
        post.queue("Hallo", ["Olga", "Mehmet"], later=timedelta(hours=1))
        on_the_wire = update(Delivery).where(Delivery.participant_id == post.numbers["Olga"])
        post.database.transact(lambda session: session.execute(on_the_wire.values(state=DeliveryState.SENDING)))

        await post.outbox.start()
        post.clock.advance(timedelta(hours=1))
        await post.outbox.drain()

        assert post.states() == ["unknown", "sent"]
        assert post.read_by("Olga") == []
