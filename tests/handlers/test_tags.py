"""Plans and networks: offered, ticked, added by one message, what is linked to one, whom to tell; at the desk only."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.callback_data.profiles import ShowSheet
from bot.callback_data.tags import AddTag, LinkTag, ListTags, ShowLinks, ShowTag
from models import Measure, MeasureState, Tag, result_tags
from tests.factories import LONG_AGO
from tests.steering import NOT_HERE, steered
from tests.towns import Town

OFFER = (
    "There is none yet. The usual ones are: Bildungsplanung, Jugendhilfeplanung, Altenhilfeplanung, and Soziale Stadt."
)


def _create_tag(session: Session, name: str = "Soziale Stadt", contact: str = "") -> int:
    tag = Tag(name=name, contact=contact)
    session.add(tag)
    session.flush()
    return tag.id


def _links(town: Town) -> list[tuple[int, str]]:
    def look(session: Session) -> list[tuple[int, str]]:
        rows = session.execute(select(result_tags.c.result_id, Tag.name).join(Tag, Tag.id == result_tags.c.tag_id))
        return sorted((number, name) for number, name in rows)

    return town.database.look(look)


async def test_the_usual_plans_are_offered_where_there_is_none(town: Town) -> None:
    made, people = await steered(town)
    petra, number = people["Petra"], made.results["BIL-01"]
    await petra.forges(ShowSheet(number).pack())

    heard = await petra.presses("🔗 Plans and networks")
    await petra.presses("✅ Take these", "Jugendhilfeplanung", "Soziale Stadt", "✅ Jugendhilfeplanung")

    assert heard == [f"BIL-01 · Stadtteilmütter\n\nWhich plans and networks is it linked to?\n\n{OFFER}"]
    assert petra.buttons == [
        "Altenhilfeplanung",
        "Bildungsplanung",
        "Jugendhilfeplanung",
        "✅ Soziale Stadt",
        "📣 Tell: Soziale Stadt",
        "➕ New plan or network",
        "🗒 Fact sheet",
    ]
    assert _links(town) == [(number, "Soziale Stadt")]
    assert "Linked to: Soziale Stadt" in (await petra.presses("🗒 Fact sheet"))[0]


async def test_a_new_plan_is_one_message_and_linked_at_once(town: Town) -> None:
    made, people = await steered(town)
    klaus, number = people["Klaus"], made.results["BIL-01"]
    await klaus.forges(ShowLinks(number).pack())

    asked = await klaus.presses("➕ New plan or network")
    heard = await klaus.says("Sport<plan>\nSportamt, Tel. 89-1234")

    assert asked == [
        (
            "What is the plan or network called? Please write its name.\n\n"
            "Whom to talk to comes right below: an office with telephone or e-mail, no person."
        )
    ]
    assert heard == ["BIL-01 · Stadtteilmütter\n\nLinked to: Sport<plan>\n\nWhich plans and networks is it linked to?"]
    assert "✅ Sport<plan>" in klaus.buttons
    assert _links(town) == [(number, "Sport<plan>")]
    told = await klaus.presses("📣 Tell: Sport<plan>")
    assert told[0].startswith("📣 Please pass this on: Sport<plan>\n\nWhom to talk to:\nSportamt, Tel. 89-1234\n\n")
    assert "BIL-01" in told[0]


async def test_by_plan_lists_results_and_measures(town: Town) -> None:
    made, people = await steered(town)
    tag = town.database.transact(_create_tag)
    town.database.transact(_create_measure, tag)
    await people["Petra"].forges(LinkTag(made.results["BIL-01"], tag, 1).pack())
    await people["Petra"].says("/inbox")

    listed = await people["Petra"].presses("🔗 By plan")
    heard = await people["Petra"].presses("Soziale Stadt")

    assert listed == ["🔗 Plans and networks\n\nChoose one to see what is linked to it."]
    assert heard == [
        (
            "🔗 Soziale Stadt\n\nNobody is named yet whom one can talk to.\n\n"
            "🆕 BIL-01 · Stadtteilmütter · handed in\n\n🛠 M-01 · Leitbild · planned"
        )
    ]
    assert "BIL-01" in people["Petra"].buttons


def _create_measure(session: Session, tag_id: int) -> None:
    measure = Measure(number="M-01", title="Leitbild", state=MeasureState.PLANNED, created_at=LONG_AGO)
    measure.tags = [session.get_one(Tag, tag_id)]
    session.add(measure)


async def test_name_and_contact_are_changed_by_one_message(town: Town) -> None:
    _, people = await steered(town)
    tag = town.database.transact(_create_tag, "Bildungplanung", "Schulamt")
    await people["Klaus"].forges(ShowTag(tag).pack())

    asked = await people["Klaus"].presses("✏️ Change name or contact")
    heard = await people["Klaus"].says("Bildungsplanung")

    assert asked[0].startswith("So far:\nBildungplanung\nSchulamt\n\n")
    assert heard == ["✅ Saved.\n\n🔗 Bildungsplanung\n\nWhom to talk to:\nSchulamt\n\nNothing is linked to it yet."]


async def test_a_plan_that_is_there_already_is_that_one(town: Town) -> None:
    _, people = await steered(town)
    town.database.transact(_create_tag, "Soziale Stadt", "Bauamt")
    await people["Klaus"].forges(AddTag(0).pack())

    heard = await people["Klaus"].says("Soziale Stadt\nStadtplanung")

    assert heard[0].startswith("✅ Saved.\n\n🔗 Soziale Stadt\n\nWhom to talk to:\nStadtplanung")
    assert town.database.look(lambda session: list(session.scalars(select(Tag.name)))) == ["Soziale Stadt"]


async def test_a_name_that_is_too_long_is_asked_again(town: Town) -> None:
    _, people = await steered(town)
    await people["Klaus"].forges(AddTag(0).pack())

    heard = await people["Klaus"].says("ä" * 61)

    assert heard[0].startswith("That is too long: at most 60 characters, please.")


async def test_coordinators_find_the_plans_from_the_search_and_members_do_not(town: Town) -> None:
    _, people = await steered(town)

    for name in ("Klaus", "Amal"):
        await people[name].says("/search")

    assert people["Klaus"].buttons == ["🔗 By plan", "Cancel"]
    assert people["Amal"].buttons == ["Cancel"]


async def test_who_is_not_at_the_desk_sees_and_links_nothing(town: Town) -> None:
    made, people = await steered(town)
    tag, number = town.database.transact(_create_tag), made.results["BIL-01"]

    for name in ("Olga", "Amal", "Bernd", "Darya"):
        for data in (
            ListTags(),
            ShowTag(tag),
            ShowTag(999),
            ShowLinks(number),
            LinkTag(number, tag, 1),
            AddTag(number),
        ):
            assert await people[name].forges(data.pack()) == [NOT_HERE]
    assert _links(town) == []
