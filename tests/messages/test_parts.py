"""Long texts in parts of legal length: nothing cut, every part a message of its own."""

import html
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages.parts import LIMIT, in_messages, split
from bot.simulator.html_parser import parse_html
from bot.text import units

TAGS = ("b", "i", "u", "s", "code", "blockquote")


def _visible(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def test_a_short_text_stays_whole() -> None:
    assert split("<b>short</b>") == ["<b>short</b>"]


def test_tags_are_closed_and_opened_again() -> None:
    assert split("<b>" + "x" * 10 + "</b>", limit=6) == ["<b>xxxxxx</b>", "<b>xxxx</b>"]


def test_a_part_ends_with_a_paragraph_where_there_is_one() -> None:
    text = "a" * 50 + "\n\n" + "b" * 40 + " " + "c" * 40

    assert split(text, limit=100) == ["a" * 50, "b" * 40 + " " + "c" * 40]


def test_an_entity_is_never_torn() -> None:
    assert split("&lt;" * 7, limit=3) == ["&lt;&lt;&lt;", "&lt;&lt;&lt;", "&lt;"]


def test_what_telegram_counts_are_utf16_units() -> None:
    assert units("a😀") == 3
    assert split("😀" * 5, limit=4) == ["😀😀", "😀😀", "😀"]


@st.composite
def _markups(draw: st.DrawFn) -> str:
    pieces = draw(
        st.lists(st.tuples(st.sampled_from([None, *TAGS]), st.text(st.characters(codec="utf-8"), max_size=80)))
    )
    escaped = [(tag, html.escape(text, quote=False)) for tag, text in pieces]
    return "".join(text if tag is None else f"<{tag}>{text}</{tag}>" for tag, text in escaped)


@settings(max_examples=200)
@given(_markups(), st.integers(min_value=5, max_value=60))
def test_every_part_is_legal_and_nothing_is_lost(markup: str, limit: int) -> None:
    parts = split(markup, limit)

    assert all(units(_visible(part)) <= limit for part in parts) or parts == [markup]
    assert "".join("".join(map(_visible, parts)).split()) == "".join(_visible(markup).split())
    for part in parts:
        parse_html(part)


def test_a_cut_line_has_its_direction_in_both_halves() -> None:
    quoted = f"<blockquote>\u200f\u2068{'كلمة ' * 1000}\u2069\n\u200fEnde</blockquote>"

    first, second = in_messages(f"\u200fاقتباس\n\n{quoted}")

    assert first.endswith("\u2069</blockquote>")
    assert second.startswith("<blockquote>\u200f\u2068كلمة")
    assert second.endswith("\u2069\n\u200fEnde</blockquote>")
    assert max(units(_visible(part)) for part in (first, second)) <= LIMIT


def test_a_message_that_is_cut_between_lines_gets_no_codes() -> None:
    lines = f"{'Wort ' * 700}\n{'Wort ' * 700}"

    assert "".join(in_messages(lines)).split() == lines.split()
