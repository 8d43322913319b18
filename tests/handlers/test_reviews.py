"""Minutes with those who were there: right or not within 48 hours, corrected, final, read, taken as a Word file."""

from __future__ import annotations

import io

from docx import Document
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import BodyKind, MembershipRole, Minutes, MinutesReview
from tests.factories import create_body
from tests.handlers.joining import join_town
from tests.handlers.organising import CARD, Group, met_group, name_them, state_of
from tests.towns import Town, local

NOT_HERE = "That is not available here. /help shows what is possible."
FINAL = "The minutes are final. What is missing can be talked about at the next meeting.\n\n" + CARD
FIRST = f"📝 Minutes\n\n{CARD}\n\nPresent: 2\n\nWe want a library."


def _reviews(session: Session) -> list[tuple[int, bool, str]]:
    rows = session.scalars(select(MinutesReview).order_by(MinutesReview.id))
    return [(row.revision, row.agrees, row.text) for row in rows]


async def _sent(town: Town) -> Group:
    """Return the group when its minutes have just been sent."""
    group = await met_group(town)
    await group.fatma.presses("2")
    await group.fatma.says("We want a library.")
    await group.fatma.presses("✅ Send the minutes")
    await group.amal.hears()
    return group


async def test_that_is_right_is_one_tap_and_the_minutes_become_final(town: Town) -> None:
    group = await _sent(town)

    agreed = await group.amal.presses("✅ That is right")
    await town.pass_time(hours=47)
    before = town.database.look(state_of, group.meeting)
    await town.pass_time(hours=2)

    assert agreed == ["✅ Noted: that is right. Thank you!\n\n" + CARD]
    assert town.database.look(_reviews) == [(0, True, "")]
    assert (before, town.database.look(state_of, group.meeting)) == (("recorded", 2), ("approved", 2))


async def test_what_is_missing_reaches_the_organiser_without_a_name_and_is_corrected_for_the_same(town: Town) -> None:
    group = await _sent(town)
    town.database.transact(name_them, group.amal.id, "Amal S.")

    asked = await group.amal.presses("✏️ Something is missing")
    passed = await group.amal.says("The choir is missing.")
    told = await group.fatma.hears()
    await group.fatma.presses("✏️ Correct the minutes")
    preview = await group.fatma.says("And a choir.")
    await group.fatma.presses("✅ Send the minutes")
    again = await group.amal.hears()

    assert asked[0].startswith("What is missing?")
    assert passed[0].startswith("✅ Passed on. Thank you!")
    assert told == [f"✏️ Somebody who was there misses something in the minutes:\n\n{CARD}\n\nThe choir is missing."]
    assert "We want a library.\nAnd a choir." in preview[0]
    assert again[-1].startswith("✏️ These minutes were corrected.\n\n📝 Minutes")
    assert "We want a library.\nAnd a choir." in again[-1]
    assert town.database.look(_reviews) == [(0, False, "The choir is missing.")]


async def test_a_button_below_minutes_that_were_corrected_shows_the_new_ones(town: Town) -> None:
    group = await _sent(town)
    await group.fatma.forges(f"record:{group.meeting}")
    await group.fatma.says("And a choir.")
    await group.fatma.presses("✅ Send the minutes")
    await group.amal.hears()

    await group.amal.forges("review:1:0:1")

    assert group.amal.screen.startswith("✏️ These minutes were corrected.")
    assert town.database.look(_reviews) == []


async def test_a_correction_gives_48_hours_anew(town: Town) -> None:
    group = await _sent(town)
    await town.pass_time(hours=40)
    await group.fatma.forges(f"record:{group.meeting}")
    await group.fatma.presses("Keep this text")
    await group.fatma.presses("✅ Send the minutes")

    await town.pass_time(hours=20)
    meanwhile = town.database.look(state_of, group.meeting)
    await town.pass_time(hours=30)

    assert (meanwhile, town.database.look(state_of, group.meeting)) == (("recorded", 2), ("approved", 2))


async def test_after_48_hours_old_buttons_answer_that_the_minutes_are_final(town: Town) -> None:
    group = await _sent(town)
    await group.amal.presses("✏️ Something is missing")
    await town.move_to(local(30, 10, 2009, 12))
    await group.amal.hears()

    late = await group.amal.says("Too late.")
    await group.amal.says("/start")
    agreed = await group.amal.forges("review:1:0:1")
    await group.amal.says("/start")
    objected = await group.amal.forges("review:1:0:0")
    corrected = await group.fatma.forges(f"record:{group.meeting}")

    assert (late, agreed, objected) == ([FINAL], [FINAL], [FINAL])
    assert corrected[-1].endswith("The minutes are final.")
    assert town.database.look(_reviews) == []


async def test_who_did_not_get_them_neither_agrees_nor_objects(town: Town) -> None:
    group = await _sent(town)
    stranger = await join_town(town, "Olga")

    refused = [
        await one.forges(f"review:{number}:0:{agrees}")
        for one in (group.mehmet, group.sabine, stranger)
        for number in (1, 99)
        for agrees in (0, 1)
    ]

    assert refused == [[NOT_HERE]] * 12


async def test_members_steering_group_and_coordination_read_them_with_one_tap(town: Town) -> None:
    steering = town.database.transact(create_body, "STG", "Steuergruppe", BodyKind.STEERING_GROUP)
    petra = await join_town(town, "Petra", (steering, MembershipRole.MEMBER))
    group = await _sent(town)
    olga = await join_town(town, "Olga")

    await group.mehmet.forges(f"body:{group.body}")
    read = await group.mehmet.presses("📝 Last minutes")
    await group.amal.says("/meetings")
    listed = await group.amal.presses("📝 Minutes: 27.10. AG Bildung")
    others = [await one.forges(f"minutes:{group.meeting}") for one in (petra, group.sabine)]
    refused = [
        await olga.forges(f"{what}:{number}") for what in ("minutes", "minfile") for number in (group.meeting, 99)
    ]

    assert read == [FIRST + "\n\nThe minutes are not final yet."]
    assert (listed, others) == (read, [read, read])
    assert refused == [[NOT_HERE]] * 4


async def test_the_card_of_a_meeting_that_is_over_leads_to_its_minutes(town: Town) -> None:
    group = await _sent(town)

    await group.mehmet.forges(f"meeting:{group.meeting}")
    read = await group.mehmet.presses("📝 Minutes: 27.10. AG Bildung")

    assert read[0].startswith(FIRST)


async def test_the_word_file_is_german_with_two_lines_to_sign_on(town: Town) -> None:
    group = await _sent(town)

    await group.amal.forges(f"minutes:{group.meeting}")
    await group.amal.presses("📄 Word file")
    document = Document(io.BytesIO(group.amal.file))
    width = document.sections[0].page_width
    texts = [paragraph.text for paragraph in document.paragraphs]

    assert "We want a library." in texts
    assert "AG Bildung" in texts
    assert len(document.tables[-1].rows) == 3
    assert width is not None
    assert round(width.cm, 1) == 21.0


async def test_long_minutes_arrive_whole(town: Town) -> None:
    group = await met_group(town)
    await group.fatma.presses("2")
    await group.fatma.says("Wort " * 699 + "Ende.")
    await group.fatma.presses("✅ Send the minutes")
    heard = await group.amal.hears()

    assert "".join(heard).count("Wort") == 699
    assert town.database.look(lambda session: session.scalars(select(Minutes.revision)).all()) == [0]
