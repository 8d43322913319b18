"""Council papers in the chat: drafted from ticked proposals, made final, opened again, withdrawn, numbered."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import AuditEntry, Paper, PaperState
from tests.drafting import concluded
from tests.steering import NOT_HERE
from tests.towns import Resident, Town

CHOICE = (
    "Which proposals go into the paper?\n\n"
    "BIL-01 · Stadtteilmütter\nnamed by 2 groups, 2 times high\n\n"
    "IKB-01 · Begegnungsfest\nnamed by 1 group, 0 times high\n\n"
)
MOTHERS = "• BIL-01 · Stadtteilmütter"
FESTIVAL = "• IKB-01 · Begegnungsfest"
SECTIONS = [
    "Subject",
    "Offices involved",
    "Facts of the case",
    "Proposed decision",
    "Financial effects",
    "References",
]
#: What those may do, besides opening sections and the file, who only read.
FOR_READERS = ["📎 Proposals", "🔢 Number", "🏛 Way through the council", "📄 All papers"]


def page(
    *proposals: str, gaps: str, state: str = "📝 V-01 · draft", notice: str = "", public: bool = True
) -> list[str]:
    """What the page of a paper says below what has just happened, without its subject."""
    session = "For a public session" if public else "For a session that is not public"
    return [part for part in (notice, state, "\n".join([*proposals, *([gaps] if gaps else []), session])) if part]


def without_subject(heard: list[str]) -> list[str]:
    """The page's paragraphs without the subject, which is German."""
    (text,) = heard
    return [
        paragraph for paragraph in text.split("\n\n") if "Stadtteilmütter”" not in paragraph and "„" not in paragraph
    ]


async def drafted(petra: Resident, *numbers: str) -> list[str]:
    """Let Petra draft a paper of these proposals."""
    await petra.says("/papers")
    return await petra.presses("➕ New paper", *numbers, "📝 Draft")


def states(session: Session) -> list[tuple[int, PaperState]]:
    """The papers with their states."""
    return [(paper.number, paper.state) for paper in session.scalars(select(Paper).order_by(Paper.number))]


async def test_a_paper_of_two_proposals_takes_four_taps_and_no_message(town: Town) -> None:
    _, people = await concluded(town)
    petra = people["Petra"]

    assert await petra.says("/papers") == ["📄 Council papers\n\nThere is none yet."]
    assert await petra.presses("➕ New paper") == [f"{CHOICE}0 proposals ticked"]
    assert await petra.presses("BIL-01") == [f"{CHOICE}1 proposal ticked"]
    assert await petra.presses("IKB-01") == [f"{CHOICE}2 proposals ticked"]
    assert without_subject(await petra.presses("📝 Draft")) == page(
        MOTHERS,
        FESTIVAL,
        gaps="7 gaps are open",
        notice="✅ Draft ready. Every section is filled with what is known.",
    )
    assert petra.buttons == [
        "📄 Word file",
        "📥 Edited file",
        *SECTIONS,
        "📎 Proposals",
        "🔢 Number",
        "🏛 Way through the council",
        "✅ Make final",
        "🔒 Not public",
        "🗑 Withdraw",
        "📄 All papers",
    ]


async def test_gaps_are_read_out_before_a_paper_is_final(town: Town) -> None:
    _, people = await concluded(town)
    petra = people["Petra"]
    await drafted(petra, "BIL-01")

    (warned,) = await petra.presses("✅ Make final")
    final = await petra.presses("Make final all the same")

    assert warned.split("\n\n")[:2] == [
        "📝 V-01 · draft",
        "Something is still open. Make it final all the same?",
    ]
    assert [line[:10] for line in warned.split("\n\n")[2].split("\n")] == ["• [OFFEN: "] * 2
    assert without_subject(final) == page(
        MOTHERS,
        gaps="2 gaps are open",
        state="📄 V-01 · final",
        notice="✅ Final. The sections stay as they are now.",
    )
    await petra.presses("Subject")
    assert petra.buttons == ["Back"]


async def test_a_final_paper_is_a_draft_again_until_something_is_decided(town: Town) -> None:
    _, people = await concluded(town)
    petra = people["Petra"]
    await drafted(petra, "BIL-01")
    await petra.presses("✅ Make final", "Make final all the same")

    assert without_subject(await petra.presses("↩ Draft again")) == page(
        MOTHERS, gaps="2 gaps are open", notice="It is a draft again."
    )
    town.database.transact(decide)
    await petra.says("/papers")
    await petra.presses("V-01")
    assert petra.buttons[7:] == FOR_READERS


