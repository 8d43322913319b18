"""Writing a result: in how many taps, in which order, with which group, across restarts and languages."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import BodyKind, Dialogue, Result, Role
from tests.factories import create_body
from tests.handlers.joining import MEMBER, SPEAKER, callback_data, join_town, take_off
from tests.towns import Town

NOT_AVAILABLE = "That is not available here. /help shows what is possible."
OUTDATED = "This button is no longer current."


def list_results(session: Session) -> list[tuple[str, str, str, str, list[str]]]:
    """Return number, title, text, priority and concerned fields of every result."""
    results = session.scalars(select(Result).order_by(Result.id))
    return [
        (one.number, one.title, one.text, str(one.submissions[0].priority), [field.code for field in one.fields])
        for one in results
    ]


def where_they_are(session: Session) -> list[tuple[str, str]]:
    """Return kind and step of every dialogue."""
    return [(dialogue.kind, dialogue.step) for dialogue in session.scalars(select(Dialogue))]


async def test_a_speaker_of_one_group_needs_five_taps_and_two_messages(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    town.database.transact(create_body, "IKB", "Begegnung")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))
    await sabine.says("/start")
    taps = ["📝 Result", "High", "AG Begegnung", "✅ Hand in"]

    title = await sabine.presses(taps[0])
    text = await sabine.says("Mothers of the district")
    priority = await sabine.says("They help other mothers.")
    preview = await sabine.presses(taps[1])
    ticked = await sabine.presses(taps[2])
    done = await sabine.presses(taps[3])

    assert title == ["📝 Result of: AG Bildung\n\nWrite a short title. You can write the text right below it."]
    assert text == ["Mothers of the district\n\nWhat is it about? Please write the text."]
    assert priority[0].endswith("How important is it to your group?")
    assert preview == [
        (
            "Mothers of the district\n\nThey help other mothers.\n\nPriority: High\nConcerns: AG Bildung\n\n"
            "Which groups does it concern? Then hand it in."
        )
    ]
    assert ticked[0].split("\n\n")[2] == "Priority: High\nConcerns: AG Bildung and AG Begegnung"
    assert done == ["✅ Handed in: BIL-01 · Mothers of the district\n\nThe steering group gets it now."]
    assert town.database.look(list_results) == [
        ("BIL-01", "Mothers of the district", "They help other mothers.", "high", ["BIL", "IKB"])
    ]
    assert len(taps) <= 5


async def test_another_one_takes_four_taps_and_one_message_with_a_line_break(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))
    await sabine.says("/result")
    await sabine.says("First\nText")
    await sabine.presses("Low", "✅ Hand in")

    await sabine.presses("📝 Another one")
    await sabine.says("Second\nMore text\n\nin two paragraphs")
    await sabine.presses("Medium", "✅ AG Bildung", "✅ Hand in")

    assert town.database.look(list_results) == [
        ("BIL-01", "First", "Text", "low", ["BIL"]),
        ("BIL-02", "Second", "More text\n\nin two paragraphs", "medium", []),
    ]


async def test_who_speaks_for_several_groups_is_asked_for_which(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    work = town.database.transact(create_body, "ARB", "Arbeit")
    board = town.database.transact(create_body, "BEI", "Beirat", BodyKind.ADVISORY_BOARD)
    sabine = await join_town(town, "Sabine", (education, SPEAKER), (work, SPEAKER), (board, SPEAKER))

    asked = await sabine.says("/result")
    buttons = sabine.buttons
    early = await sabine.says("Typed too early\nbut kept")
    await sabine.presses("AG Arbeit", "High", "✅ Hand in")

    assert asked == ["📝 Which working group is the result of?"]
    assert buttons == ["AG Bildung", "AG Arbeit", "Cancel"]
    assert early == ["📝 Which working group is the result of?\n\nTyped too early\n\nbut kept"]
    assert town.database.look(list_results) == [("ARB-01", "Typed too early", "but kept", "high", ["ARB"])]


async def test_a_coordinator_hands_in_for_any_group(town: Town) -> None:
    town.database.transact(create_body, "BIL", "Bildung")
    town.database.transact(create_body, "ARB", "Arbeit")
    ines = await join_town(town, "Ines", role=Role.COORDINATOR)

    await ines.says("/result")
    await ines.presses("AG Arbeit")
    await ines.says("Title\nText")
    await ines.presses("Low", "✅ Hand in")

    assert [result[0] for result in town.database.look(list_results)] == ["ARB-01"]


async def test_nobody_else_hands_in_by_command_button_or_forgery(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    board = town.database.transact(create_body, "BEI", "Beirat", BodyKind.ADVISORY_BOARD)
    peter = await join_town(town, "Peter", (education, MEMBER), (board, SPEAKER))

    refused = [await peter.says("/result"), await peter.forges("open:result")]
    forged = [await peter.forges(f"resnew:{number}") for number in (education, board, 99)]

    assert refused + forged == [[NOT_AVAILABLE]] * 5
    assert town.database.look(where_they_are) == []


async def test_who_lost_the_office_meanwhile_does_not_hand_in(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))
    await sabine.says("/result")
    await sabine.says("Title\nText")
    await sabine.presses("High")

    town.database.transact(take_off, sabine.id)
    refused = await sabine.presses("✅ Hand in")

    assert refused == [NOT_AVAILABLE]
    assert town.database.look(list_results) == []
    assert town.database.look(where_they_are) == [("result", "fields")]


async def test_an_idea_becomes_a_result_and_its_author_learns_of_it(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))
    await amal.says("Open the library on Saturdays")
    await amal.presses("Yes", "AG Bildung")

    await sabine.hears()
    asked = await sabine.presses("📝 Make it a result")
    await sabine.says("Library")
    await sabine.presses("High", "✅ Hand in")
    told = await amal.hears()
    again = await sabine.presses("📝 Make it a result")

    assert asked[0].endswith("Your text is kept. Please write a short title for it: at most 80 characters.")
    assert town.database.look(list_results)[0][1:3] == ("Library", "Open the library on Saturdays")
    assert told[0].startswith("💡 Your idea has become a result: Library")
    assert again[0].startswith("What would you like to do?")
    assert sabine.person.answers[-1].text == OUTDATED


async def test_back_leads_to_what_was_said_and_keeps_it(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))
    await sabine.says("/result")
    await sabine.says("Title\nText")
    await sabine.presses("High", "Back", "Back")
    text_buttons = sabine.buttons
    await sabine.presses("Back")
    title_buttons = sabine.buttons

    await sabine.says("Better title")
    await sabine.presses("Back", "Back", "Write it anew")
    await sabine.says("Better text")
    await sabine.presses("Back", "Low", "✅ Hand in")

    assert text_buttons == ["Keep this text", "Write it anew", "Back", "Cancel"]
    assert title_buttons == ["Keep this title", "Cancel"]
    assert town.database.look(list_results) == [("BIL-01", "Better title", "Better text", "low", ["BIL"])]


async def test_a_restart_continues_at_the_same_step(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))
    await sabine.says("/result")
    await sabine.says("Title\nText")

    await town.restart()
    await town.pass_time(days=7)
    preview = await sabine.presses("High")
    await town.restart()
    await sabine.presses("✅ Hand in")

    assert preview[0].startswith("Title\n\nText\n\nPriority: High")
    assert town.database.look(list_results) == [("BIL-01", "Title", "Text", "high", ["BIL"])]


@pytest.mark.parametrize("said", [["Title"], ["Title\nText"], ["x" * 100]])
async def test_another_language_keeps_what_was_typed_and_asks_the_same(town: Town, said: list[str]) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))
    await sabine.says("/result")
    for text in said:
        await sabine.says(text)
    step, buttons = town.database.look(where_they_are), callback_data(sabine)

    await sabine.says("/language")
    await sabine.presses("العربية")

    assert town.database.look(where_they_are) == step
    assert callback_data(sabine) == buttons


async def test_old_and_forged_buttons_hand_in_nothing(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))
    await sabine.says("/result")
    await sabine.says("Title\nText")
    await sabine.presses("High")
    [hand_in] = [data for data in callback_data(sabine) if data.endswith(":send")]
    number = hand_in.split(":")[1]
    await sabine.presses("Cancel")
    await sabine.says("/result")

    await sabine.forges(hand_in)
    for data in (f"dlg:{int(number) + 1}:title:high", f"dlg:{int(number) + 1}:fields:send", "resnew:x", "ideares:"):
        await sabine.forges(data)

    assert town.database.look(list_results) == []
    assert town.database.look(where_they_are) == [("result", "title")]


@pytest.mark.parametrize("value", ["9999", "p99", "urgent", "-1", "send2"])
async def test_nonsense_in_buttons_changes_nothing(town: Town, value: str) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))
    await sabine.says("/result")
    await sabine.says("Title\nText")
    number = callback_data(sabine)[0].split(":")[1]

    await sabine.forges(f"dlg:{number}:priority:{value}")
    await sabine.presses("High")
    await sabine.forges(f"dlg:{number}:fields:{value}")
    await sabine.presses("✅ Hand in")

    assert town.database.look(list_results) == [("BIL-01", "Title", "Text", "high", ["BIL"])]
