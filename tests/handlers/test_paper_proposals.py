"""Which proposals stand in a council paper: ticked before it is drafted, put in and taken out while it is a draft."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from bot.callback_data.papers import AddProposal, BeginPaper
from bot.services.conclusions import Decision, conclude
from bot.services.standings import stand_for
from models import ConclusionKind, Result
from tests.drafting import concluded
from tests.handlers.test_papers import CHOICE, MOTHERS, drafted, states, without_subject
from tests.towns import Town


async def test_there_is_no_paper_without_proposals(town: Town) -> None:
    _, people = await concluded(town)
    petra = people["Petra"]

    heard = await drafted(petra)

    assert heard == [f"A paper needs at least one proposal. Please tick one first.\n\n{CHOICE}0 proposals ticked"]
    assert town.database.look(states) == []


async def test_ticks_survive_a_restart_and_can_be_taken_back(town: Town) -> None:
    _, people = await concluded(town)
    petra = people["Petra"]
    await petra.says("/papers")
    await petra.presses("➕ New paper", "BIL-01", "IKB-01")

    await town.restart()
    heard = await petra.presses("✅ IKB-01", "📝 Draft")

    assert without_subject(heard)[2] == f"{MOTHERS}\n2 gaps are open\nFor a public session"


async def test_a_paper_begins_from_an_accepted_result_with_it_ticked(town: Town) -> None:
    _, people = await concluded(town)
    petra = people["Petra"]
    await petra.says("/inbox")

    heard = await petra.presses("✅ Concluded results", "BIL-01", "📄 Council paper")

    assert heard == [f"{CHOICE}1 proposal ticked"]
    assert petra.buttons == ["✅ BIL-01", "IKB-01", "📝 Draft", "Cancel"]


async def test_what_stands_in_a_living_paper_is_marked(town: Town) -> None:
    _, people = await concluded(town)
    petra = people["Petra"]
    await drafted(petra, "BIL-01")
    await petra.says("/papers")

    marked = await petra.presses("➕ New paper")
    await petra.presses("Cancel")
    await petra.says("/papers")
    await petra.presses("V-01", "🗑 Withdraw", "🗑 Yes, withdraw", "📄 All papers", "➕ New paper")

    assert "Stadtteilmütter\nnamed by 2 groups, 2 times high\n📄 Already in V-01\n" in marked[0]
    assert petra.screen == f"{CHOICE}0 proposals ticked"


async def test_what_is_not_accepted_is_not_offered_even_to_a_forged_button(town: Town) -> None:
    made, people = await concluded(town)
    petra = people["Petra"]
    await petra.says("/inbox")
    await petra.presses("✅ Concluded results", "IKB-01", "⏸ Put off")

    refused = await petra.forges(BeginPaper(made.results["IKB-01"]).pack())
    joined = await petra.forges(BeginPaper(made.results["IKB-02"]).pack())

    assert petra.person.answers[-1].text == "This button is no longer current."
    assert [len(refused), len(joined)] == [1, 1]
    assert "BIL-01" in (await drafted(petra, "BIL-01"))[0]


async def test_with_nothing_accepted_the_way_leads_to_the_inbox(town: Town) -> None:
    _, people = await concluded(town)
    petra = people["Petra"]
    for number in ("BIL-01", "IKB-01"):
        await petra.says("/inbox")
        await petra.presses("✅ Concluded results", number, "⏸ Put off")
    await petra.says("/papers")

    heard = await petra.presses("➕ New paper")

    assert heard == ["No proposal is accepted yet. What is accepted in the inbox can go into a paper."]
    assert petra.buttons == ["📥 Inbox", "Cancel"]


async def test_a_result_that_is_no_longer_accepted_is_named_before_the_paper_is_final(town: Town) -> None:
    made, people = await concluded(town)
    petra = people["Petra"]
    await drafted(petra, "BIL-01", "IKB-01")
    town.database.transact(put_off, made.results["IKB-01"], made.people["Petra"], now=town.clock.now())
    await petra.says("/papers")

    (warned,) = await petra.presses("V-01", "✅ Make final")

    assert warned.split("\n\n")[-1] == "⚠️ No longer accepted: IKB-01 · Begegnungsfest"


def put_off(session: Session, result_id: int, acting: int, *, now: datetime) -> None:
    """Let the steering group put a result off."""
    decision = Decision(result_id, ConclusionKind.DEFER, stand_for(session, session.get_one(Result, result_id)).seen)
    conclude(session, decision, acting=acting, now=now)


async def test_a_proposal_is_put_into_a_draft_and_taken_out(town: Town) -> None:
    made, people = await concluded(town)
    petra = people["Petra"]
    await drafted(petra, "BIL-01")

    listed = await petra.presses("📎 Proposals")
    offered = await petra.presses("➕ Add a proposal")
    added = await petra.presses("IKB-01")
    await petra.forges(AddProposal(1, made.results["IKB-01"]).pack())
    twice = petra.person.answers[-1].text
    await petra.says("/papers")
    await petra.presses("V-01", "📎 Proposals")
    removed = await petra.presses("✖️ BIL-01")
    last = await petra.presses("✖️ IKB-01")

    note = "Sections that nobody has written at follow by themselves."
    assert listed == [f"📝 V-01 · draft\n\n{MOTHERS}\n\n{note}"]
    assert offered == ["Which proposal shall be added?\n\nIKB-01 · Begegnungsfest\nnamed by 1 group, 0 times high"]
    assert added == [f"📝 V-01 · draft\n\n{MOTHERS}\n• IKB-01 · Begegnungsfest\n\n{note}"]
    assert twice == "This button is no longer current."
    assert removed == [f"📝 V-01 · draft\n\n• IKB-01 · Begegnungsfest\n\n{note}"]
    assert last == [
        (
            "This is the last proposal: a paper needs at least one. You can withdraw the paper instead.\n\n"
            f"📝 V-01 · draft\n\n• IKB-01 · Begegnungsfest\n\n{note}"
        )
    ]
