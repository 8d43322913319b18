"""The steering group at its inbox: conclude, give reasons, join, undo; what the others hear, and when."""

from __future__ import annotations

import pytest

from models import Result, ResultState
from tests.factories import create_result
from tests.steering import FESTIVAL, FOR_MEMBERS, MOTHERS, TOLD_LATER, steered
from tests.towns import Town

INBOX = (
    "📥 Results that wait for a conclusion\n\n"
    "🆕 BIL-01 · Stadtteilmütter\nnamed by 2 groups, 2 times high · handed in\n\n"
    "🆕 IKB-01 · Begegnungsfest\nnamed by 1 group, 0 times high · handed in\n\n"
    "2 results in all."
)
ACCEPTED = f"✅ BIL-01 · Stadtteilmütter\naccepted\n\n{TOLD_LATER}"
NEWS = (
    "✅ BIL-01 · Stadtteilmütter\n\n"
    "The steering group has accepted this result. Next it works on a proposal for the city council."
)
FROM_YOU = "You get this because it came from you."
FOR_SPEAKERS = "You get this because you speak for a group that handed it in."


async def test_one_tap_concludes_and_lays_the_next_result_on_the_table(town: Town) -> None:
    _, people = await steered(town)
    petra = people["Petra"]

    assert await petra.says("/inbox") == [INBOX]
    assert await petra.presses("BIL-01") == [MOTHERS]
    assert await petra.presses("✅ Accept") == [ACCEPTED, FESTIVAL]
    assert await petra.presses("⏸ Put off") == [
        f"⏸ IKB-01 · Begegnungsfest\nput off\n\n{TOLD_LATER}",
        "Every result has a conclusion. Thank you!",
    ]


async def test_groups_and_authors_hear_of_it_two_minutes_later_each_once(town: Town) -> None:
    _, people = await steered(town)
    await people["Petra"].says("/inbox")
    await people["Petra"].presses("BIL-01", "✅ Accept")

    before = [await people[name].hears() for name in ("Amal", "Mehmet", "Olga")]
    await town.pass_time(minutes=2)

    assert before == [[], [], []]
    assert await people["Amal"].hears() == [f"{NEWS}\n\n{FROM_YOU}"]
    assert await people["Mehmet"].hears() == [f"{NEWS}\n\n{FOR_MEMBERS}"]
    assert await people["Olga"].hears() == [f"{NEWS}\n\n{FOR_SPEAKERS}"]
    assert [await people[name].hears() for name in ("Bernd", "Darya", "Gül", "Klaus", "Sabine")] == [[]] * 5


async def test_a_reason_typed_meanwhile_goes_along(town: Town) -> None:
    _, people = await steered(town)
    petra = people["Petra"]
    await petra.says("/inbox")
    await petra.presses("BIL-01", "✅ Accept")
    petra.person.press("✏️ Add a reason")
    asked = await petra.hears()

    await town.pass_time(minutes=5)
    still_waiting = await people["Mehmet"].hears()
    answered = await petra.says("Zwei AGs <wollen> es.")
    await town.pass_time(minutes=5)

    assert asked == [
        (
            "BIL-01 · Stadtteilmütter\n\nWhy? Please write one or two sentences.\n\n"
            "The groups and authors read it word for word, so German is best."
        )
    ]
    assert still_waiting == []
    assert answered == [f"✅ BIL-01 · Stadtteilmütter\naccepted\n\nZwei AGs <wollen> es.\n\n{TOLD_LATER}"]
    assert await people["Mehmet"].hears() == [
        f"{NEWS}\n\nThe reason:\nZwei AGs <wollen> es.\n\n{FOR_MEMBERS}",
    ]


async def test_a_reason_that_comes_late_is_told_once_more(town: Town) -> None:
    _, people = await steered(town)
    petra = people["Petra"]
    await petra.says("/inbox")
    await petra.presses("BIL-01", "✅ Accept")
    await town.pass_time(minutes=2)
    await people["Mehmet"].hears()

    petra.person.press("✏️ Add a reason")
    await petra.hears()
    await petra.says("Zwei AGs wollen es.")

    assert await people["Mehmet"].hears() == [f"{NEWS}\n\nThe reason:\nZwei AGs wollen es.\n\n{FOR_MEMBERS}"]


async def test_a_conclusion_may_stay_without_a_reason(town: Town) -> None:
    _, people = await steered(town)
    petra = people["Petra"]
    await petra.says("/inbox")
    await petra.presses("BIL-01", "✅ Accept", "✏️ Add a reason")

    assert await petra.presses("Without a reason") == ["All right: the conclusion stands without a reason."]
    assert await petra.says("/cancel") == ["There is nothing to cancel. /start shows the menu."]


