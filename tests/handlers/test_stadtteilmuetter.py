"""The seed's own case from end to end: one idea from two groups in different words and languages, up to the council.

Ayşe reads Turkish and speaks for AG Bildung, Olga reads Russian and speaks for AG Begegnung; Mehmet, a member, reads
English. Each is told once at each step, in their language; what was said to Mehmet is compared word by word.
"""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    BodyKind,
    Delivery,
    DeliveryKind,
    DeliveryReason,
    DeliveryState,
    Measure,
    MeasureState,
    MembershipRole,
    Role,
)
from tests.factories import create_body, create_membership, create_participant, grant_role
from tests.speech import label
from tests.towns import Resident, Town, local

PEOPLE = {
    "Ayşe": ("tr", "BIL", MembershipRole.SPEAKER),
    "Mehmet": ("en", "BIL", MembershipRole.MEMBER),
    "Olga": ("ru", "IKB", MembershipRole.SPEAKER),
    "Petra": ("en", "STG", MembershipRole.MEMBER),
    "Bernd": ("en", "BEI", MembershipRole.MEMBER),
}
GROUPS = {
    "BIL": ("Bildung", BodyKind.WORKING_GROUP),
    "IKB": ("Interkulturelle Begegnung", BodyKind.WORKING_GROUP),
    "STG": ("Steuergruppe", BodyKind.STEERING_GROUP),
    "BEI": ("Beirat", BodyKind.ADVISORY_BOARD),
}
MINE = "Your result in it: BIL-01 · Stadtteilmütter"
#: What Mehmet hears of the way, below the heading and above what is his.
STEPS = [
    ["The steering group has put this before the city council.", "Next: Sozialsenat, Tuesday, 20.10.2009"],
    ["Sozialsenat, Tuesday, 20.10.2009: decided unanimously", "Next: Finanzsenat, Tuesday, 10.11.2009"],
    ["Finanzsenat, Tuesday, 10.11.2009: decided by a majority (9 : 2)", "Next: Stadtrat, Thursday, 17.12.2009"],
    [
        "Stadtrat, Thursday, 17.12.2009: decided unanimously",
        "That is the final decision. Next the city puts it into practice.",
    ],
]
BECAUSE = "You get this because you are in a group that handed it in."


def settle(session: Session, telegram_ids: dict[str, int]) -> None:
    """Create the groups and the people, each with the language that they read."""
    bodies = {code: create_body(session, code, name, kind) for code, (name, kind) in GROUPS.items()}
    for name, (locale, code, role) in PEOPLE.items():
        person = create_participant(session, telegram_ids[name], locale, display_name=name)
        create_membership(session, person, bodies[code], role)
    grant_role(session, create_participant(session, telegram_ids["Klaus"]), Role.COORDINATOR)


async def hand_in(speaker: Resident, locale: str, title: str, text: str) -> None:
    """Let a speaker hand in a result with high priority, in their own language's buttons."""
    await speaker.says("/result")
    await speaker.says(f"{title}\n{text}")
    await speaker.presses(label(locale, "High", "priority"), label(locale, "✅ Hand in"))


async def draft_with_three_committees(petra: Resident) -> None:
    """Let Petra make the paper and its way."""
    await petra.says("/papers")
    await petra.presses("➕ New paper", "BIL-01", "📝 Draft", "🏛 Way through the council")
    for committee, day in (("Sozialsenat", "20.10.2009"), ("Finanzsenat", "10.11.2009"), ("Stadtrat", "17.12.2009")):
        await petra.presses("➕ Add a committee")
        await petra.says(committee)
        await petra.says(day)


def told(town: Town) -> dict[str, list[tuple[str, str, str | None]]]:
    """Return what each person was told of the paper: the step, why, and in which language it left."""
    rows = select(Delivery).where(Delivery.kind == DeliveryKind.PAPER, Delivery.state == DeliveryState.SENT)

    def look(session: Session) -> dict[str, list[tuple[str, str, str | None]]]:
        found: dict[str, list[tuple[str, str, str | None]]] = {}
        for one in session.scalars(rows.order_by(Delivery.id)):
            name = one.participant.display_name
            found.setdefault(name, []).append((one.facts["step"], one.reason.value, one.locale))
        return found

    return town.database.look(look)


