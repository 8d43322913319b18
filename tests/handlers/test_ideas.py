"""Ideas, as people hand them in, asked or unasked, and as speakers receive them."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Body, BodyAlias, BodyKind, Dialogue, Idea
from tests.factories import create_body
from tests.handlers.joining import MEMBER, SPEAKER, callback_data, join_town, message_of, take_off
from tests.towns import Town

NOT_AVAILABLE = "That is not available here. /help shows what is possible."


def list_ideas(session: Session) -> list[tuple[str, str, bool]]:
    """Return group, text and whether there is a recording, of every idea."""
    ideas = session.scalars(select(Idea).order_by(Idea.id))
    return [(idea.body.code, idea.text, idea.voice_file_id is not None) for idea in ideas]


def typed_so_far(session: Session) -> list[str]:
    """Return the texts kept in dialogues."""
    return [dialogue.data["text"] for dialogue in session.scalars(select(Dialogue))]


async def test_an_idea_takes_two_taps_and_one_message(town: Town) -> None:
    town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")

    asked = await amal.presses("💡 Idea")
    told = await amal.says("A fest for all & everyone")
    thanked = await amal.presses("AG Bildung")

    assert asked == ["💡 What is your idea?\n\nWrite it, speak it as a voice message, or send a photo."]
    assert told == [
        "Which working group is your idea for?\n\nA fest for all & everyone\n\nTo add something, just write on."
    ]
    assert thanked == ["Thank you. Your idea goes to: AG Bildung"]
    assert town.database.look(list_ideas) == [("BIL", "A fest for all & everyone", False)]


async def test_the_speakers_get_it_without_a_name_and_nobody_else(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    board = town.database.transact(create_body, "BEI", "Beirat", BodyKind.ADVISORY_BOARD)
    amal = await join_town(town, "Amal")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))
    peter = await join_town(town, "Peter", (education, MEMBER), (board, SPEAKER))
    await peter.hears()

    await amal.says("A fest")
    await amal.presses("Yes", "AG Bildung")

    assert await sabine.hears() == ["💡 A new idea for: AG Bildung\n\nA fest"]
    assert sabine.buttons == ["📝 Make it a result"]
    assert await peter.hears() == []


async def test_words_without_a_question_may_be_an_idea_and_are_kept(town: Town) -> None:
    town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")

    asked = await amal.says("Longer opening hours")
    more = await amal.says("of the library")
    await amal.presses("Yes", "AG Bildung")

    assert asked == ["💡 Is this an idea for a working group?\n\nLonger opening hours"]
    assert more == ["💡 Is this an idea for a working group?\n\nLonger opening hours\nof the library"]
    assert town.database.look(list_ideas) == [("BIL", "Longer opening hours\nof the library", False)]


@pytest.mark.parametrize(("answer", "ideas"), [("yes", 1), ("No", 0)])
async def test_a_typed_yes_or_no_is_understood(town: Town, answer: str, ideas: int) -> None:
    town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")

    await amal.says("A fest")
    await amal.says(answer)

    assert len(town.database.look(typed_so_far)) == ideas
    assert town.database.look(list_ideas) == []


@pytest.mark.parametrize("text", ["Groups", "help", "👥 Groups", "/ idea", "cancel"])
async def test_what_was_meant_for_the_menu_is_no_idea(town: Town, text: str) -> None:
    amal = await join_town(town, "Amal")

    heard = await amal.says(text)

    assert heard[0].startswith("What would you like to do?")
    assert town.database.look(typed_so_far) == []


async def test_what_is_neither_words_nor_voice_gets_a_kind_sentence(town: Town) -> None:
    amal = await join_town(town, "Amal")

    amal.person.send_sticker()
    sticker = await amal.hears()
    amal.person.send_location(50.26, 10.96)
    place = await amal.hears()
    amal.person.send_document(b"x", "look.pdf")
    file = await amal.hears()

    assert [heard[0] for heard in (sticker, place, file)] == ["I need this as text, please."] * 3


async def test_a_text_in_two_messages_is_one_idea(town: Town) -> None:
    town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")
    text = "word " * 1_000 + "end"

    await amal.presses("💡 Idea")
    await amal.says(text)
    await amal.presses("AG Bildung")

    [(_, kept, _)] = town.database.look(list_ideas)
    assert kept.split() == text.split()


async def test_a_word_that_a_client_had_to_cut_is_whole_again(town: Town) -> None:
    town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")

    await amal.says("x" * 6_000)
    await amal.presses("Yes", "AG Bildung")

    assert town.database.look(list_ideas) == [("BIL", "x" * 6_000, False)]


async def test_own_groups_come_first_and_many_come_page_by_page(town: Town) -> None:
    bodies = [town.database.transact(create_body, f"G{number}", f"Gruppe {number}") for number in range(1, 11)]
    amal = await join_town(town, "Amal", (bodies[9], MEMBER))

    await amal.says("A fest")
    await amal.presses("Yes")
    first = amal.buttons
    await amal.presses("Next ▶")
    second = amal.buttons
    await amal.presses("AG Gruppe 9")

    assert first == ["AG Gruppe 10", *(f"AG Gruppe {number}" for number in range(1, 8)), "Next ▶", "Cancel"]
    assert second == ["AG Gruppe 8", "AG Gruppe 9", "◀ Previous", "Cancel"]
    assert town.database.look(list_ideas) == [("G9", "A fest", False)]


async def test_a_guest_without_any_group_may_have_ideas_and_no_other_body_takes_them(town: Town) -> None:
    town.database.transact(create_body, "BIL", "Bildung")
    board = town.database.transact(create_body, "BEI", "Beirat", BodyKind.ADVISORY_BOARD)
    circle = town.database.transact(create_body, "GES", "Gesprächskreis", BodyKind.CIRCLE)
    guest = await join_town(town, "Fatma", (circle, MEMBER))

    await guest.says("A fest")
    await guest.presses("Yes")
    [number] = {button.split(":")[1] for button in callback_data(guest)}
    forged = await guest.forges(f"dlg:{number}:group:{board}")

    assert guest.buttons == ["AG Bildung", "Cancel"]
    assert forged == [NOT_AVAILABLE]
    assert town.database.look(list_ideas) == []
    assert town.database.look(typed_so_far) == ["A fest"]


async def test_an_idea_waits_where_there_is_no_group_yet(town: Town) -> None:
    amal = await join_town(town, "Amal")

    refused = await amal.says("/idea")
    await amal.says("A fest")
    waits = await amal.presses("Yes")

    assert refused == ["There is no working group yet. Please come back later."]
    assert waits == ["A fest\n\nThere is no working group yet. Your idea is kept here until there is one."]


async def test_nonsense_is_refused_and_nothing_that_was_there_is_lost(town: Town) -> None:
    town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")
    await amal.says("/idea")

    town.simulator.push(message_of(amal, {"text": "x" * 100_000}))
    too_long = await amal.hears()
    town.simulator.push(message_of(amal, {"text": " \u200d\n\u202e "}))
    empty = await amal.hears()
    await amal.says("<b>&amp; \u202etxt" + "e" + "\u0301" * 300)
    amal.person.send_sticker()
    sticker = await amal.hears()

    assert too_long[0] == "That is too long: at most 4096 characters, please. Write it again, a little shorter."
    assert empty[0] == "That was empty. Please write a few words."
    assert sticker[0] == "I need this as text, please."
    assert town.database.look(typed_so_far) == ["<b>&amp; txté\u0301\u0301"]


async def test_stale_and_foreign_buttons_act_on_nothing(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")
    await amal.says("A fest")
    await amal.presses("Yes")
    group_button = callback_data(amal)[0]
    await amal.presses("AG Bildung")
    maria = await join_town(town, "Maria")

    for data in (group_button, f"dlg:1:group:{education}", "dlg:999999:offer:yes", "dlg:1:group:x", "ideahear:1"):
        await maria.forges(data)
        await amal.forges(data)

    assert len(town.database.look(list_ideas)) == 1


async def test_another_command_does_not_take_the_place_of_what_was_typed(town: Town) -> None:
    town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")
    await amal.says("A fest")

    heard = await amal.says("/idea")

    assert heard == [
        "Something is not finished yet. Please finish it or cancel it first.",
        "💡 Is this an idea for a working group?\n\nA fest",
    ]


async def test_who_lost_the_office_reads_ideas_no_more(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))
    await amal.says("A fest")
    await amal.presses("Yes", "AG Bildung")
    await sabine.hears()

    town.database.transact(take_off, sabine.id)

    assert await sabine.presses("📝 Make it a result") == [NOT_AVAILABLE]
    assert await sabine.forges("idearead:1") == [NOT_AVAILABLE]
    assert await sabine.forges(f"ideas:{education}:0") == [NOT_AVAILABLE]


async def test_a_typed_name_or_alias_of_a_group_leads_there(town: Town) -> None:
    def arrange(session: Session) -> None:
        body = session.get(Body, create_body(session, "BEG", "Interkulturelle Begegnung"))
        assert body is not None
        body.aliases.append(BodyAlias(alias="Arbeitskreis Interkulturelle Begegnung"))
        create_body(session, "BIL", "Bildung")

    town.database.transact(arrange)
    amal = town.resident("Amal", "en")
    await amal.registers("English", "✅ Yes, I take part")

    await amal.says("arbeitskreis begegnung")
    buttons = amal.buttons
    heard = await amal.presses("AG Interkulturelle Begegnung")

    assert buttons == ["Yes", "No", "AG Interkulturelle Begegnung"]
    assert heard[0].splitlines()[0] == "AG Interkulturelle Begegnung"