@pytest.mark.parametrize(
    ("label", "confirmed", "sentence"),
    [
        (
            "❓ Ask the group",
            "❓ BIL-01 · Stadtteilmütter\nquestion open",
            (
                "❓ BIL-01 · Stadtteilmütter\n\n"
                "The steering group has a question. Next, please talk about it at the next meeting of the group."
                "\n\nThe question:"
            ),
        ),
        (
            "✖️ Do not accept",
            "✖️ BIL-01 · Stadtteilmütter\nnot accepted",
            (
                "✖️ BIL-01 · Stadtteilmütter\n\n"
                "The steering group has not accepted this result. It stays in the summary, with the reason."
                "\n\nThe reason:"
            ),
        ),
    ],
)
async def test_a_query_and_a_rejection_need_a_reason_first(
    town: Town, label: str, confirmed: str, sentence: str
) -> None:
    made, people = await steered(town)
    petra = people["Petra"]
    await petra.says("/inbox")
    await petra.presses("BIL-01", label)

    state_before = _result(town, made.results["BIL-01"]).state
    empty = await petra.says("\u200f ")
    spoken = await petra.speaks()
    answered = await petra.says("Wer bezahlt das?")
    await town.pass_time(minutes=2)

    assert state_before is ResultState.SUBMITTED
    assert empty[0] == "That was empty. Please write a few words."
    assert spoken[0] == "I need this as text, please."
    assert answered == [f"{confirmed}\n\nWer bezahlt das?\n\n{TOLD_LATER}", FESTIVAL]
    assert await people["Amal"].hears() == [f"{sentence}\nWer bezahlt das?\n\n{FROM_YOU}"]


async def test_of_a_reason_that_a_client_cut_in_pieces_the_last_piece_concludes_nothing(town: Town) -> None:
    made, people = await steered(town)
    petra = people["Petra"]
    await petra.says("/inbox")
    await petra.presses("BIL-01", "✖️ Do not accept")

    heard = await petra.says("Das Geld reicht nicht. " * 190)

    assert heard[0] == "That is too long: at most 1000 characters, please. Write it again, a little shorter."
    assert len(heard) == 2
    assert _result(town, made.results["BIL-01"]).state is ResultState.SUBMITTED


async def test_the_question_for_a_reason_outlives_a_restart(town: Town) -> None:
    _, people = await steered(town)
    petra = people["Petra"]
    await petra.says("/inbox")
    await petra.presses("BIL-01", "❓ Ask the group")

    await town.restart()

    assert await petra.says("Wer macht mit?") == [
        f"❓ BIL-01 · Stadtteilmütter\nquestion open\n\nWer macht mit?\n\n{TOLD_LATER}",
        FESTIVAL,
    ]


async def test_two_results_are_joined_and_both_wordings_stay_visible(town: Town) -> None:
    _, people = await steered(town)
    petra = people["Petra"]
    await petra.says("/inbox")

    choice = await petra.presses("IKB-01", "🔗 Join to another")
    joined = await petra.presses("BIL-01")
    await petra.says("/inbox")
    page = await petra.presses("BIL-01")

    assert choice == [
        (
            "Which result shall IKB-01 · Begegnungsfest be joined to?\n\n"
            "🆕 BIL-01 · Stadtteilmütter\nnamed by 2 groups, 2 times high · handed in\n\n1 result in all."
        )
    ]
    assert joined == [
        f"🔗 IKB-01 · Begegnungsfest\njoined to another one · BIL-01 · Stadtteilmütter\n\n{TOLD_LATER}",
        MOTHERS.replace("Mütter besuchen Familien.", f"Mütter besuchen Familien.\n\n{ALSO}")
        .replace("(Education): High", "(Education) (BIL-01): High")
        .replace("(Encounter): High", "(Encounter) (BIL-01): High\n• AG Begegnung (Encounter) (IKB-01): Not stated"),
    ]
    assert page == [joined[1]]


ALSO = "Also handed in as IKB-01 · Begegnungsfest\nEin <Fest> für alle."


async def test_a_long_text_is_shown_whole(town: Town) -> None:
    made, people = await steered(town)
    words = " ".join(f"Wort{number}" for number in range(1500))
    town.database.transact(create_result, "BIL-09", "Lang", {made.bodies["BIL"]: None}, text=words)

    await people["Petra"].says("/inbox")
    parts = await people["Petra"].presses("BIL-09")

    shown = [word for part in parts for word in part.split() if word.startswith("Wort")]
    assert shown == words.split()
    assert max(len(part) for part in parts) <= 4096


async def test_pages_of_eight(town: Town) -> None:
    made, people = await steered(town)
    for number in range(2, 12):
        town.database.transact(create_result, f"BIL-{number:02}", "Mehr", {made.bodies["BIL"]: None})
    petra = people["Petra"]

    await petra.says("/inbox")
    first = petra.buttons
    await petra.presses("Next ▶")

    assert first == [
        *[f"{code}" for code in ("BIL-01", "IKB-01", *(f"BIL-{number:02}" for number in range(2, 8)))],
        "Next ▶",
        "✅ Concluded results",
        "🔎 Search",
        "🔗 By plan",
        "Main menu",
    ]
    assert petra.buttons == [
        "BIL-08",
        "BIL-09",
        "BIL-10",
        "BIL-11",
        "◀ Previous",
        "✅ Concluded results",
        "🔎 Search",
        "🔗 By plan",
        "Main menu",
    ]


def _result(town: Town, number: int) -> Result:
    return town.database.look(lambda session: session.get_one(Result, number))
