"""The parts of the bench's server that its figures rest on."""

import json
from typing import Any

import pytest

from tests.bench.feed import Feed, message_of
from tests.bench.limits import Limits
from tests.bench.tally import Tally

OLGA, MEHMET, STEUERGRUPPE = 1001, 1002, -100


def taken(feed: Feed, offset: int) -> list[dict[str, Any]]:
    return [json.loads(update) for update in feed.take(offset, 100)]


def test_a_burst_numbers_each_persons_texts_and_repeats_them_until_confirmed() -> None:
    feed = Feed(people=2, updates=4, steps=[])

    texts = [(update["message"]["chat"]["id"], update["message"]["text"]) for update in taken(feed, 0)]

    assert texts == [(OLGA, "0"), (MEHMET, "0"), (OLGA, "1"), (MEHMET, "1")]
    assert [update["update_id"] for update in taken(feed, 3)] == [3, 4]
    assert taken(feed, 5) == []


def test_a_dialogue_goes_on_when_its_button_comes_and_ends_with_the_last_answer() -> None:
    feed = Feed(people=1, updates=0, steps=["/start", "[Deutsch]"])
    markup = {"inline_keyboard": [[{"text": "🏛 Deutsch", "callback_data": "language:de"}]]}
    shown = message_of(OLGA, 7, "Welche Sprache?", markup)

    went_on = [feed.see(OLGA, shown, {}), feed.see(OLGA, shown, markup)]
    pressed = taken(feed, 2)[0]["callback_query"]
    unfinished = feed.finished()
    feed.see(OLGA, shown, {})

    assert went_on == [False, True]
    assert (pressed["data"], pressed["message"]["message_id"]) == ("language:de", 7)
    assert (unfinished, feed.finished(), feed.answered_steps) == (False, True, 2)


@pytest.mark.parametrize(
    ("sliding", "expected"), [(True, [None, None, 1, 1, None]), (False, [None, None, 1, None, None])]
)
def test_the_limit_over_all_slides_or_begins_anew_each_second(sliding: bool, expected: list[int | None]) -> None:
    limits = Limits(2, sliding=sliding)
    moments = [10.6, 10.8, 10.9, 11.1, 11.7]

    answers = [limits.retry_after(chat, moment) for chat, moment in enumerate(moments, start=1)]

    assert answers == expected


def test_a_chat_takes_one_a_second_and_a_group_twenty_a_minute() -> None:
    limits = Limits(30, sliding=True)

    chat = [limits.retry_after(OLGA, moment) for moment in (10.0, 10.5, 11.1)]
    group = [limits.retry_after(STEUERGRUPPE, 20.0 + 1.5 * number) for number in range(21)]

    assert chat == [None, 1, None]
    assert group == [*[None] * 20, 30]


def test_the_report_counts_pace_copies_and_disorder() -> None:
    tally = Tally(first_update=9.5)
    tally.accepted = [(10.0, OLGA, "1"), (10.5, OLGA, "0"), (10.9, MEHMET, "0"), (11.5, MEHMET, "0")]

    report = tally.report(4)

    assert (report["took"], report["per_second"], report["fullest_second"]) == (2.0, 2.0, 3)
    assert (report["twice"], report["order_violations"]) == (1, 1)
