"""Spoken and photographed ideas, written down by a speaker in German and confirmed by their authors."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.services.retention import forget
from models import Card, Idea
from tests.factories import create_body
from tests.handlers.joining import MEMBER, SPEAKER, join_town
from tests.towns import Resident, Town

NOT_AVAILABLE = "That is not available here. /help shows what is possible."
OUTDATED = "This button is no longer current."
SENTENCE = "Die Bücherei soll samstags öffnen."


def ideas(session: Session) -> list[tuple[str, bool]]:
    """Return text and whether something is recorded, of every idea."""
    found = session.scalars(select(Idea).order_by(Idea.id))
    return [(idea.text, bool(idea.voice_file_id or idea.photo_file_id)) for idea in found]


def cards(session: Session) -> list[tuple[str, int, bool, str | None]]:
    """Return sentence, version, whether it is confirmed, and the objection, of every card."""
    found = session.scalars(select(Card).order_by(Card.id))
    return [(card.sentence, card.version, card.confirmed_at is not None, card.objection) for card in found]


async def speak_up(town: Town) -> tuple[Resident, Resident]:
    """Let Amal hand a voice message in and Sabine hear of it; return both."""
    education = town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))
    await amal.speaks()
    await amal.presses("Yes", "AG Bildung")
    await sabine.hears()
    return amal, sabine


async def write_down(sabine: Resident, sentence: str = SENTENCE, button: str = "✍️ Write it down") -> list[str]:
    """Let Sabine write the idea down; return what she hears."""
    await sabine.presses(button)
    return await sabine.says(sentence)


async def test_a_spoken_idea_is_written_down_and_confirmed_and_the_recording_is_dropped(town: Town) -> None:
    amal, sabine = await speak_up(town)

    wished = await sabine.presses("✍️ Write it down")
    buttons = sabine.buttons
    written = await sabine.says(SENTENCE)
    asked = await amal.hears()
    answers = amal.buttons
    thanked = await amal.presses("👍 That is right")
    told = await sabine.hears()

    assert wished == [
        (
            "💡 Idea for: AG Bildung\n\nPlease write the idea down in one German sentence, without names."
            "\n\nIts author is asked whether it is right."
        )
    ]
    assert buttons == ["🎤 Listen", "Cancel"]
    assert written == [f"✅ Written down.\n\n{SENTENCE}\n\nIts author is asked now. You hear what they say."]
    assert asked == [
        (
            f"💡 Your idea was written down in German, for: AG Bildung\n\n{SENTENCE}"
            "\n\nIs this what you meant? If it is, the recording or photo is deleted."
        )
    ]
    assert answers == ["👍 That is right", "✖️ Not right"]
    assert thanked == [
        f"✅ Thank you. That is how your idea goes on.\n\n{SENTENCE}\n\nThe recording or photo is deleted."
    ]
    assert told == [f"✅ Its author says: that is right.\n\n{SENTENCE}"]
    assert sabine.buttons == ["📝 Make it a result"]
    assert town.database.look(ideas) == [(SENTENCE, False)]


async def test_a_result_is_made_of_the_confirmed_sentence(town: Town) -> None:
    amal, sabine = await speak_up(town)
    await write_down(sabine)
    await amal.hears()
    await amal.presses("👍 That is right")
    await sabine.hears()

    asked = await sabine.presses("📝 Make it a result")

    assert asked == [
        (
            f"📝 Result of: AG Bildung\n\n{SENTENCE}"
            "\n\nYour text is kept. Please write a short title for it: at most 80 characters."
        )
    ]


async def test_what_is_not_right_is_said_in_one_message_and_written_anew(town: Town) -> None:
    amal, sabine = await speak_up(town)
    await write_down(sabine, "Die Bücherei soll umziehen.")
    await amal.hears()

    wished = await amal.presses("✖️ Not right")
    thanked = await amal.says("No: it should be open on Saturdays")
    told = await sabine.hears()
    buttons = sabine.buttons
    await write_down(sabine, button="✍️ Write it anew")
    asked = await amal.hears()
    await amal.presses("👍 That is right")

    assert wished == [
        "Die Bücherei soll umziehen.\n\nWhat is not right? Please write it in one message, in any language."
    ]
    assert thanked == ["✅ Thank you. The group hears of it.\n\nIt is written anew, and you are asked again."]
    assert told == [
        "✖️ Its author says: that is not right.\n\nDie Bücherei soll umziehen.\n\nNo: it should be open on Saturdays"
    ]
    assert buttons == ["🎤 Listen", "✍️ Write it anew"]
    assert asked[0].split("\n\n")[1] == SENTENCE
    assert town.database.look(cards) == [(SENTENCE, 2, True, None)]


async def test_who_says_nothing_more_is_passed_on_a_little_later(town: Town) -> None:
    amal, sabine = await speak_up(town)
    await write_down(sabine)
    await amal.hears()

    await amal.presses("✖️ Not right", "Say nothing more")
    at_once = await sabine.hears()
    await town.pass_time(minutes=6)
    later = await sabine.hears()

    assert at_once == []
    assert later == [f"✖️ Its author says: that is not right.\n\n{SENTENCE}"]


async def test_an_author_may_find_it_right_after_all(town: Town) -> None:
    amal, sabine = await speak_up(town)
    await write_down(sabine)
    await amal.hears()
    await amal.presses("✖️ Not right")

    await amal.forges("cardyes:1:1")
    await town.pass_time(minutes=6)

    assert await sabine.hears() == [f"✅ Its author says: that is right.\n\n{SENTENCE}"]
    assert town.database.look(cards) == [(SENTENCE, 1, True, None)]


async def test_ones_own_idea_needs_no_asking(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))
    await sabine.shows("Beside the town hall")
    await sabine.presses("Yes", "AG Bildung")
    await sabine.hears()

    written = await write_down(sabine)

    assert written == [f"✅ Written down. It was your own idea.\n\n{SENTENCE}\nBeside the town hall"]
    assert town.database.look(ideas) == [(f"{SENTENCE}\nBeside the town hall", False)]


async def test_a_sentence_that_does_not_fit_is_asked_for_again(town: Town) -> None:
    _amal, sabine = await speak_up(town)

    await sabine.presses("✍️ Write it down")
    empty, long, spoken = await sabine.says(" \u200d "), await sabine.says("x" * 301), await sabine.speaks()

    assert [heard[0] for heard in (empty, long, spoken)] == [
        "That was empty. Please write a few words.",
        "That is too long: at most 300 characters, please. Write it again, a little shorter.",
        "I need this as text, please.",
    ]
    assert town.database.look(cards) == []


async def test_of_two_speakers_the_second_sees_both_sentences(town: Town) -> None:
    _amal, sabine = await speak_up(town)
    viktor = await join_town(town, "Viktor", (1, SPEAKER))

    await sabine.presses("✍️ Write it down")
    await viktor.forges("cardwrite:1")
    await sabine.says(SENTENCE)
    seen = await viktor.says("<b>Samstags</b> öffnen")
    await viktor.says("Samstags öffnen")

    assert seen == [
        (
            f"💡 Idea for: AG Bildung\n\n{SENTENCE}\n\nWritten down; not confirmed by its author."
            "\n\nSomebody else has written it down meanwhile. Yours was:\n\n<b>Samstags</b> öffnen"
            "\n\nPlease write the idea down in one German sentence, without names."
            "\n\nIts author is asked whether it is right."
        )
    ]
    assert town.database.look(cards) == [("Samstags öffnen", 2, False, None)]


async def test_an_answer_to_an_older_sentence_does_nothing(town: Town) -> None:
    amal, sabine = await speak_up(town)
    await write_down(sabine)
    await amal.hears()
    await sabine.presses("Open", "✍️ Write it anew")
    await sabine.says("Samstags öffnen")

    await amal.forges("cardyes:1:1")
    await amal.forges("cardno:1:1")

    assert [answer.text for answer in amal.person.answers[-2:]] == [OUTDATED, OUTDATED]
    assert town.database.look(cards) == [("Samstags öffnen", 2, False, None)]


async def test_an_objection_to_a_sentence_that_is_gone_ends_in_a_sentence(town: Town) -> None:
    amal, sabine = await speak_up(town)
    await write_down(sabine)
    await amal.hears()
    await amal.presses("✖️ Not right")
    await sabine.presses("Open", "✍️ Write it anew")
    await sabine.says("Samstags öffnen")

    heard = await amal.says("Not on Saturdays")

    assert heard[-1] == "This is no longer open: somebody has gone on with the idea meanwhile."
    assert town.database.look(cards) == [("Samstags öffnen", 2, False, None)]


async def test_only_its_group_writes_it_down_and_only_its_author_answers(town: Town) -> None:
    _amal, sabine = await speak_up(town)
    peter = await join_town(town, "Peter", (1, MEMBER))
    await write_down(sabine)

    refused = [await peter.forges(data) for data in ("cardwrite:1", "cardyes:1:1", "cardno:1:1")]
    unknown = [await peter.forges(data) for data in ("cardwrite:9", "cardyes:9:1", "cardno:9:1")]
    by_speaker = [await sabine.forges(data) for data in ("cardyes:1:1", "cardno:1:1")]

    assert refused == unknown == [[NOT_AVAILABLE]] * 3
    assert by_speaker == [[NOT_AVAILABLE]] * 2


async def test_a_typed_idea_needs_no_card(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))
    await sabine.says("A fest")
    await sabine.presses("Yes", "AG Bildung")

    await sabine.forges("cardwrite:1")

    assert sabine.person.answers[-1].text == OUTDATED


async def test_after_fourteen_days_the_recording_goes_and_the_sentence_stays_unconfirmed(town: Town) -> None:
    amal, sabine = await speak_up(town)
    await amal.speaks()
    await amal.presses("Yes", "AG Bildung")
    await write_down(sabine, button="✍️ Write it down")

    await town.pass_time(days=13)
    town.database.transact(forget, now=town.clock.now())
    kept = town.database.look(ideas)
    await town.pass_time(days=2)
    town.database.transact(forget, now=town.clock.now())
    left = town.database.look(ideas)
    shown = [await sabine.forges(f"idearead:{number}") for number in (1, 2)]

    assert kept == [("", True), ("", True)]
    assert left == [("", False), ("", False)]
    assert [one[-1].split("\n\n")[2:] for one in shown] == [
        ["🗑 The recording is deleted"],
        [SENTENCE, "Written down; not confirmed by its author."],
    ]


async def test_who_deletes_their_data_leaves_what_was_written_down(town: Town) -> None:
    amal, sabine = await speak_up(town)
    await write_down(sabine)
    await amal.hears()
    await amal.presses("✖️ Not right")
    await amal.says("My name is not in it")

    await amal.says("/delete")
    await amal.presses(amal.buttons[0])
    shown = await sabine.forges("idearead:1")

    assert town.database.look(ideas) == [(SENTENCE, False)]
    assert town.database.look(cards) == [(SENTENCE, 1, False, "")]
    assert shown[-1].split("\n\n")[2:] == [SENTENCE, "✖️ Its author says: that is not right."]
