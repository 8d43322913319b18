"""What became of one's ideas: seen in two taps, with the result's state and the reason, and nobody else's."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.services.conclusions import Decision, conclude
from models import ConclusionKind, Idea, IdeaState, Measure, MeasureState, Paper, PaperItem, Priority, Result
from tests.factories import LONG_AGO, create_body, create_idea, create_result
from tests.handlers.joining import SPEAKER, join_town, participant_id
from tests.steering import steered
from tests.towns import Resident, Town


async def test_u08_two_taps_show_what_became_of_an_idea(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))
    await amal.says("A fest")
    await amal.presses("Yes", "AG Bildung")
    await amal.speaks()
    await amal.presses("Yes", "AG Bildung")
    await sabine.hears()
    await sabine.presses("✍️ Write it down")
    await sabine.says("Ein Chor")
    await amal.hears()
    await amal.says("/start")

    listed = await amal.presses("💡 Idea", "📋 My ideas")

    assert listed == ["📋 My ideas\n\n• Ein Chor – written down; please say whether it is right\n• A fest – new"]
    assert amal.buttons == ["Ein Chor", "A fest", "💡 Another idea", "Main menu"]


async def test_an_author_answers_from_the_page_too(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))
    await amal.speaks()
    await amal.presses("Yes", "AG Bildung")
    await sabine.hears()
    await sabine.presses("✍️ Write it down")
    await sabine.says("Ein Chor")
    await amal.hears()
    await amal.says("/ideas")

    shown = await amal.presses("Ein Chor")
    await amal.presses("👍 That is right", "📋 My ideas")

    assert shown == [
        (
            "💡 Idea for: AG Bildung\n\nEin Chor\n\nTuesday, 13.10.2009"
            "\nState: written down; please say whether it is right"
        )
    ]
    assert amal.screen == "📋 My ideas\n\n• Ein Chor – written down"


async def test_nobody_sees_ideas_of_others_there(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    sabine = await join_town(town, "Sabine", (education, SPEAKER))
    town.database.transact(create_idea, education)

    listed = await sabine.says("/ideas")
    forged = [await sabine.forges("ideaown:1:0"), await sabine.forges("ideaown:9:0")]

    assert listed == ["📋 My ideas\n\nThere is none yet."]
    assert sabine.buttons == ["💡 Idea", "Main menu"]
    assert forged == [["That is not available here. /help shows what is possible."]] * 2


async def test_many_ideas_stand_on_several_pages(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung")
    amal = await join_town(town, "Amal")
    author = town.database.look(participant_id, amal.id)
    for number in range(8):
        town.database.transact(create_idea, education, f"Idea {number}", author_id=author)

    await amal.says("/ideas")
    turned = await amal.presses("Next ▶")
    await amal.presses("Idea 0", "Back")

    assert turned == ["📋 My ideas\n\n• Idea 1 – new\n• Idea 0 – new"]
    assert amal.screen == turned[0]
    assert amal.buttons == ["Idea 1", "Idea 0", "◀ Previous", "💡 Another idea", "Main menu"]


async def _become_a_result(town: Town) -> tuple[Resident, int, int]:
    """Let Darya's idea be a result; return her, the result and Petra, who concludes."""
    made, people = await steered(town)

    def grow(session: Session) -> int:
        idea = create_idea(session, made.bodies["BIL"], "A fest", author_id=made.people["Darya"])
        session.get_one(Idea, idea).state = IdeaState.USED
        result = create_result(session, "BIL-09", "Fest", {made.bodies["BIL"]: Priority.HIGH})
        session.get_one(Result, result).idea_id = idea
        return result

    return people["Darya"], town.database.transact(grow), made.people["Petra"]


async def test_an_author_reads_the_state_of_the_result_and_the_reason(town: Town) -> None:
    darya, result, petra = await _become_a_result(town)
    before = await darya.says("/ideas")
    decision = Decision(result, ConclusionKind.REJECT, 0, reason="There is one already.")
    town.database.transact(conclude, decision, acting=petra, now=town.clock.now())

    after = await darya.says("/ideas")
    shown = await darya.presses("A fest")

    assert before == ["📋 My ideas\n\n• A fest – result BIL-09: handed in"]
    assert after == ["📋 My ideas\n\n• A fest – result BIL-09: not accepted"]
    assert shown[0].split("\n\n")[2:] == [
        "Thursday, 15.01.2009\nResult: BIL-09 · Fest\nState: not accepted",
        "There is one already.",
    ]


async def test_an_author_sees_the_council_paper_and_the_decision(town: Town) -> None:
    darya, result, _petra = await _become_a_result(town)

    def propose(session: Session) -> None:
        session.add(Paper(number=1, created_at=LONG_AGO, items=[PaperItem(result_id=result, position=1)]))

    def decide(session: Session) -> None:
        state = MeasureState.RESOLVED
        session.add(Measure(number="BIL-09", title="Fest", result_id=result, state=state, created_at=LONG_AGO))

    town.database.transact(propose)
    proposed = await darya.says("/ideas")
    town.database.transact(decide)
    decided = await darya.says("/ideas")

    assert proposed == ["📋 My ideas\n\n• A fest – result BIL-09: in a council paper"]
    assert decided == ["📋 My ideas\n\n• A fest – result BIL-09: decided"]
