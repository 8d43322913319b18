"""What belongs together, in conversation: the steering group's page, comparing, setting apart, the speaker's hint."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Result, ResultTopic
from tests.factories import create_result
from tests.steering import MOTHERS, NOT_HERE, Steered, steered
from tests.towns import Resident, Town

THEIRS = "Mütter aus dem Viertel helfen Familien"


async def _with_a_double(town: Town) -> tuple[Steered, dict[str, Resident]]:
    made, people = await steered(town)
    encounter = made.bodies["IKB"]
    text = "Frauen gehen zu neuen Eltern."
    town.database.transact(create_result, "IKB-02", THEIRS, {encounter: None}, fields=[encounter], text=text)
    await people["Petra"].says("/inbox")
    return made, people


async def test_the_page_suggests_the_double_with_its_reasons(town: Town) -> None:
    _, people = await _with_a_double(town)
    petra = people["Petra"]

    hints = [line for line in petra.screen.splitlines() if line.startswith("🔗")]
    page = await petra.presses("BIL-01")

    assert hints == ["🔗 May belong together with IKB-02", "🔗 May belong together with BIL-01"]
    assert page[0].startswith(f"{MOTHERS}\n\n")
    assert f"🔗 May belong together: IKB-02 · {THEIRS}\nBoth speak of: " in page[0]
    assert "Stadtteilmütter/Viertel" in page[0]
    assert page[0].endswith("Both concern: AG Begegnung (Encounter)")
    assert petra.buttons[:3] == ["⚖️ Compare with IKB-02", "🔗 Join to IKB-02", "✂️ Not related: IKB-02"]


async def test_both_are_compared_in_one_message_and_joined_from_there(town: Town) -> None:
    _, people = await _with_a_double(town)
    petra = people["Petra"]
    await petra.presses("BIL-01")

    compared = await petra.presses("⚖️ Compare with IKB-02")
    joined = await petra.presses("🔗 Join to IKB-02")

    assert len(compared) == 1
    assert "Mütter besuchen Familien." in compared[0]
    assert "Frauen gehen zu neuen Eltern." in compared[0]
    assert joined[0].startswith(f"🔗 BIL-01 · Stadtteilmütter\njoined to another one · IKB-02 · {THEIRS}")


async def test_not_related_is_not_suggested_again_until_it_is_taken_back(town: Town) -> None:
    _, people = await _with_a_double(town)
    petra = people["Petra"]
    await petra.presses("BIL-01")

    apart = await petra.presses("✂️ Not related: IKB-02")
    await petra.presses("BIL-01")
    without = petra.screen
    await petra.says("/inbox")
    inbox = petra.screen
    await petra.forges("kinback:1:3")

    assert apart == [
        (f"✂️ Not related: BIL-01 · Stadtteilmütter and IKB-02 · {THEIRS}\n\nThey are not suggested together again.")
    ]
    assert "May belong" not in without + inbox
    assert "🔗 May belong together: IKB-02" in petra.screen


async def test_a_speaker_ticks_topics_sees_what_is_similar_and_stands_behind_it(town: Town) -> None:
    _, people = await steered(town)
    olga = people["Olga"]
    town.database.transact(create_result, "BIL-02", THEIRS, {1: None}, text="Geheim: Frauen gehen zu Eltern.")
    await olga.says("/result")
    await olga.says("Eltern im Stadtteil stärken\nMütter helfen einander.")
    preview = await olga.presses("High")
    topics = await olga.presses("🏷 Topics")
    shown = olga.buttons
    await olga.presses("Parents", "Next ▶", "Women", "Back")
    ticked = olga.screen

    await olga.presses("🤝 Stand behind BIL-02")
    supported = await olga.presses("High")
    await olga.presses("✅ Hand in")

    assert f"🤝 Similar already, from other groups:\nBIL-02 · {THEIRS}\n\n" in preview[0]
    assert "Geheim" not in preview[0]
    assert topics[0].startswith("Eltern im Stadtteil stärken\n\n🏷 What is it about?")
    assert [label for label in shown if label.removeprefix("✅ ")][:2] == ["Language", "School"]
    assert len(shown) == 8 + 4
    assert "Topics: Parents and Women" in ticked
    assert supported[0].startswith("✅ AG Begegnung (Encounter) supports: BIL-02")
    assert town.database.look(_topics) == [("IKB-02", "parents"), ("IKB-02", "women")]


async def test_nobody_else_compares_or_sets_apart(town: Town) -> None:
    _, people = await _with_a_double(town)

    refused = [
        await people[name].forges(f"{data}:1:3")
        for name in ("Klaus", "Olga", "Bernd", "Gül")
        for data in ("kincmp", "kinapart", "kinback")
    ]

    assert refused == [[NOT_HERE]] * 12


def _topics(session: Session) -> list[tuple[str, str]]:
    found = select(Result.number, ResultTopic.topic).join(ResultTopic, ResultTopic.result_id == Result.id)
    return [(row[0], row[1]) for row in session.execute(found.order_by(ResultTopic.topic))]
