"""Results that were handed in: told, listed, read, supported; by those who may and those who may not."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import BodyKind, Priority, ResultState, Submission
from tests.factories import create_body, create_result
from tests.handlers.joining import MEMBER, SPEAKER, join_town
from tests.towns import Town

NOT_AVAILABLE = "That is not available here. /help shows what is possible."


def submissions(session: Session) -> list[tuple[int, str, str]]:
    """Return result, group and priority of every submission."""
    found = session.scalars(select(Submission).order_by(Submission.id))
    return [(one.result_id, one.body.code, str(one.priority)) for one in found]


async def test_the_steering_group_is_told_and_nobody_else(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    steering = town.database.transact(create_body, "STG", "Steuergruppe", BodyKind.STEERING_GROUP)
    board = town.database.transact(create_body, "BEI", "Beirat", BodyKind.ADVISORY_BOARD)
    wolfgang = await join_town(town, "Wolfgang", (steering, MEMBER))
    others = [await join_town(town, name, (board, SPEAKER), (education, MEMBER)) for name in ("Peter", "Olga")]
    sabine = await join_town(town, "Sabine", (education, SPEAKER))

    await sabine.says("/result")
    await sabine.says("Mothers\nText that is not in the news")
    await sabine.presses("High", "✅ Hand in")

    assert (await wolfgang.hears())[-1].split("\n\n") == [
        "📥 A new result: BIL-01",
        "Mothers",
        "AG Bildung – priority: High",
    ]
    assert wolfgang.buttons == ["Open"]
    assert [len(other.bot_messages) for other in others] == [1, 1]


async def test_members_read_their_groups_results(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    handed_in = {education: Priority.HIGH}
    story = "Long story. " * 500
    town.database.transact(create_result, "BIL-01", "Mothers", handed_in, fields=[education], text=story)
    town.database.transact(create_result, "BIL-02", "Fest", {education: Priority.LOW}, state=ResultState.DEFERRED)
    peter = await join_town(town, "Peter", (education, MEMBER))

    await peter.says("/groups")
    await peter.presses("✅ AG Bildung")
    listed = await peter.presses("📋 Results")
    buttons = peter.buttons
    read = await peter.presses("BIL-01")

    assert listed == ["📋 Results of: AG Bildung\n\nBIL-02 · Fest (put off)\nBIL-01 · Mothers (handed in)"]
    assert buttons == ["BIL-02", "BIL-01", "Back"]
    assert len(read) == 2
    assert read[0].startswith("BIL-01 · Mothers\n\nAG Bildung – priority: High\nConcerns: AG Bildung\nState: handed in")
    assert " ".join(read).count("Long story.") == 500


async def test_many_results_come_page_by_page(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    for number in range(1, 9):
        town.database.transact(create_result, f"BIL-0{number}", f"Title {number}", {education: Priority.LOW})
    peter = await join_town(town, "Peter", (education, MEMBER))

    await peter.forges(f"reslist:{education}:0")
    first = peter.buttons
    await peter.presses("Next ▶")

    assert first == ["BIL-08", "BIL-07", "BIL-06", "BIL-05", "BIL-04", "BIL-03", "Next ▶", "Back"]
    assert peter.buttons == ["BIL-02", "BIL-01", "◀ Previous", "Back"]


async def test_a_second_group_stands_behind_a_result(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    women = town.database.transact(create_body, "FRA", "Frauen")
    town.database.transact(create_result, "BIL-01", "Mothers", {education: Priority.HIGH}, text="Read by members")
    maria = await join_town(town, "Maria", (women, SPEAKER))
    before = await maria.forges("resread:1:0")

    await maria.says("/groups")
    await maria.presses("✅ AG Frauen", "📋 Results")
    listed = await maria.presses("🤝 Results of other groups")
    asked = await maria.presses("BIL-01")
    supported = await maria.presses("Medium")
    await maria.forges(f"ressup:1:{women}:low")

    assert before == [NOT_AVAILABLE]
    assert listed[0].split("\n\n")[1] == "BIL-01 · Mothers (handed in)"
    assert asked[0].endswith("How important is it to AG Frauen?")
    assert supported[0].split("\n\n")[1] == "AG Bildung – priority: High\nAG Frauen – priority: Medium"
    assert town.database.look(submissions) == [(1, "BIL", "high"), (1, "FRA", "low")]
    assert "Read by members" in (await maria.forges("resread:1:0"))[0]


async def test_who_speaks_for_one_group_and_reads_in_another_supports_from_the_result(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    women = town.database.transact(create_body, "FRA", "Frauen")
    town.database.transact(create_result, "BIL-01", "Mothers", {education: Priority.HIGH})
    maria = await join_town(town, "Maria", (women, SPEAKER), (education, MEMBER))

    await maria.forges("resread:1:0")
    await maria.presses("🤝 Support this result", "High")

    assert town.database.look(submissions) == [(1, "BIL", "high"), (1, "FRA", "high")]


async def test_nobody_else_reads_or_supports(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    board = town.database.transact(create_body, "BEI", "Beirat", BodyKind.ADVISORY_BOARD)
    women = town.database.transact(create_body, "FRA", "Frauen")
    town.database.transact(create_result, "BIL-01", "Mothers", {education: Priority.HIGH})
    peter = await join_town(town, "Peter", (board, SPEAKER), (women, MEMBER))

    reading = [
        await peter.forges(data) for data in ("resread:1:0", "resread:99:0", f"reslist:{education}:0", "reslist:99:0")
    ]
    others = [await peter.forges(f"resother:{number}:0") for number in (women, board, education)]
    asking = [await peter.forges(f"resask:1:{number}") for number in (women, board, 99)]
    acting = [await peter.forges(f"ressup:1:{number}:high") for number in (women, board, education)]

    assert reading + others + asking + acting == [[NOT_AVAILABLE]] * 13
    assert town.database.look(submissions) == [(1, "BIL", "high")]


async def test_what_is_decided_for_good_finds_no_further_supporters(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    women = town.database.transact(create_body, "FRA", "Frauen")
    handed_in = {education: Priority.HIGH}
    town.database.transact(create_result, "BIL-01", "Mothers", handed_in, state=ResultState.REJECTED)
    maria = await join_town(town, "Maria", (women, SPEAKER))

    listed = await maria.forges(f"resother:{women}:0")

    assert listed == ["🤝 Results of other groups\n\nThere is none yet."]
    assert await maria.forges(f"ressup:1:{women}:high") == [NOT_AVAILABLE]
    await maria.forges(f"ressup:1:{women}:urgent")
    assert maria.person.answers[-1].text == "This button is no longer current."
