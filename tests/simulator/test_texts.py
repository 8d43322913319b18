"""Texts of the bot: what is taken, what it becomes, what is refused."""

from datetime import UTC, datetime

import pytest
from telegram import Bot, MessageEntity

from bot.simulator import Person
from tests.simulator.client import Client

LONG = "Ä" * 4096


async def test_html_becomes_text_and_entities(bot: Bot, amira: Person) -> None:
    sent = await bot.send_message(amira.id, "🏟 <b>Treffen</b> &lt;heute&gt;", parse_mode="HTML")

    assert sent.text == "🏟 Treffen <heute>"
    assert sent.entities == (MessageEntity("bold", 3, 7),)
    assert amira.inbox()[0].html == "🏟 <b>Treffen</b> &lt;heute&gt;"


async def test_commands_links_and_mentions_are_found(client: Client, amira: Person) -> None:
    sent = await client.ask("sendMessage", chat_id=amira.id, text="/help https://coburg.de, @coburg #AG a@b.de 1/2")

    found = [(entity["type"], entity["offset"], entity["length"]) for entity in sent["entities"]]
    assert found == [("bot_command", 0, 5), ("url", 6, 17), ("mention", 25, 7), ("hashtag", 33, 3), ("email", 37, 6)]


async def test_white_space_around_a_text_is_taken_off_and_entities_move(client: Client, amira: Person) -> None:
    sent = await client.ask("sendMessage", chat_id=amira.id, text=" \n<b>Ja</b> \n", parse_mode="HTML")

    assert (sent["text"], sent["entities"]) == ("Ja", [{"type": "bold", "offset": 0, "length": 2}])


async def test_overrides_of_direction_are_dropped_and_isolates_stay(client: Client, amira: Person) -> None:
    sent = await client.ask("sendMessage", chat_id=amira.id, text="a\u202eb\u2068c\u2069\td")

    assert sent["text"] == "ab\u2068c\u2069 d"


async def test_a_mention_of_an_unknown_user_is_dropped(client: Client, amira: Person) -> None:
    html = f'<a href="tg://user?id={amira.id}">A</a><a href="tg://user?id=404">B</a>'

    sent = await client.ask("sendMessage", chat_id=amira.id, text=html, parse_mode="HTML")

    assert [entity["user"]["first_name"] for entity in sent["entities"]] == ["Amira"]


@pytest.mark.parametrize("text", [LONG, f"<b>{LONG}</b>", LONG.replace("Ä", "&lt;")])
async def test_4096_units_after_entities_are_taken(client: Client, amira: Person, text: str) -> None:
    sent = await client.ask("sendMessage", chat_id=amira.id, text=text, parse_mode="HTML")

    assert len(sent["text"]) == 4096


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "message text is empty"),
        (" \n ", "text must be non-empty"),
        ("<b> </b>", "text must be non-empty"),
        (LONG + "x", "message is too long"),
        ("😀" * 2049, "message is too long"),
        ("<b>Coburg", "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        ("ä<town>", 'can\'t parse entities: Unsupported start tag "town" at byte offset 2'),
        ("a < b", 'can\'t parse entities: Unsupported start tag "" at byte offset 2'),
        ("<3", "can't parse entities: Unclosed start tag at byte offset 0"),
        ("\ud800", "strings must be encoded in UTF-8"),
    ],
)
async def test_a_text_is_refused(client: Client, amira: Person, text: str, words: str) -> None:
    refusal = await client.refusal("sendMessage", chat_id=amira.id, text=text, parse_mode="HTML")

    assert refusal == (400, f"Bad Request: {words}")
    assert amira.inbox() == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"parse_mode": "MarkdownV2"}, "unsupported parse_mode"),
        (
            {"entities": [{"type": "bold", "offset": 1, "length": 2}]},
            "entity beginning at UTF-16 offset 1 ends after the end of the text",
        ),
        (
            {"entities": [{"type": "loud", "offset": 0, "length": 1}]},
            "can't parse entities: unsupported entity type specified",
        ),
        (
            {"entities": [{"type": "bold", "offset": -1, "length": 1}]},
            "can't parse entities: wrong offset or length specified",
        ),
        (
            {"entities": [{"type": "text_link", "offset": 0, "length": 1}]},
            "can't parse entities: can't find field \"url\"",
        ),
        ({"entities": "[{"}, "can't parse entities JSON array"),
        ({"reply_parameters": {"message_id": 404}}, "message to be replied not found"),
        ({"message_thread_id": 7}, "message thread not found"),
        ({"colour": "red"}, 'unknown parameter "colour" in sendMessage'),
        ({"disable_notification": "perhaps"}, 'parameter "disable_notification" must be of type Boolean'),
        ({"reply_parameters": {"id": 3}}, 'unknown field "id" in reply_parameters'),
        ({"link_preview_options": []}, 'parameter "link_preview_options" must be of type Object'),
    ],
)
async def test_a_parameter_is_refused(client: Client, amira: Person, more: dict[str, object], words: str) -> None:
    refusal = await client.refusal("sendMessage", **{"chat_id": amira.id, "text": "Ja", **more})

    assert refusal == (400, f"Bad Request: {words}")


async def test_entities_are_taken_as_they_are_given(bot: Bot, amira: Person) -> None:
    entities = [
        MessageEntity("date_time", 0, 5, unix_time=datetime(2009, 10, 27, 18, tzinfo=UTC), date_time_format="t"),
        MessageEntity("pre", 6, 3, language="ics"),
        MessageEntity("text_link", 10, 3, url="https://coburg.de/"),
    ]

    await bot.send_message(amira.id, "19:00 Uhr <b>", entities=entities)

    assert amira.inbox()[0].html == (
        '<tg-time unix="1256666400" format="t">19:00</tg-time> <pre><code class="language-ics">Uhr</code></pre> '
        '<a href="https://coburg.de/">&lt;b&gt;</a>'
    )


async def test_text_and_chat_must_be_given(client: Client, amira: Person) -> None:
    assert await client.refusal("sendMessage", text="Ja") == (400, "Bad Request: chat_id is empty")
    assert await client.refusal("sendMessage", chat_id=amira.id) == (400, "Bad Request: message text is empty")


async def test_a_text_must_be_a_text_in_a_json_request(client: Client, amira: Person) -> None:
    refusal = await client.refusal("sendMessage", chat_id=amira.id, text=5)

    assert refusal == (400, 'Bad Request: parameter "text" must be of type String')


async def test_a_reply_shows_what_it_answers(client: Client, amira: Person) -> None:
    question = amira.say("Wann?")

    sent = await client.ask(
        "sendMessage", chat_id=amira.id, text="Morgen", reply_parameters={"message_id": question.message_id}
    )

    assert sent["reply_to_message"]["text"] == "Wann?"
