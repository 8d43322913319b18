"""How a meeting was: asked the next ordinary day, one tap and perhaps one word, told from five opinions on."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Rating, RatingGiven, RatingWord
from tests.handlers.joining import MEMBER, join_town
from tests.handlers.organising import CARD, NEXT_DAY, TUESDAY, Group, found_group, say_yes, state_of
from tests.towns import Resident, Town, local

NOT_HERE = "That is not available here. /help shows what is possible."
ASKED = f"How was it?\n\n{CARD}\n\nOne tap is enough. Nobody learns who said what."
THANKS = "Thank you! It is counted, without your name."
FEW = f"🙂 How it was\n\n{CARD}\n\nFrom five opinions on they are shown here, so that nobody can be recognized."
NAMES = ("Nour", "Olena", "Viktor", "Ayşe")


def _opinions(session: Session) -> tuple[list[str], list[str], int]:
    faces = [face.value for face in session.scalars(select(Rating.face))]
    given = session.scalars(select(RatingGiven)).all()
    return sorted(faces), sorted(session.scalars(select(RatingWord.word))), len(given)


async def _asked_group(town: Town, *others: str) -> tuple[Group, list[Resident]]:
    """Return the group, with others who said yes, in the morning after the meeting."""
    group = await found_group(town)
    people = [group.fatma, group.amal]
    for name in others:
        people.append(await join_town(town, name, (group.body, MEMBER)))
        town.database.transact(say_yes, group.meeting, people[-1].id, town.clock.now())
    await town.move_to(local(27, 10, 2009, 21))
    for one in (*people, group.mehmet):
        await one.hears()
    await town.move_to(NEXT_DAY)
    return group, people


async def test_one_tap_and_one_word_are_counted_without_a_name(town: Town) -> None:
    group, _ = await _asked_group(town)
    amal = group.amal

    asked = await amal.hears()
    buttons = amal.buttons
    word = await amal.presses("🙂 Good")
    done = await amal.says("friendly")

    assert (asked, buttons) == ([ASKED], ["🙂 Good", "😐 So-so", "🙁 Not good"])
    assert word == [THANKS + "\n\nOne word about it, if you like:"]
    assert done == [THANKS]
    assert await group.mehmet.hears() == []
    assert town.database.look(_opinions) == (["good"], ["friendly"], 1)


async def test_without_a_word_one_tap_more_is_enough_or_none(town: Town) -> None:
    group, _ = await _asked_group(town)

    await group.amal.presses("😐 So-so")
    done = await group.amal.presses("No word")
    await group.fatma.presses("🙁 Not good")

    assert done == [THANKS]
    assert town.database.look(_opinions) == (["bad", "middling"], [], 2)


async def test_once_per_person_and_for_two_weeks(town: Town) -> None:
    group, _ = await _asked_group(town)
    await group.amal.presses("🙂 Good", "No word")

    again = await group.amal.forges(f"rate:{group.meeting}:bad")
    await town.move_to(local(10, 11, 2009, 19))
    late = await group.fatma.forges(f"rate:{group.meeting}:good")

    assert again[-1] == f"{CARD}\n\nThere is an opinion of yours already; it is counted once."
    assert late[-1] == f"{CARD}\n\nOpinions on this meeting are closed."
    assert town.database.look(_opinions) == (["good"], [], 1)


async def test_who_was_not_there_gives_no_opinion_and_nobody_a_face_that_is_none(town: Town) -> None:
    group, _ = await _asked_group(town)
    stranger = await join_town(town, "Olga")

    refused = [
        await one.forges(f"rate:{number}:good")
        for one in (group.mehmet, group.sabine, stranger)
        for number in (group.meeting, 99)
    ]
    await group.amal.forges(f"rate:{group.meeting}:angry")

    assert refused == [[NOT_HERE]] * 6
    assert town.database.look(_opinions) == ([], [], 0)


async def test_before_the_meeting_is_over_nobody_gives_an_opinion(town: Town) -> None:
    group = await found_group(town)
    await town.move_to(TUESDAY)
    await group.amal.hears()

    assert await group.amal.forges(f"rate:{group.meeting}:good") == [NOT_HERE]


async def test_opinions_are_told_from_five_on(town: Town) -> None:
    group, people = await _asked_group(town, *NAMES)
    for one in people[:4]:
        await one.presses("🙂 Good")
        await one.says("warm")

    four = await group.fatma.forges(f"opinions:{group.meeting}")
    await people[4].presses("🙁 Not good")
    await people[4].says("loud")
    five = [await one.forges(f"opinions:{group.meeting}") for one in (group.fatma, group.mehmet, group.sabine)]

    told = f"🙂 How it was\n\n{CARD}\n\n🙂 Good: 4\n😐 So-so: 0\n🙁 Not good: 1\n\n"
    assert four == [FEW]
    assert [text[0].startswith(told) for text in five] == [True] * 3
    assert sorted(five[0][0].removeprefix(told).split("\n")) == ["loud", "warm", "warm", "warm", "warm"]


async def test_others_do_not_read_opinions(town: Town) -> None:
    group, _ = await _asked_group(town)
    stranger = await join_town(town, "Olga")

    refused = [await stranger.forges(f"opinions:{number}") for number in (group.meeting, 99)]

    assert refused == [[NOT_HERE]] * 2


async def test_what_is_written_much_later_is_no_word_about_the_meeting(town: Town) -> None:
    group, _ = await _asked_group(town)
    await group.amal.presses("🙂 Good")

    await town.pass_time(hours=3)
    offered = await group.amal.says("A choir for all")

    assert "A choir for all" in offered[0]
    assert town.database.look(_opinions) == (["good"], [], 1)


async def test_who_is_writing_something_else_is_not_interrupted(town: Town) -> None:
    group, _ = await _asked_group(town)
    await group.fatma.hears()
    await group.fatma.says("/result")
    await group.fatma.says("Library")

    thanked = await group.fatma.presses("🙂 Good")
    going_on = await group.fatma.says("Open on Saturdays.")

    assert thanked == [THANKS]
    assert going_on[0].startswith("Library\n\nOpen on Saturdays.")


async def test_too_long_a_word_is_asked_for_again(town: Town) -> None:
    group, _ = await _asked_group(town)
    await group.amal.presses("🙂 Good")

    long = await group.amal.says("w" * 41)
    await group.amal.says("warm")

    assert long[0].startswith("That is too long: at most 40 characters")
    assert town.database.look(_opinions) == (["good"], ["warm"], 1)
    assert town.database.look(state_of, group.meeting) == ("held", None)
