"""Opinions of the advisory board: one message, for the steering group alone, taken back by whoever gave it."""

from __future__ import annotations

from sqlalchemy import select

from bot.callback_data.advice import GiveAdvice, ListAdvice, TakeAdviceBack
from bot.callback_data.results import OpenResult, ReadResult
from models import Advice, Result, ResultState
from tests.factories import create_membership
from tests.handlers.test_releases import FOR_THE_BOARD, reads, release
from tests.steering import NOT_HERE, Steered, steered
from tests.towns import Resident, Town, local

TEXT = "Finanzierung ab dem 3. Jahr <klären>."
ASKED = (
    "BIL-01 · Stadtteilmütter\n\nWhat is your opinion? Please write it in one message.\n\n"
    "The steering group reads it word for word, so German is best. It is advice, not a decision."
)
SAVED = "✅ Opinion saved: BIL-01 · Stadtteilmütter\n\nThe steering group gets it now, nobody else."
NEWS = "💬 The advisory board has given an opinion\n\nBIL-01 · Stadtteilmütter"


async def released(town: Town) -> tuple[Steered, dict[str, Resident]]:
    """Settle the town, with BIL-01 released and the board told."""
    made, people = await steered(town)
    await release(people["Petra"])
    await town.move_to(local(13, 10, 2009, 17))
    await people["Bernd"].hears()
    return made, people


async def advise(bernd: Resident, text: str = TEXT) -> list[str]:
    """Give an opinion: two taps from the digest and one message."""
    await bernd.presses("BIL-01", "✍️ Give an opinion")
    return await bernd.says(text)


def _advices(town: Town) -> list[str]:
    return town.database.look(lambda session: list(session.scalars(select(Advice.text).order_by(Advice.id))))


async def test_two_taps_and_one_message_give_an_opinion(town: Town) -> None:
    _, people = await released(town)

    opened = await people["Bernd"].presses("BIL-01")
    asked = await people["Bernd"].presses("✍️ Give an opinion")

    assert (opened, asked) == ([FOR_THE_BOARD], [ASKED])
    assert await people["Bernd"].says(TEXT) == [SAVED]
    assert await people["Bernd"].presses("Open") == [f"{FOR_THE_BOARD}\n\nYour opinion:\n\n{TEXT}"]


async def test_the_steering_group_is_told_and_reads_it_with_the_result(town: Town) -> None:
    _, people = await released(town)
    await advise(people["Bernd"])

    told = [await people[name].hears() for name in ("Petra", "Sabine", "Amal", "Olga", "Klaus", "Gül", "Darya")]
    page = await people["Sabine"].presses("Open")
    inbox = await people["Sabine"].says("/inbox")

    assert told == [[NEWS], [NEWS], [], [], [], [], []]
    assert page[0].endswith(f"\n\n💬 1 opinion of the board\n{TEXT}")
    assert "2 times high · handed in\n💬 1 opinion of the board\n\n🆕 IKB-01" in inbox[0]


async def test_long_opinions_stand_in_full_on_a_page_of_their_own(town: Town) -> None:
    _, people = await released(town)
    long = "Sorgfältig prüfen. " * 60
    await advise(people["Bernd"], long)
    await people["Sabine"].hears()

    page = await people["Sabine"].presses("Open")
    opinions = await people["Sabine"].presses("💬 Read the opinions")

    assert page[0].endswith("Sorgfältig prüf…")
    assert opinions == [
        f"BIL-01 · Stadtteilmütter\n\n💬 1 opinion of the board\n\nTuesday, 13.10.2009, 17:00\n{long.strip()}"
    ]


async def test_nobody_else_reads_the_opinions(town: Town) -> None:
    made, people = await released(town)
    await advise(people["Bernd"])

    group = await people["Amal"].forges(ReadResult(made.results["BIL-01"]).pack())

    assert TEXT not in group[0]
    for name in ("Amal", "Olga", "Darya", "Gül", "Klaus", "Bernd"):
        assert await people[name].forges(ListAdvice(made.results["BIL-01"], 0).pack()) == [NOT_HERE]


