"""Names that are left in texts: who is told when somebody goes, and how the words are taken out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Advice, BodyKind, Delivery, DeliveryKind, Idea, Participant, Priority, Result, Role
from tests.factories import LONG_AGO, create_body, create_idea, create_result
from tests.handlers.joining import MEMBER, SPEAKER, join_town, participant_id
from tests.towns import Resident, Town

NOT_AVAILABLE = "That is not available here. /help shows what is possible."


async def leave(somebody: Resident, name: str) -> None:
    """Let somebody choose a name, and delete their data."""
    await somebody.says("/name")
    await somebody.says(name)
    await somebody.says("/delete")
    await somebody.presses(somebody.buttons[0])


def texts(session: Session) -> tuple[Sequence[str], Sequence[str]]:
    """Return the texts of all ideas and results."""
    return (
        session.scalars(select(Idea.text).order_by(Idea.id)).all(),
        session.scalars(select(Result.text).order_by(Result.id)).all(),
    )


def facts(session: Session) -> list[str]:
    """Return what is kept in deliveries about names that are left."""
    found = session.scalars(select(Delivery.facts).where(Delivery.kind == DeliveryKind.NAME_LEFT))
    return [str(one) for one in found]


async def test_coordinators_are_told_where_a_name_may_stand_and_never_which(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    klaus = await join_town(town, "Klaus", role=Role.COORDINATOR)
    amal = await join_town(town, "Amal")
    town.database.transact(create_idea, education, "Fragt AMALS Mutter")
    town.database.transact(create_idea, education, "Amalia kocht")
    town.database.transact(
        create_result, "BIL-01", "Amal leitet einen Chor", {education: Priority.HIGH}, text="Mit Amal."
    )

    await leave(amal, "Amal")

    assert await klaus.hears() == [
        (
            "🧹 Somebody has deleted their data. Their name may still stand here:"
            "\n\n• Idea for BIL\n• Title of BIL-01\n• Text of BIL-01"
            "\n\nThe name is not kept here. Please read these texts and take it out."
        )
    ]
    assert klaus.buttons == ["🧹 Idea for BIL", "🧹 Title of BIL-01", "🧹 Text of BIL-01"]
    assert [one for one in town.database.look(facts) if "amal" in one.casefold()] == []
    assert len(town.database.look(facts)) == 1


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Jo", "Jo kommt", 0),
        ("Al 1", "Al 1 kommt", 0),
        ("Ali", "Alis Idee, Ali’s Idee", 1),
        ("Ali", "Alibi, Italien, Ali2", 0),
        ("Anna Lena", "von anna\nlena", 1),
        ("علي", "قال علي", 1),
        ("a.*b", "a.*b ist da", 0),
        ("Strauß", "Frau STRAUSS kommt", 1),
    ],
)
async def test_a_name_is_found_as_a_whole_word(town: Town, name: str, text: str, found: int) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    await join_town(town, "Klaus", role=Role.COORDINATOR)
    amal = await join_town(town, "Amal")
    town.database.transact(create_idea, education, text)

    await leave(amal, name)

    assert len(town.database.look(facts)) == found


async def test_an_everyday_word_as_a_name_does_not_flood_anybody(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    klaus = await join_town(town, "Klaus", role=Role.COORDINATOR)
    amal = await join_town(town, "Amal")
    for _ in range(30):
        town.database.transact(create_idea, education, "Ein Fest und ein Chor")

    await leave(amal, "und")
    heard = await klaus.hears()

    assert len(heard) == 4
    assert ["more" in one for one in heard] == [False, False, False, True]
    assert "… and in 6 more texts." in heard[-1]


async def test_words_are_taken_out_and_all_else_stays(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    klaus = await join_town(town, "Klaus", role=Role.COORDINATOR)
    town.database.transact(create_idea, education, "Amals Chor <b>\nmit AMAL und Amalia")

    asked = await klaus.forges("clean:idea:1")
    wrong = await klaus.says("Samir")
    cleaned = await klaus.says("amal")
    thanked = await klaus.presses("✅ Done")

    wish = "Which words should go? Write them as they stand there; […] takes their place."
    assert asked == [f"🧹 Idea for BIL\n\nAmals Chor <b>\nmit AMAL und Amalia\n\n{wish}"]
    assert wrong == ["These words do not stand there. Please write them exactly as you see them.", *asked]
    assert cleaned == [
        ("🧹 Idea for BIL\n\n[…] Chor <b>\nmit […] und Amalia\n\n✅ Taken out. To take out more, write the next words.")
    ]
    assert thanked == ["✅ Thank you. This text is done."]
    assert town.database.look(texts) == (["[…] Chor <b>\nmit […] und Amalia"], [])


async def test_a_cleaned_result_is_found_by_its_new_words_only(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    steering = town.database.transact(create_body, "STG", "Steuergruppe", BodyKind.STEERING_GROUP)
    jonas = await join_town(town, "Jonas", (steering, MEMBER))
    town.database.transact(
        create_result, "BIL-01", "Chor", {education: Priority.HIGH}, text="Mit Quastenflosser am Freitag"
    )

    await jonas.forges("clean:result:1")
    await jonas.says("Quastenflosser")
    await jonas.presses("✅ Done")
    await jonas.says("/search")
    found = await jonas.says("Quastenflosser")

    assert town.database.look(texts) == ([], ["Mit […] am Freitag"])
    assert "BIL-01" not in "".join([*found, *jonas.buttons])


async def test_r5_opinions_are_cleaned_by_the_steering_group_alone(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    steering = town.database.transact(create_body, "STG", "Steuergruppe", BodyKind.STEERING_GROUP)
    klaus = await join_town(town, "Klaus", role=Role.COORDINATOR)
    jonas = await join_town(town, "Jonas", (steering, MEMBER))
    amal = await join_town(town, "Amal")
    result = town.database.transact(create_result, "BIL-01", "Chor", {education: Priority.HIGH})

    def advise(session: Session) -> None:
        session.add(Advice(result_id=result, text="Amal soll mitmachen", given_at=LONG_AGO))

    town.database.transact(advise)
    await leave(amal, "Amal")
    told = (await klaus.hears(), [one.split("\n\n")[1] for one in await jonas.hears()])
    refused = await klaus.forges("clean:advice:1")
    opened = await jonas.presses("🧹 Opinion on BIL-01")

    assert told == ([], ["• Opinion on BIL-01"])
    assert refused == [NOT_AVAILABLE]
    assert opened[0].startswith("🧹 Opinion on BIL-01\n\nAmal soll mitmachen")


async def test_nobody_else_cleans_anything(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))
    klaus = await join_town(town, "Klaus", role=Role.COORDINATOR)
    town.database.transact(create_idea, education)

    refused = [await sabine.forges("clean:idea:1"), await klaus.forges("clean:idea:99")]
    odd = [await klaus.forges("clean:section:1"), await klaus.forges("clean:people:1")]

    assert refused + odd == [[NOT_AVAILABLE]] * 4


async def test_a_text_that_is_gone_ends_the_dialogue(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    klaus = await join_town(town, "Klaus", role=Role.COORDINATOR)
    town.database.transact(create_idea, education)
    await klaus.forges("clean:idea:1")

    town.database.transact(lambda session: session.delete(session.get_one(Idea, 1)))
    heard = await klaus.says("Chor")

    assert heard[0] == NOT_AVAILABLE


async def test_whoever_coordinates_alone_and_goes_tells_nobody(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    klaus = await join_town(town, "Klaus", role=Role.COORDINATOR)
    olga = await join_town(town, "Olga", role=Role.COORDINATOR)
    town.database.transact(create_idea, education, "Klaus weiß es")

    await leave(klaus, "Klaus")

    number = town.database.look(participant_id, olga.id)
    told = town.database.look(lambda session: session.scalars(select(Delivery.participant_id)).all())
    assert told == [number]
    assert town.database.look(lambda session: session.scalars(select(Participant.display_name)).all()) == [""]