def decide(session: Session) -> None:
    """Let the paper be decided."""
    session.scalars(select(Paper)).one().state = PaperState.DECIDED


async def test_each_step_is_logged(town: Town) -> None:
    _, people = await concluded(town)
    petra = people["Petra"]
    await drafted(petra, "BIL-01")
    await petra.presses("✅ Make final", "Make final all the same", "↩ Draft again", "🗑 Withdraw", "🗑 Yes, withdraw")

    logged = town.database.look(
        lambda session: [
            entry.action for entry in session.scalars(select(AuditEntry).where(AuditEntry.object_kind == "paper"))
        ]
    )

    assert logged == ["draft", "make final", "reopen", "withdraw"]
    assert town.database.look(states) == [(1, PaperState.WITHDRAWN)]


async def test_a_withdrawn_paper_can_be_read_and_nothing_else(town: Town) -> None:
    _, people = await concluded(town)
    petra = people["Petra"]
    await drafted(petra, "BIL-01")

    heard = await petra.presses("🗑 Withdraw")
    withdrawn = await petra.presses("🗑 Yes, withdraw")

    assert heard == ["📝 V-01 · draft\n\nWithdraw this paper? It cannot be opened again."]
    assert without_subject(withdrawn) == page(
        MOTHERS,
        gaps="",
        state="🗑 V-01 · withdrawn",
        notice="Withdrawn. Its proposals can go into another paper.",
    )
    assert petra.buttons[7:] == ["📎 Proposals", "🏛 Way through the council", "📄 All papers"]


async def test_two_at_once_the_second_looks_again_before_it_is_final(town: Town) -> None:
    _, people = await concluded(town)
    petra, sabine = people["Petra"], people["Sabine"]
    await drafted(petra, "BIL-01")
    await sabine.says("/papers")
    await sabine.presses("V-01", "Subject", "✏️ Write anew")
    await sabine.says("Stadtteilmütter für Coburg")

    assert await petra.presses("✅ Make final") == [
        (
            "Somebody else changed something meanwhile. Please look again.\n\n📝 V-01 · draft\n\n"
            "Stadtteilmütter für Coburg\n\n• BIL-01 · Stadtteilmütter\n2 gaps are open\nFor a public session"
        )
    ]


async def test_the_coordinator_gives_the_number_and_drafts_nothing(town: Town) -> None:
    _, people = await concluded(town)
    petra, klaus = people["Petra"], people["Klaus"]
    await drafted(petra, "BIL-01")

    await klaus.says("/papers")
    opened = klaus.buttons
    await klaus.presses("V-01")
    seen = klaus.buttons
    asked = await klaus.presses("🔢 Number")
    too_long = await klaus.says("9" * 41)
    (answered,) = await klaus.says("IX / <123>")

    assert opened == ["V-01", "Main menu"]
    assert seen == FOR_READERS
    question = "Which number did the administration give? Please write it: at most 40 characters."
    assert asked == [f"📝 V-01 · draft\n\n{question}"]
    assert too_long[0] == "That is too long: at most 40 characters, please. Write it again, a little shorter."
    assert answered.endswith("Number of the administration: IX / <123>\nFor a public session")


async def test_nobody_else_learns_that_there_are_papers(town: Town) -> None:
    _, people = await concluded(town)
    await drafted(people["Petra"], "BIL-01")

    heard = {name: await people[name].says("/papers") for name in ("Amal", "Olga", "Bernd", "Darya", "Gül")}

    assert list(heard.values()) == [[NOT_HERE]] * 5


async def test_whether_the_session_is_public_is_one_tap(town: Town) -> None:
    _, people = await concluded(town)
    petra = people["Petra"]
    await drafted(petra, "BIL-01")

    closed = without_subject(await petra.presses("🔒 Not public"))
    opened = without_subject(await petra.presses("🔓 Public"))

    assert [closed, opened] == [
        page(MOTHERS, gaps="2 gaps are open", public=False),
        page(MOTHERS, gaps="2 gaps are open"),
    ]
