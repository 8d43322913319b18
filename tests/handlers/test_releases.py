"""Released to the advisory board: by one tap, told once a day, read by its members; withdrawn, and gone for them."""

from __future__ import annotations

from sqlalchemy import select, update

from bot.callback_data.advice import GiveAdvice
from bot.callback_data.releases import ReadReleased, ReleaseResult, WithdrawRelease
from models import AuditEntry, Participant, Release
from tests.factories import create_result
from tests.steering import MOTHERS, NOT_HERE, Steered, steered
from tests.towns import Resident, Town, local

RELEASED = "📤 Released to the advisory board: Tuesday, 13.10.2009, 10:00"
FOR_THE_BOARD = (
    "BIL-01 · Stadtteilmütter\n\nMütter besuchen Familien.\n\n"
    "• AG Bildung (Education): High\n• AG Begegnung (Encounter): High\n\nState: handed in"
)
NOTE = "From the steering group. You can give an opinion on each; it is advice and changes nothing by itself."


async def release(petra: Resident, number: str = "BIL-01") -> list[str]:
    """Open a result from the inbox and release it: two taps after the inbox is there."""
    await petra.says("/inbox")
    return await petra.presses(number, "📤 Release to the board")


async def reads(resident: Resident, made: Steered, number: str = "BIL-01") -> list[str]:
    """Send the data of the button that opens a released result."""
    return await resident.forges(ReadReleased(made.results[number]).pack())


async def test_two_taps_release_a_result_and_the_page_says_by_whom(town: Town) -> None:
    made, people = await steered(town)

    heard = await release(people["Petra"])

    assert heard == [f"Released. The advisory board can read it now.\n\n{MOTHERS}\n\n{RELEASED}, by Petra"]
    assert await reads(people["Bernd"], made) == [FOR_THE_BOARD]


async def test_what_is_not_released_cannot_be_opened_by_a_forged_button(town: Town) -> None:
    made, people = await steered(town)
    await release(people["Petra"])

    assert await reads(people["Bernd"], made, "IKB-01") == [NOT_HERE]
    assert await people["Bernd"].forges(ReadReleased(999).pack()) == [NOT_HERE]
    assert await people["Bernd"].forges(GiveAdvice(made.results["IKB-01"]).pack()) == [NOT_HERE]


async def test_nobody_but_members_of_the_board_opens_what_is_released(town: Town) -> None:
    made, people = await steered(town)
    await release(people["Petra"])

    for name in ("Amal", "Olga", "Darya", "Gül", "Klaus", "Petra"):
        assert await reads(people[name], made) == [NOT_HERE]
        assert await people[name].says("/board") == [NOT_HERE]


async def test_only_the_steering_group_releases(town: Town) -> None:
    made, people = await steered(town)

    for name in ("Amal", "Olga", "Darya", "Gül", "Klaus", "Bernd"):
        assert await people[name].forges(ReleaseResult(made.results["BIL-01"], 0).pack()) == [NOT_HERE]

    assert town.database.look(lambda session: list(session.scalars(select(Release)))) == []


async def test_after_a_withdrawal_nothing_can_be_opened_whatever_button_is_used(town: Town) -> None:
    made, people = await steered(town)
    bernd, petra = people["Bernd"], people["Petra"]
    await release(petra)
    await town.move_to(local(13, 10, 2009, 17))
    await bernd.hears()
    await bernd.presses("BIL-01")

    heard = await petra.presses("🔒 Withdraw the release")

    assert heard[0].startswith("Withdrawn. The advisory board cannot open it any more.")
    assert heard[0].endswith("🔒 The release to the advisory board was withdrawn: Tuesday, 13.10.2009, 17:00")
    assert await bernd.presses("✍️ Give an opinion") == [NOT_HERE]
    assert await reads(bernd, made) == [NOT_HERE]
    assert await bernd.says("/board") == ["📬 Results for your information\n\nNothing is released at the moment."]


async def test_a_release_and_its_withdrawal_are_logged(town: Town) -> None:
    made, people = await steered(town)
    await release(people["Petra"])
    await people["Petra"].presses("🔒 Withdraw the release")

    log = select(AuditEntry.action, AuditEntry.actor_id, AuditEntry.object_id).order_by(AuditEntry.id)
    rows = town.database.look(lambda session: [tuple(row) for row in session.execute(log)])

    petra, mothers = made.people["Petra"], made.results["BIL-01"]
    assert rows == [("release", petra, mothers), ("withdraw", petra, mothers)]


