"""Searching results by words: who may, what is found, and that nobody finds what they may not read."""

from __future__ import annotations

from tests.factories import create_result
from tests.steering import NOT_HERE, steered
from tests.towns import Town

ASKED = "🔎 Which result are you looking for?\n\nWrite one or more words, in German if you can, or a number."


async def test_the_steering_group_finds_by_meaning_and_by_number(town: Town) -> None:
    _, people = await steered(town)
    petra = people["Petra"]
    await petra.says("/inbox")

    asked = await petra.presses("🔎 Search")
    found = await petra.says("Eltern im Quartier")
    await petra.presses("🔎 Search again")
    by_number = await petra.says("ikb-01")

    assert asked == [ASKED]
    assert found == [
        "🔎 Results for: Eltern im Quartier\n\n🆕 BIL-01 · Stadtteilmütter · handed in\n\n1 result in all."
    ]
    assert "IKB-01 · Begegnungsfest" in by_number[0]
    assert (await petra.presses("IKB-01"))[0].startswith("IKB-01 · Begegnungsfest")


async def test_members_find_only_what_their_groups_stand_behind(town: Town) -> None:
    _, people = await steered(town)
    mehmet = people["Mehmet"]

    await mehmet.says("/search")
    hidden = await mehmet.says("Begegnungsfest IKB-01")
    await mehmet.says("/search")
    await mehmet.says("Mütter")
    read = await mehmet.presses("BIL-01")

    assert hidden == ["🔎 Results for: Begegnungsfest IKB-01\n\nNothing was found. Other words may help."]
    assert "Mütter besuchen Familien." in read[0]


async def test_of_many_the_best_eight_are_shown(town: Town) -> None:
    made, people = await steered(town)
    for number in range(2, 12):
        town.database.transact(create_result, f"BIL-{number:02}", "Chor", {made.bodies["BIL"]: None})
    town.database.transact(create_result, "BIL-12", "Chor im Garten", {made.bodies["BIL"]: None})
    klaus = people["Klaus"]

    await klaus.says("/search")
    found = await klaus.says("Singen, Beete")

    lines = found[0].split("\n\n")
    assert lines[1] == "🆕 BIL-12 · Chor im Garten · handed in"
    assert len(lines) == 1 + 8 + 1
    assert lines[-1] == "11 results in all.\nThese fit best. More words find fewer."


async def test_who_may_read_nothing_does_not_search(town: Town) -> None:
    _, people = await steered(town)

    refused = [await people[name].says("/search") for name in ("Darya", "Bernd")]

    assert refused == [[NOT_HERE]] * 2


async def test_what_is_no_word_asks_again(town: Town) -> None:
    _, people = await steered(town)
    petra = people["Petra"]

    await petra.says("/search")
    empty = await petra.says("\u200f ")
    spoken = await petra.speaks()

    assert empty[0] == "That was empty. Please write a few words."
    assert spoken[0] == "I need this as text, please."
