"""Proposals of dates, read line by line: hypothesis mixes good lines with bad ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.services.date_polls import MOST
from bot.services.date_proposals import Misfit, drop_past, read_proposals
from tests.towns import BERLIN, local

NOW = local(13, 10, 2009, 10).astimezone(UTC)
BAD = {
    "morgen": Misfit.UNREADABLE,
    "31.02. 19:00": Misfit.NO_SUCH_DAY,
    "28.03.2010 02:30": Misfit.NO_SUCH_HOUR,
    "12.10.2009 19:00": Misfit.PAST,
}
DAYS = st.integers(1, 300)


def _typed(days: int) -> str:
    return f"{local(13, 10, 2009, 19) + timedelta(days=days):%d.%m.%Y 19:00}"


@given(st.lists(st.one_of(DAYS.map(_typed), st.sampled_from(sorted(BAD))), max_size=20), st.sets(DAYS, max_size=MOST))
def test_good_lines_are_kept_whatever_stands_around_them(lines: list[str], before: set[int]) -> None:
    known = [_instant(_typed(days)) for days in sorted(before)]

    reading = read_proposals("\n".join(lines), known, now=NOW, timezone=BERLIN)

    good = list(dict.fromkeys(_instant(line) for line in lines if line not in BAD))
    assert reading.dates == sorted([*known, *[one for one in good if one not in known][: MOST - len(known)]])
    excused = sorted(line for misfits in reading.misfits.values() for line in misfits)
    assert len(excused) == len(lines) - (len(reading.dates) - len(known))
    for why in BAD.values():
        assert list(reading.misfits.get(why, [])) == [line for line in lines if BAD.get(line) is why]


def _instant(line: str) -> datetime:
    return datetime.strptime(line, "%d.%m.%Y %H:%M").replace(tzinfo=BERLIN).astimezone(UTC)


def test_bullets_and_empty_lines_are_read_over() -> None:
    reading = read_proposals("\n\n– 27.10. 19:00\n* 3.11. 18 Uhr\n \n", [], now=NOW, timezone=BERLIN)

    assert reading.dates == [local(27, 10, 2009, 19), local(3, 11, 2009, 18)]
    assert reading.misfits == {}


def test_what_has_passed_is_dropped() -> None:
    later = NOW + timedelta(minutes=1)

    assert drop_past([NOW, later], now=NOW) == [later]
