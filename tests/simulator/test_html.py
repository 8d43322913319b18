"""Telegram's HTML, tag by tag and fault by fault; the words are those of the real parser."""

import pytest

from bot.simulator import ApiError
from bot.simulator.html_parser import parse_html
from bot.simulator.markup import render_html

# Four UTF-16 units each way that take 13 bytes: offsets of refusals count bytes of the source.
LEAD = "🏟 🏟&lt;"


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("a &lt;&gt;&amp;&quot;&#8364;&#x20AC;", 'a <>&"€€', []),
        ("&ge; &nbsp; &#12345678; & x", "&ge; &nbsp; &#12345678; & x", []),
        ("<b>x</b>", "x", [("bold", 0, 1)]),
        ("<STRONG>x</strong>", "x", [("bold", 0, 1)]),
        ("<i>x</i><em>y</em>", "xy", [("italic", 0, 1), ("italic", 1, 1)]),
        ("<u>x</u><ins>y</ins>", "xy", [("underline", 0, 1), ("underline", 1, 1)]),
        (
            "<s>x</s><strike>y</strike><del>z</del>",
            "xyz",
            [("strikethrough", 0, 1), ("strikethrough", 1, 1), ("strikethrough", 2, 1)],
        ),
        (
            '<span class="tg-spoiler">x</span><tg-spoiler>y</tg-spoiler>',
            "xy",
            [("spoiler", 0, 1), ("spoiler", 1, 1)],
        ),
        ("<code>x</code><pre>y</pre>", "xy", [("code", 0, 1), ("pre", 1, 1)]),
        ("<blockquote>x</blockquote>", "x", [("blockquote", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
        ("<b>a<i>😀</i></b>", "a😀", [("bold", 0, 3), ("italic", 1, 2)]),
        ("<b></b>x", "x", []),
        ("<b>x</>", "x", [("bold", 0, 1)]),
        ('<a href="mailto:x">x</a>', "x", []),
    ],
)
def test_html_is_read(html: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    read, found = parse_html(html)

    assert read == text
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in found] == entities


@pytest.mark.parametrize(
    ("html", "entity"),
    [
        ('<a href="https://coburg.de?a=1&amp;b=2">x</a>', {"type": "text_link", "url": "https://coburg.de?a=1&b=2"}),
        ("<a href=coburg.de>x</a>", {"type": "text_link", "url": "http://coburg.de/"}),
        ('<a href="tg://user?id=5">x</a>', {"type": "text_mention", "user": {"id": 5}}),
        ('<pre><code class="language-python">x</code></pre>', {"type": "pre", "language": "python"}),
        ('<tg-emoji emoji-id="5368">x</tg-emoji>', {"type": "custom_emoji", "custom_emoji_id": "5368"}),
        ('<tg-time unix="1255435200">x</tg-time>', {"type": "date_time", "unix_time": 1255435200}),
        (
            '<tg-time unix="1255435200" format="wDT">x</tg-time>',
            {"type": "date_time", "unix_time": 1255435200, "date_time_format": "wDT"},
        ),
    ],
)
def test_attributes_are_read(html: str, entity: dict[str, object]) -> None:
    assert parse_html(html) == ("x", [{**entity, "offset": 0, "length": 1}])


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<abac>", 'Unsupported start tag "abac" at byte offset 13'),
        ("<br>", 'Unsupported start tag "br" at byte offset 13'),
        ("<b", "Unclosed start tag at byte offset 13"),
        ("<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 13'),
        ("<i    aba>", 'Can\'t find end tag corresponding to start tag "i"'),
        ("<i    aba  =  ", 'Unclosed start tag "i" at byte offset 13'),
        ("<i    aba  =  190azAz-.,", "Unexpected end of name token at byte offset 27"),
        ('<i    aba  =  "&lt;&gt;&quot;>', "Unclosed start tag at byte offset 13"),
        ("</", "Unexpected end tag at byte offset 13"),
        ("<b></b></b>", "Unexpected end tag at byte offset 20"),
        ("<i>a</i   ", "Unclosed end tag at byte offset 17"),
        ("<i>a</em   >", 'Unmatched end tag at byte offset 17, expected "</i>", found "</em>"'),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 20, expected "</i>", found "</b>"'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 13'),
        ("<tg-emoji>a</tg-emoji>", "Invalid custom emoji identifier specified"),
        ('<tg-time unix="heute">a</tg-time>', "Invalid date specified"),
    ],
)
def test_broken_html_is_refused(html: str, words: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(LEAD + html)

    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


@pytest.mark.parametrize(
    "html",
    [
        "a &lt; b &amp; c",
        "<b>a<i>b</i></b>c",
        "<b><i>a</i></b>",
        '<a href="https://coburg.de/?a=1&amp;b=2">x</a>',
        '<pre><code class="language-python">x</code></pre>',
        "<blockquote expandable>x</blockquote><blockquote>y</blockquote>",
        '<tg-time unix="1255435200" format="D">x</tg-time>',
        "😀<u>😀</u><s>x</s><tg-spoiler>y</tg-spoiler><code>z</code>",
    ],
)
def test_entities_are_rendered_as_they_came(html: str) -> None:
    assert render_html(*parse_html(html)) == html
