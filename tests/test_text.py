"""What people typed, cleaned of what can harm a line and of nothing else."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import EmptyText, TooLong
from bot.text import Words, check_line, check_text, clean, length
from tests.factories import LONG_AGO


def test_direction_codes_and_controls_go() -> None:
    assert clean("a\u202eb\u2066c\u200fd\ufeffe\x00f\x7fg") == "abcdefg"


def test_joiners_stay_because_persian_and_emoji_need_them() -> None:
    assert clean("می\u200cخواهم 👩\u200d👩\u200d👧") == "می\u200cخواهم 👩\u200d👩\u200d👧"


def test_heaps_of_marks_become_two() -> None:
    assert clean("x" + "\u0301" * 300) == "x\u0301\u0301"


def test_lone_surrogates_go() -> None:
    assert clean("a\ud800b") == "ab"


def test_lines_stay_and_heaps_of_blank_lines_become_one() -> None:
    assert clean("  a\r\nb\n\n\n\n\nc  ") == "a\nb\n\nc"


def test_a_reader_counts_graphemes() -> None:
    assert length("🇩🇪👩\u200d👩\u200d👧é") == 3


def test_one_line_is_made_of_several() -> None:
    assert check_line("  Stadtteil\nmütter  ", limit=80) == "Stadtteil mütter"


@pytest.mark.parametrize("nothing", ["", "   ", "\u200d", "\u202e\u202c", "\n\n", "\x00"])
def test_what_nobody_can_read_is_empty(nothing: str) -> None:
    with pytest.raises(EmptyText):
        check_text(nothing, limit=10)


def test_the_limit_is_said() -> None:
    assert check_text("x" * 10, limit=10) == "x" * 10
    with pytest.raises(TooLong) as caught:
        check_text("x" * 11, limit=10)
    assert caught.value.limit == 10


@given(st.text())
def test_cleaning_twice_is_cleaning_once_and_gives_what_every_database_takes(text: str) -> None:
    cleaned = clean(text)

    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "\x00" not in cleaned
    assert cleaned.encode().decode() == cleaned


@pytest.mark.parametrize(
    ("piece", "cut"),
    [("ö" * 4_095, True), ("ö" * 4_094 + "😀", True), ("Wort " * 819, False), ("ö" * 4_000, False)],
)
def test_a_client_cuts_within_a_word_only_for_want_of_white_space(piece: str, cut: bool) -> None:
    assert Words(piece, LONG_AGO).ends_within_a_word() is cut