async def test_only_the_board_gives_opinions(town: Town) -> None:
    made, people = await released(town)

    for name in ("Amal", "Olga", "Darya", "Gül", "Klaus", "Petra"):
        assert await people[name].forges(GiveAdvice(made.results["BIL-01"]).pack()) == [NOT_HERE]


async def test_an_opinion_changes_no_state(town: Town) -> None:
    made, people = await released(town)
    await advise(people["Bernd"])

    result = town.database.look(lambda session: session.get_one(Result, made.results["BIL-01"]))
    assert (result.state, result.conclusions) == (ResultState.SUBMITTED, [])


async def test_what_does_not_fit_is_asked_again(town: Town) -> None:
    _, people = await released(town)
    bernd = people["Bernd"]
    await bernd.presses("BIL-01", "✍️ Give an opinion")

    empty = await bernd.says("\u200f ")
    spoken = await bernd.speaks()
    long = await bernd.says("ä" * 2001)

    assert empty == ["That was empty. Please write a few words.", ASKED]
    assert spoken == ["I need this as text, please.", ASKED]
    assert long[0] == "That is too long: at most 2000 characters, please. Write it again, a little shorter."
    assert await bernd.says("ä" * 2000) == [SAVED]
    assert _advices(town) == ["ä" * 2000]


async def test_the_question_for_an_opinion_outlives_a_restart_but_not_a_withdrawal(town: Town) -> None:
    _, people = await released(town)
    bernd = people["Bernd"]
    await bernd.presses("BIL-01", "✍️ Give an opinion")
    await town.restart()
    await people["Petra"].presses("🔒 Withdraw the release")

    heard = await bernd.says(TEXT)

    assert heard == [NOT_HERE]
    assert _advices(town) == []
    assert await bernd.says("/cancel") == ["There is nothing to cancel. /start shows the menu."]


async def test_after_a_withdrawal_the_menu_does_not_name_the_result_any_more(town: Town) -> None:
    _, people = await released(town)
    bernd = people["Bernd"]
    await bernd.presses("BIL-01", "✍️ Give an opinion")
    await people["Petra"].presses("🔒 Withdraw the release")

    heard = await bernd.speaks()

    assert heard == ["I need this as text, please.", NOT_HERE]


async def test_whoever_gave_an_opinion_takes_it_back(town: Town) -> None:
    made, people = await released(town)
    await advise(people["Bernd"])
    await people["Bernd"].presses("Open")

    heard = await people["Bernd"].presses("↩ Take my opinion back")

    page = await people["Petra"].forges(OpenResult(made.results["BIL-01"]).pack())
    assert heard == ["Your opinion is taken back."]
    assert _advices(town) == []
    assert "opinion" not in page[0]


async def test_news_that_waits_for_the_morning_goes_with_the_opinion(town: Town) -> None:
    _, people = await released(town)
    await town.move_to(local(13, 10, 2009, 23))
    await advise(people["Bernd"])
    await people["Bernd"].presses("Open", "↩ Take my opinion back")

    await town.move_to(local(14, 10, 2009, 9))

    assert await people["Sabine"].hears() == []


async def test_nobody_takes_the_opinion_of_somebody_else_back(town: Town) -> None:
    made, people = await released(town)
    town.database.transact(create_membership, made.people["Amal"], made.bodies["BEI"])
    await advise(people["Bernd"])
    number = town.database.look(lambda session: session.scalars(select(Advice.id)).one())
    await people["Petra"].hears()

    assert await people["Amal"].forges(TakeAdviceBack(number).pack()) == [NOT_HERE]
    assert await people["Petra"].forges(TakeAdviceBack(number).pack()) == [NOT_HERE]
    assert await reads(people["Amal"], made) == [FOR_THE_BOARD]
    assert _advices(town) == [TEXT]


async def test_own_words_can_be_taken_back_after_a_withdrawal_too(town: Town) -> None:
    made, people = await released(town)
    bernd = people["Bernd"]
    await advise(bernd)
    await bernd.presses("Open")
    await people["Petra"].forges(OpenResult(made.results["BIL-01"]).pack())
    await people["Petra"].presses("🔒 Withdraw the release")

    assert await bernd.presses("↩ Take my opinion back") == ["Your opinion is taken back."]
    assert await reads(bernd, made) == [NOT_HERE]