async def test_whoever_releases_second_sees_that_it_is_released_already(town: Town) -> None:
    _, people = await steered(town)
    sabine = people["Sabine"]
    await sabine.says("/inbox")
    await sabine.presses("BIL-01")
    await release(people["Petra"])

    heard = await sabine.presses("📤 Release to the board")

    assert heard == [
        f"It is released already: somebody else was faster.\n\n{MOTHERS}\n\n{RELEASED}, by Petra",
    ]
    assert len(town.database.look(lambda session: list(session.scalars(select(Release))))) == 1


async def test_whoever_withdraws_second_sees_that_it_is_withdrawn_already(town: Town) -> None:
    _, people = await steered(town)
    await release(people["Petra"])
    number = town.database.look(lambda session: session.scalars(select(Release.id)).one())
    await people["Petra"].presses("🔒 Withdraw the release")

    heard = await people["Sabine"].forges(WithdrawRelease(number).pack())

    assert heard[0].startswith(f"Somebody else has withdrawn the release meanwhile.\n\n{MOTHERS}")


async def test_an_old_button_does_not_release_what_was_withdrawn_since(town: Town) -> None:
    made, people = await steered(town)
    await release(people["Petra"])
    await people["Petra"].presses("🔒 Withdraw the release")

    heard = await people["Sabine"].forges(ReleaseResult(made.results["BIL-01"], 0).pack())

    assert heard[0].startswith("Somebody else has withdrawn the release meanwhile.")
    assert await reads(people["Bernd"], made) == [NOT_HERE]


async def test_a_member_without_a_name_releases_without_one(town: Town) -> None:
    made, people = await steered(town)
    nameless = update(Participant).where(Participant.id == made.people["Petra"]).values(display_name="")
    town.database.transact(lambda session: session.execute(nameless))

    heard = await release(people["Petra"])

    assert heard[0].endswith(RELEASED)


async def test_the_board_has_one_message_at_five_with_a_button_for_each(town: Town) -> None:
    _, people = await steered(town)
    bernd = people["Bernd"]
    await release(people["Petra"])
    await release(people["Petra"], "IKB-01")
    before = await bernd.hears()

    await town.move_to(local(13, 10, 2009, 17))

    digest = f"📬 2 points for your information\n\nBIL-01 · Stadtteilmütter\nIKB-01 · Begegnungsfest\n\n{NOTE}"
    assert before == []
    assert await bernd.hears() == [digest]
    assert bernd.buttons == ["BIL-01", "IKB-01"]
    assert await bernd.presses("BIL-01") == [FOR_THE_BOARD]


async def test_of_many_the_first_eight_have_a_button_and_the_list_has_pages(town: Town) -> None:
    made, people = await steered(town)
    education, bernd, petra = made.bodies["BIL"], people["Bernd"], people["Petra"]
    for number in range(2, 11):
        result = town.database.transact(create_result, f"BIL-{number:02}", "Mehr", {education: None})
        await petra.forges(ReleaseResult(result, 0).pack())
    await town.move_to(local(13, 10, 2009, 17))

    heard = await bernd.hears()

    assert heard[0].startswith("📬 9 points for your information")
    assert bernd.buttons == [*(f"BIL-{number:02}" for number in range(2, 10)), "📬 Show all"]
    listed = await bernd.presses("📬 Show all")
    assert listed[0].startswith("📬 Results for your information\n\nBIL-10 · Mehr\nBIL-09 · Mehr")
    assert await bernd.presses("Next ▶") == ["📬 Results for your information\n\nBIL-02 · Mehr"]


async def test_the_menu_of_the_board_leads_to_what_is_released(town: Town) -> None:
    _, people = await steered(town)
    await release(people["Petra"])
    await people["Bernd"].says("/start")

    assert await people["Bernd"].presses("📬 For the board") == [
        "📬 Results for your information\n\nBIL-01 · Stadtteilmütter"
    ]
    assert "📬 For the board" not in people["Amal"].buttons


async def test_the_board_reads_the_conclusion_and_its_reason_without_names(town: Town) -> None:
    made, people = await steered(town)
    petra = people["Petra"]
    await release(petra)
    await petra.says("/inbox")
    await petra.presses("BIL-01", "✖️ Do not accept")
    await petra.says("Kein Geld.")

    heard = await reads(people["Bernd"], made)

    assert heard[0].endswith("Conclusion: not accepted (Tuesday, 13.10.2009, 10:00)\nKein Geld.")
    assert "Petra" not in heard[0]
