"""New results are on the steering group's next agenda by themselves, for those who may read them."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from bot.services import results
from bot.services.results import Proposal
from models import Membership, MembershipRole, Priority
from tests.factories import create_meeting
from tests.steering import Steered, steered
from tests.towns import Resident, Town, local

RESULTS = """3. Results of: AG Bildung (Education)
🗣 Presented by: Amal
• BIL-01 · Stadtteilmütter: High, named by 2 groups, 2 times high
4. Results of: AG Begegnung (Encounter)
🗣 Presented by: Olga
• IKB-01 · Begegnungsfest: Not stated, named by 1 group, 0 times high"""
MONDAY, TUESDAY = local(19, 10, 2009, 20), local(20, 10, 2009, 18)
AGENDA = "agenda:1"


def meet_on_tuesday(session: Session, made: Steered) -> None:
    """Let the steering group meet on Tuesday and once more later; Amal speaks for AG Bildung."""
    for day in (TUESDAY, local(15, 12, 2009, 18)):
        create_meeting(session, made.bodies["STG"], day, place="")
    membership = session.query(Membership).filter_by(participant_id=made.people["Amal"]).one()
    membership.role = MembershipRole.SPEAKER


async def meeting_town(town: Town) -> tuple[Steered, dict[str, Resident]]:
    """Settle the town of the steering group, which is about to meet."""
    made, people = await steered(town)
    town.database.transact(meet_on_tuesday, made)
    return made, people


def points(heard: list[str]) -> str:
    """Return the numbered points of an agenda."""
    [agenda] = [text for text in heard if text.startswith("📋")]
    return agenda.split("\n\n")[-1]


async def test_what_stands_open_is_presented_by_its_group(town: Town) -> None:
    _, people = await meeting_town(town)

    shown = await people["Petra"].forges(AGENDA)

    assert points(shown).splitlines()[2:-2] == RESULTS.splitlines()
    assert people["Petra"].buttons == ["✍️ Propose a topic", "📥 Inbox"]


async def test_what_is_handed_in_on_monday_is_on_tuesdays_agenda(town: Town) -> None:
    made, people = await meeting_town(town)
    await town.move_to(MONDAY)
    await people["Amal"].says("/result")
    await people["Amal"].says("Hausaufgabenhilfe\nNachmittags in der Schule")
    await people["Amal"].presses("Medium", "✅ Hand in")

    await town.move_to(local(20, 10, 2009, 12))
    tuesday = points(await people["Petra"].forges(AGENDA))
    later = points(await people["Petra"].forges("agenda:2"))

    assert "• BIL-02 · Hausaufgabenhilfe: Medium, named by 1 group, 0 times high" in tuesday.splitlines()
    assert later.splitlines()[2] == "3. Results of the working groups"
    assert made.results.keys() == {"BIL-01", "IKB-01"}


async def test_a_conclusion_takes_a_result_off_and_a_question_does_not(town: Town) -> None:
    _, people = await meeting_town(town)
    petra = people["Petra"]
    await petra.says("/inbox")
    await petra.presses("BIL-01", "❓ Ask the group")
    await petra.says("Wer macht es?")
    await petra.says("/inbox")
    await petra.presses("IKB-01", "⏸ Put off")

    shown = points(await petra.forges(AGENDA))

    assert ("BIL-01" in shown, "IKB-01" in shown) == (True, False)


async def test_the_agenda_of_a_meeting_stays_as_it_was_when_people_met(town: Town) -> None:
    made, people = await meeting_town(town)
    petra = people["Petra"]
    await town.move_to(local(20, 10, 2009, 19))
    await petra.says("/inbox")
    await petra.presses("BIL-01", "✅ Accept")
    proposal = Proposal(made.bodies["IKB"], "Chor", "Singen.", Priority.LOW, [])
    town.database.transact(results.submit, proposal, acting=made.people["Olga"], now=town.clock.now())

    then = points(await petra.forges(AGENDA))
    following = points(await petra.forges("agenda:2"))

    assert then.splitlines()[2:-2] == RESULTS.splitlines()
    assert ["BIL-01" in following, "IKB-01" in following, "IKB-02" in following] == [False, True, True]


@pytest.mark.parametrize(
    ("name", "reads", "buttons"),
    [
        ("Petra", True, ["✍️ Propose a topic", "📥 Inbox"]),
        ("Klaus", True, ["✍️ Propose a topic", "📄 Agenda (Word)", "🖨 Attendance sheet"]),
        ("Gül", False, ["✍️ Propose a topic"]),
    ],
)
async def test_guests_of_the_steering_group_read_no_results(
    town: Town, name: str, reads: bool, buttons: list[str]
) -> None:
    _, people = await meeting_town(town)

    shown = points(await people[name].forges(AGENDA))

    assert ("BIL-01" in shown, people[name].buttons) == (reads, buttons)


@pytest.mark.parametrize("name", ["Amal", "Olga", "Bernd", "Darya"])
async def test_nobody_else_reads_the_agenda(town: Town, name: str) -> None:
    _, people = await meeting_town(town)

    heard = [await people[name].forges(data) for data in (AGENDA, "topicnew:1", "print:1:agenda", "agenda:77")]

    assert heard == [["That is not available here. /help shows what is possible."]] * 4
