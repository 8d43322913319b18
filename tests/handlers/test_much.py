"""A town with more of everything than a keyboard has room for: each list is read to its end, nothing is refused."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models import BodyKind, Broadcast, Conclusion, ConclusionKind, MembershipRole, ResultState, Role
from tests.factories import LONG_AGO, create_body, create_meeting, create_membership, create_result
from tests.handlers.settling import settle
from tests.towns import Resident, Town, local

GROUPS, NETWORKS, MEETINGS, JOINED, BROADCASTS = 130, 101, 120, 110, 60
NAMES = [f"AG Gruppe {number}" for number in range(GROUPS)]
NETWORK_NAMES = [f"Netz {number}" for number in range(NETWORKS)]
RESULTS = [f"BIL-{number}" for number in range(2, JOINED + 2)]


def _fill(session: Session) -> list[int]:
    """Fill the town, and return the numbers of its groups."""
    steering = create_body(session, "STG", "Steuergruppe", BodyKind.STEERING_GROUP)
    groups = [create_body(session, f"G{number}", f"Gruppe {number}") for number in range(GROUPS)]
    for number in range(NETWORKS):
        create_body(session, f"N{number}", f"Netz {number}", BodyKind.NETWORK)
    for group in groups[:MEETINGS]:
        create_meeting(session, group, local(27, 10, 2009, 19))
    for number in range(BROADCASTS):
        session.add(Broadcast(text=f"Nachricht {number}", audience="everyone", created_at=LONG_AGO))
    root = create_result(session, "BIL-1", "Wurzel", {groups[0]: None})
    for name in RESULTS:
        joined = create_result(session, name, "Ast", {groups[0]: None}, state=ResultState.MERGED, parent_id=root)
        merge = Conclusion(result_id=joined, kind=ConclusionKind.MERGE, into_id=root, concluded_at=LONG_AGO)
        session.add(merge)
    return [steering, *groups]


async def _settle_olga(town: Town) -> Resident:
    """Return Olga, who coordinates, sits in the steering group and speaks for every group."""
    steering, *groups = town.database.transact(_fill)
    olga = settle(town, "Olga", bodies=[steering], role=Role.COORDINATOR)
    town.database.transact(_let_speak, groups)
    return olga


def _let_speak(session: Session, groups: list[int]) -> None:
    for group in groups:
        create_membership(session, 1, group, MembershipRole.SPEAKER)


async def _misses(resident: Resident, names: list[str], sign: str = "") -> list[str]:
    """Turn the pages to the last; return which of these buttons, each with `sign` in front, were on none of them."""
    labels = list(resident.buttons)
    while "Next ▶" in resident.buttons:
        await resident.presses("Next ▶")
        labels += resident.buttons
    assert "◀ Previous" in resident.buttons
    return [name for name in names if sign + name not in labels]


async def test_whoever_looks_for_a_group_finds_each_of_130(town: Town) -> None:
    olga = await _settle_olga(town)

    await olga.says("/groups")
    listed = await _misses(olga, NAMES, "✅ ")
    await olga.says("AG")
    named = await _misses(olga, NAMES)
    await olga.presses("Yes")
    for_an_idea = await _misses(olga, NAMES)
    await olga.presses("AG Gruppe 129", "Main menu")
    await olga.says("/result")
    for_a_result = await _misses(olga, NAMES)

    assert (listed, named, for_an_idea, for_a_result) == ([], [], [], [])
    assert town.simulator.refusals == []


async def test_a_result_may_concern_each_of_130_groups(town: Town) -> None:
    olga = await _settle_olga(town)
    await olga.says("/result")
    await olga.presses("AG Gruppe 0")
    await olga.says("Ein Chor")
    await olga.says("Singen verbindet.")

    await olga.presses("High")
    fields = await _misses(olga, NAMES[1:])
    await olga.presses("AG Gruppe 129")

    assert fields == []
    assert "✅ AG Gruppe 129" in olga.buttons
    assert town.simulator.refusals == []


async def test_the_coordination_plans_appoints_and_writes_to_each_of_130_groups(town: Town) -> None:
    olga = await _settle_olga(town)

    await olga.says("/plan")
    planned = await _misses(olga, NAMES + NETWORK_NAMES, "➕ ")
    await olga.says("/plan")
    changed = await _misses(olga, NAMES[:MEETINGS], "✏️ 27.10. ")
    await olga.says("/appoint")
    appointed = await _misses(olga, NETWORK_NAMES)
    await olga.presses("🗣 Speaker of a group")
    spoken_for = await _misses(olga, NAMES)
    link = await olga.presses("Netz 100")
    await olga.says("/broadcast")
    looked_back = await _misses(olga, [f"Nachricht {number}" for number in range(BROADCASTS)], "📊 ")
    await olga.presses("👥 One group")
    written_to = await _misses(olga, NAMES + NETWORK_NAMES)
    asked = await olga.presses("Netz 100")

    assert (planned, changed, appointed, spoken_for) == ([], [], [], [])
    assert (looked_back, written_to) == ([], [])
    assert link[0].startswith("Link for a speaker: Netz 100")
    assert asked[0].startswith("For: Netz 100")
    assert town.simulator.refusals == []


async def test_a_result_that_110_others_were_joined_to_leads_on_to_each(town: Town) -> None:
    olga = await _settle_olga(town)

    await olga.says("/inbox")
    await olga.presses("BIL-1")
    joined = await _misses(olga, RESULTS, "🔗 ")
    opened = await olga.presses("🔗 BIL-111")
    await olga.forges("resread:1:0")
    supporters = await _misses(olga, NAMES[1:], "🤝 Support: ")

    assert (joined, supporters) == ([], [])
    assert opened[0].startswith("BIL-111 · Ast")
    assert town.simulator.refusals == []


async def test_of_120_meetings_the_next_ones_are_listed(town: Town) -> None:
    olga = await _settle_olga(town)

    await olga.says("/meetings")

    assert [label for label in olga.buttons if label.startswith("27.10.")] == [
        f"27.10. AG Gruppe {number}" for number in range(1, 6)
    ]
    assert town.simulator.refusals == []