@pytest.fixture
async def people(town: Town) -> dict[str, Resident]:
    """Everybody, with the bot's chat open."""
    residents = {name: town.resident(name, PEOPLE[name][0] if name in PEOPLE else "en") for name in [*PEOPLE, "Klaus"]}
    town.database.transact(settle, {name: one.id for name, one in residents.items()})
    for resident in residents.values():
        await resident.opens()
    return residents


async def hand_in_twice(people: dict[str, Resident]) -> None:
    """Let both groups hand in the same, each in its own words."""
    await hand_in(people["Ayşe"], "tr", "Stadtteilmütter", "Geschulte Mütter begleiten Familien im Stadtteil.")
    theirs = "Mütter aus dem Viertel besuchen Familien zu Hause"
    await hand_in(people["Olga"], "ru", theirs, "Sie helfen beim Ankommen.")


async def test_two_groups_in_different_words_are_joined_after_the_hint(town: Town, people: dict[str, Resident]) -> None:
    petra = people["Petra"]
    await hand_in_twice(people)

    await petra.says("/inbox")
    page = await petra.presses("IKB-01")
    await petra.presses("🔗 Join to BIL-01")
    await petra.says("/inbox")
    whole = await petra.presses("BIL-01")
    accepted = await petra.presses("✅ Accept")

    assert "🔗 May belong together: BIL-01 · Stadtteilmütter" in page[0]
    assert "Mütter aus dem Viertel besuchen Familien zu Hause" in whole[0]
    assert "named by 2 groups, 2 times high" in whole[0]
    assert accepted[0].startswith("✅ BIL-01 · Stadtteilmütter\naccepted")


async def put_before_the_council(town: Town, people: dict[str, Resident]) -> list[list[str]]:
    """Join, accept, draft, make final; return what Mehmet hears while it is a draft, and when it is final."""
    petra, mehmet = people["Petra"], people["Mehmet"]
    await hand_in_twice(people)
    await petra.says("/inbox")
    await petra.presses("IKB-01", "🔗 Join to BIL-01")
    await petra.says("/inbox")
    await petra.presses("BIL-01", "✅ Accept")
    await hears_after_grace(town, mehmet)
    await draft_with_three_committees(petra)
    drafting = await mehmet.hears()
    await petra.presses("Back", "✅ Make final", "Make final all the same")
    return [drafting, await hears_after_grace(town, mehmet)]


async def test_each_step_is_told_once_in_the_language_of_each(town: Town, people: dict[str, Resident]) -> None:
    klaus, mehmet = people["Klaus"], people["Mehmet"]
    drafting, *heard = await put_before_the_council(town, people)

    for day, committee, outcome in (
        (local(20, 10, 2009, 18), "Sozialsenat", "✅ decided unanimously"),
        (local(10, 11, 2009, 18), "Finanzsenat", "✅ decided by a majority"),
        (local(17, 12, 2009, 18), "Stadtrat", "✅ decided unanimously"),
    ):
        await town.move_to(day)
        await klaus.says("/papers")
        await klaus.presses("V-01", f"🏛 {committee}", outcome)
        if "majority" in outcome:
            await klaus.says("9:2")
        await klaus.presses(f"Today, {day:%d.%m.%Y}")
        heard.append(await hears_after_grace(town, mehmet))

    assert drafting == []
    assert [text.split("\n\n")[1:-2] for [text] in heard] == STEPS
    assert all(text.endswith(f"{MINE}\n\n{BECAUSE}") for [text] in heard)
    author, member = DeliveryReason.AUTHOR.value, DeliveryReason.MEMBER.value
    steps = ["final", "station", "station", "decided"]
    assert told(town) == {
        "Ayşe": [(step, author, "tr") for step in steps],
        "Mehmet": [(step, member, "en") for step in steps],
        "Olga": [(step, author, "ru") for step in steps],
    }
    assert "IKB-01 · Mütter aus dem Viertel besuchen Familien zu Hause" in people["Olga"].screen
    measures = select(Measure.number, Measure.state)
    begun = town.database.look(lambda session: session.execute(measures).all())
    assert [tuple(one) for one in begun] == [("BIL-01", MeasureState.RESOLVED)]


async def hears_after_grace(town: Town, mehmet: Resident) -> list[str]:
    """Let the time of grace pass, and return what Mehmet hears of the paper."""
    await town.pass_time(minutes=3)
    return [text for text in await mehmet.hears() if text.startswith("📄 V-01")]
