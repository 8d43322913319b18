"""The pace of news: no window of Telegram's limits is ever overfull, and hardly any time is given away."""

import math
from collections import Counter, deque
from dataclasses import dataclass, field
from itertools import cycle, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pace import Pace

OLGA, MEHMET, HANNA = 11, 12, 13
STEUERGRUPPE, BEIRAT = -101, -102


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Sender:
    """Sends one message after the other, as the outbox does: book, sleep, send; it may wake late or be busy."""

    clock: Clock = field(default_factory=Clock)
    pace: Pace = field(init=False)
    sent: list[tuple[float, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pace = Pace(monotonic=self.clock)

    def send(self, chat_id: int, *, wakes_late: float = 0.0, busy: float = 0.0) -> None:
        wait = self.pace.reserve(chat_id)
        self.clock.now += wait + (wakes_late if wait else 0.0)
        self.sent.append((self.clock.now, chat_id))
        self.clock.now += busy

    def answer(self, chat_id: int) -> None:
        self.pace.answered(chat_id)
        self.sent.append((self.clock.now, chat_id))

    def took(self) -> float:
        return self.sent[-1][0] - self.sent[0][0]


def fullest(moments: list[float], seconds: float) -> int:
    """How many moments the fullest window of this length holds, both its ends included."""
    window: deque[float] = deque()
    most = 0
    for moment in moments:
        window.append(moment)
        while window[0] < moment - seconds:
            window.popleft()
        most = max(most, len(window))
    return most


def assert_within_limits(sent: list[tuple[float, int]]) -> None:
    assert fullest([moment for moment, _ in sent], 1.0) <= 30
    for chat in {chat for _, chat in sent}:
        own = [moment for moment, to in sent if to == chat]
        assert min((later - earlier for earlier, later in pairwise(own)), default=math.inf) >= 1.0
        assert chat > 0 or fullest(own, 60.0) <= 20


lateness = st.floats(0, 0.02)
people = st.integers(1, 10_000)
groups = st.integers(-3, -1)
busyness = st.one_of(st.just(0.0), st.floats(0, 0.1), st.floats(0, 5))


@given(st.lists(st.tuples(people, lateness, busyness), min_size=60, max_size=200))
def test_no_window_is_overfull_whoever_is_written_to(steps: list[tuple[int, float, float]]) -> None:
    sender = Sender()

    for chat, late, busy in steps:
        sender.send(chat, wakes_late=late, busy=busy)

    assert_within_limits(sender.sent)


@given(st.lists(st.tuples(busyness, st.integers(1, 40), lateness), min_size=1, max_size=8))
def test_no_window_is_overfull_after_the_sender_was_busy(runs: list[tuple[float, int, float]]) -> None:
    sender = Sender()

    for run, (busy, length, late) in enumerate(runs):
        sender.clock.now += busy
        for chat in range(length):
            sender.send(100 * run + chat, wakes_late=late)

    assert_within_limits(sender.sent)


@given(st.lists(st.tuples(st.one_of(groups, st.integers(1, 3)), lateness, busyness), min_size=40, max_size=120))
def test_no_window_is_overfull_with_few_chats_and_groups(steps: list[tuple[int, float, float]]) -> None:
    sender = Sender()

    for chat, late, busy in steps:
        sender.send(chat, wakes_late=late, busy=busy)

    assert_within_limits(sender.sent)


@given(st.lists(st.floats(0, 0.0262), min_size=100, max_size=100))
def test_a_way_to_the_server_that_sways_within_the_margin_overfills_no_window_there(ways: list[float]) -> None:
    sender = Sender()

    for chat in range(len(ways)):
        sender.send(chat)
    arrived = sorted(moment + way for (moment, _), way in zip(sender.sent, ways, strict=True))

    assert fullest(arrived, 1.0) <= 30


@given(st.lists(st.booleans(), min_size=60, max_size=200))
def test_news_gives_way_to_answers(somebody_asks: list[bool]) -> None:
    sender = Sender()

    for chat, asks in enumerate(somebody_asks):
        sender.send(chat)
        if asks:
            sender.answer(1000 + chat)

    assert fullest([moment for moment, _ in sender.sent], 1.0) <= 30


def test_a_thousand_messages_take_hardly_longer_than_the_limit_demands() -> None:
    sender = Sender()

    for chat in range(1000):
        sender.send(chat)

    assert sender.took() <= 1.056 * 1000 / 30


@given(st.lists(st.tuples(lateness, lateness), min_size=1, max_size=40))
def test_a_sender_that_wakes_late_and_is_busy_does_not_drift(steps: list[tuple[float, float]]) -> None:
    sender = Sender()

    for chat, (late, busy) in zip(range(1000), cycle(steps), strict=False):
        sender.send(chat, wakes_late=late, busy=busy)

    assert sender.took() <= 1.06 * 1000 / 30
    assert_within_limits(sender.sent)


def test_a_thousand_slots_booked_at_once_lie_evenly() -> None:
    pace = Pace(monotonic=Clock())

    waits = [pace.reserve(chat) for chat in range(1000)]

    assert {round(later - earlier, 6) for earlier, later in pairwise(waits)} == {0.035088}


def test_a_long_rest_saves_nothing_up() -> None:
    sender = Sender()
    sender.clock.now += 3600

    for chat in range(29):
        sender.send(chat)

    assert sender.took() >= 28 * 0.035 - 0.027


def test_a_group_takes_twenty_and_then_waits_for_its_minute() -> None:
    sender = Sender()

    for _ in range(21):
        sender.send(STEUERGRUPPE)

    assert sender.sent[19][0] - sender.sent[0][0] == pytest.approx(20.0)
    assert sender.took() == pytest.approx(60 / 0.95)


def test_a_chat_that_must_wait_is_not_ready_and_others_are() -> None:
    pace = Pace(monotonic=Clock())
    pace.reserve(OLGA)

    assert (pace.ready(OLGA), pace.ready(MEHMET)) == (False, True)
    assert (pace.delay(OLGA), pace.delay(MEHMET)) == pytest.approx((1 / 0.95, 1 / 28.5))


def test_an_answer_takes_its_share_of_the_budget_and_of_its_chat() -> None:
    pace = Pace(monotonic=Clock())
    for _ in range(10):
        pace.answered(OLGA)

    assert pace.delay(MEHMET) == pytest.approx(10 / 28.5)
    assert pace.delay(OLGA) == pytest.approx(1 / 0.95)


def test_any_number_of_answers_delays_news_by_a_second_at_most() -> None:
    pace = Pace(monotonic=Clock())
    for _ in range(1000):
        pace.answered(OLGA)

    assert pace.delay(MEHMET) == pytest.approx(1 / 0.95)


def test_answers_do_not_push_back_what_is_booked_further_ahead() -> None:
    pace = Pace(monotonic=Clock())
    for chat in range(100):
        pace.reserve(chat)
    pace.answered(OLGA)

    assert pace.delay(1000) == pytest.approx(100 / 28.5)


def test_a_429_pauses_its_chat_and_a_second_one_elsewhere_pauses_all() -> None:
    pace = Pace(monotonic=Clock())

    pace.hold(30, OLGA)
    pace.hold(5, OLGA)
    alone = (pace.delay(OLGA), pace.delay(HANNA))
    pace.hold(7, MEHMET)
    both = (pace.delay(OLGA), pace.delay(MEHMET), pace.delay(HANNA))

    assert alone + both == (30, 0, 30, 7, 7)


def test_a_second_429_after_the_first_is_over_pauses_its_chat_only() -> None:
    clock = Clock()
    pace = Pace(monotonic=clock)

    pace.hold(3, STEUERGRUPPE)
    clock.now += 4
    pace.hold(3, BEIRAT)

    assert (pace.delay(STEUERGRUPPE), pace.delay(BEIRAT)) == (0, 3)


def test_a_429_that_names_nobody_pauses_all() -> None:
    pace = Pace(monotonic=Clock())

    pace.hold(9)

    assert (pace.delay(OLGA), pace.reserve(OLGA), pace.reserve(MEHMET)) == pytest.approx((9, 9, 9 + 1 / 28.5))


def test_chats_that_rest_are_forgotten() -> None:
    sender = Sender()
    for chat in range(-50, 5000):
        sender.send(chat, busy=0.5)

    known = Counter(len(held) for held in vars(sender.pace).values() if isinstance(held, dict))

    assert max(known) <= 2 * 120 / 0.5
