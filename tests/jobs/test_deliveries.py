"""The outbox sends in order, at Telegram's pace, and lets nobody wait because of somebody else."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta

from bot.simulator.limits import Limits
from models import DeliveryState
from tests.jobs.post import open_post
from tests.towns import local

PEOPLE = [f"Person {number}" for number in range(60)]


async def test_sixty_deliveries_take_two_seconds_and_not_one_429(database_url: str) -> None:
    async with open_post(database_url, messages_per_second=30, chat_interval=1.0) as post:
        post.simulator.limits = Limits()
        post.queue("Hallo", PEOPLE)

        took = await post.until(60)

        assert 1.9 <= took <= 2.6
        assert post.simulator.limits.refused == 0
        assert {len(post.read_by(name)) for name in PEOPLE} == {1}


async def test_a_page_full_of_one_persons_news_does_not_hide_the_others(database_url: str) -> None:
    async with open_post(database_url, chat_interval=1.0) as post:
        for number in range(510):
            post.queue(str(number), ["Olga"], priority=0)
        post.queue("Hallo", ["Mehmet", "Ayşe"], priority=9)

        start = time.monotonic()
        while not post.read_by("Mehmet") or not post.read_by("Ayşe"):  # noqa: ASYNC110 - people know no such event
            await asyncio.sleep(0.01)

        assert time.monotonic() - start < 1.0
        assert post.read_by("Olga")[0] == "0"


async def test_one_person_reads_the_urgent_first_and_the_rest_in_order(database_url: str) -> None:
    async with open_post(database_url) as post:
        for words, priority in [("a", 9), ("b", 5), ("c", 5), ("d", 0)]:
            post.queue(words, ["Olga"], priority=priority, later=timedelta(hours=1))
        post.clock.advance(timedelta(hours=1))
        post.news.set()

        await post.until(4)

        assert post.read_by("Olga") == ["d", "b", "c", "a"]


async def test_something_urgent_overtakes_a_broadcast_that_is_going_out(database_url: str) -> None:
    async with open_post(database_url, messages_per_second=10) as post:
        post.queue("Rundbrief", PEOPLE, priority=9)
        await post.until(3)

        post.queue("Heute fällt aus", ["Olga"], priority=0)
        while not post.read_by("Olga"):  # noqa: ASYNC110 - people know no such event
            await asyncio.sleep(0.01)

        assert post.count() <= 20


async def test_who_gets_no_answer_from_telegram_holds_nobody_up(database_url: str) -> None:
    async with open_post(database_url, read_timeout=1.5) as post:
        post.person("Olga")
        post.simulator.faults.timeout_after(chat_id=post.people["Olga"].id)
        post.queue("erstens", ["Olga"])
        await post.until_state(DeliveryState.SENDING)

        post.queue("zweitens", ["Mehmet", "Olga"])
        await post.until(2, seconds=0.8)
        meanwhile = post.read_by("Mehmet"), post.read_by("Olga")
        await post.until(3)

        assert meanwhile == (["zweitens"], ["erstens"])
        assert post.read_by("Olga") == ["erstens", "zweitens"]
        await post.outbox.drain()
        assert post.states() == ["unknown", "sent", "sent"]


async def test_what_is_quiet_waits_for_the_morning(database_url: str) -> None:
    async with open_post(database_url) as post:
        post.clock.move_to(local(13, 10, 2009, 22))
        post.queue("leise", ["Olga"], quiet=True)
        post.queue("laut", ["Mehmet"])
        await post.outbox.drain()
        at_night = post.count()

        post.clock.move_to(local(14, 10, 2009, 8))
        await post.outbox.drain()

        assert (at_night, post.read_by("Mehmet"), post.read_by("Olga")) == (1, ["laut"], ["leise"])


async def test_what_is_too_late_does_not_leave(database_url: str) -> None:
    async with open_post(database_url) as post:
        post.queue("zu spät", ["Olga"], expires_at=post.clock.now())
        post.queue("noch nicht", ["Mehmet"], expires_at=post.clock.now() + timedelta(seconds=1))

        await post.outbox.drain()

        assert (post.read_by("Olga"), post.read_by("Mehmet")) == ([], ["noch nicht"])


async def test_a_message_that_cannot_be_phrased_stops_no_other(database_url: str) -> None:
    async with open_post(database_url) as post:
        post.queue("ohne Namen", ["Olga"], about={"facts": {}})
        post.queue("gut", ["Mehmet"])

        await post.outbox.drain()

        assert post.states() == ["failed", "sent"]


async def test_the_parts_of_a_long_message_are_paced_and_none_comes_twice(database_url: str) -> None:
    async with open_post(database_url, chat_interval=1.0) as post:
        post.simulator.limits = Limits()
        post.queue("ä" * 3500 + "\n" + "ö" * 3500, ["Olga"])

        await post.until(2)
        await post.outbox.drain()

        assert post.simulator.limits.refused == 0
        assert [set(read) - {"\n"} for read in post.read_by("Olga")] == [{"ä"}, {"ö"}]
        assert post.states() == ["sent"]


async def test_a_429_in_the_middle_of_a_long_message_repeats_only_what_was_refused(database_url: str) -> None:
    async with open_post(database_url, chat_interval=0.2) as post:
        post.queue("ä" * 3500 + "\n" + "ö" * 3500, ["Olga"])
        await post.until(1)
        post.simulator.faults.flood(retry_after=1)

        await post.until(2)
        await post.outbox.drain()

        assert [read[0] for read in post.read_by("Olga")] == ["ä", "ö"]
        assert post.states() == ["sent"]
