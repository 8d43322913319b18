"""The steering group at its inbox: conclude, give reasons, join, undo; what the others hear, and when."""

from __future__ import annotations

import pytest

from bot.callback_data.conclusions import AddReason, ChooseMerge, Conclude, Merge, ShowInbox, TakeBack
from bot.callback_data.results import OpenResult
from models import ConclusionKind, Result, ResultState
from tests.factories import create_result
from tests.steering import steered
from tests.towns import Resident, Town

INBOX = (
    "📥 Results that wait for a conclusion\n\n"
    "🆕 BIL-01 · Stadtteilmütter\nnamed by 2 groups, 2 times high · handed in\n\n"
    "🆕 IKB-01 · Begegnungsfest\nnamed by 1 group, 0 times high · handed in\n\n"
    "2 results in all."
)
MOTHERS = (
    "BIL-01 · Stadtteilmütter\n\nMütter besuchen Familien.\n\n"
    "named by 2 groups, 2 times high\n• AG Bildung (Education): High\n• AG Begegnung (Encounter): High\n\n"
    "Concerns: AG Bildung (Education) and AG Begegnung (Encounter)\n\nState: handed in"
)
FESTIVAL = (
    "IKB-01 · Begegnungsfest\n\nEin <Fest> für alle.\n\n"
    "named by 1 group, 0 times high\n• AG Begegnung (Encounter): Not stated\n\n"
    "Concerns: AG Begegnung (Encounter)\n\nState: handed in"
)
TOLD_LATER = "The groups and authors will be told in a few minutes."
ACCEPTED = f"✅ BIL-01 · Stadtteilmütter\naccepted\n\n{TOLD_LATER}"
NEWS = (
    "✅ BIL-01 · Stadtteilmütter\n\n"
    "The steering group has accepted this result. Next it works on a proposal for the city council."
)
FROM_YOU = "You get this because it came from you."
FOR_MEMBERS = "You get this because you are in a group that handed it in."
FOR_SPEAKERS = "You get this because you speak for a group that handed it in."
NOT_HERE = "That is not available here. /help shows what is possible."


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
            ),
        ),
        (
            "✖️ Do not accept",
            "✖️ BIL-01 · Stadtteilmütter\nnot accepted",
            (
                "✖️ BIL-01 · Stadtteilmütter\n\n"
                "The steering group has not accepted this result. It stays in the summary, with the reason."
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
    assert await people["Amal"].hears() == [f"{sentence}\n\nThe reason:\nWer bezahlt das?\n\n{FROM_YOU}"]


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


async def test_undo_before_anybody_was_told_restores_everything(town: Town) -> None:
    made, people = await steered(town)
    petra = people["Petra"]
    await petra.says("/inbox")
    await petra.presses("IKB-01", "🔗 Join to another", "BIL-01")

    petra.person.press_data(_undo_of(petra))
    page = await petra.hears()
    await town.pass_time(minutes=5)

    assert page == [f"Taken back. Nobody was told.\n\n{FESTIVAL}"]
    assert _result(town, made.results["IKB-01"]).parent_id is None
    assert await people["Olga"].hears() == []


def _undo_of(resident: Resident) -> str:
    return next(
        str(cell["callback_data"])
        for message in resident.bot_messages
        for row in (message.reply_markup or {}).get("inline_keyboard", [])
        for cell in row
        if cell["text"] == "↩ Undo"
    )


async def test_undo_comes_too_late_once_somebody_was_told(town: Town) -> None:
    made, people = await steered(town)
    petra = people["Petra"]
    await petra.says("/inbox")
    await petra.presses("BIL-01", "✅ Accept")
    await town.pass_time(minutes=2)

    assert await petra.forges(_undo_of(petra)) == [
        "The groups have already been told. You can still reach a new conclusion."
    ]
    assert _result(town, made.results["BIL-01"]).state is ResultState.ACCEPTED


async def test_a_new_conclusion_stops_the_news_of_the_earlier_one(town: Town) -> None:
    _, people = await steered(town)
    petra = people["Petra"]
    await petra.says("/inbox")
    await petra.presses("BIL-01", "✅ Accept")
    await petra.says("/inbox")
    await petra.presses("✅ Concluded results", "BIL-01", "⏸ Put off")
    await town.pass_time(minutes=3)

    assert await people["Mehmet"].hears() == [
        "⏸ BIL-01 · Stadtteilmütter\n\n"
        "The steering group puts this result off. It stays on the list and comes up again later.\n\n" + FOR_MEMBERS
    ]


async def test_who_is_slower_sees_what_the_other_concluded_and_chooses_again(town: Town) -> None:
    made, people = await steered(town)
    petra, sabine = people["Petra"], people["Sabine"]
    for member in (petra, sabine):
        await member.says("/inbox")
        await member.presses("BIL-01")
    await petra.presses("✅ Accept")

    seen = await sabine.presses("⏸ Put off")
    again = await sabine.presses("⏸ Put off")

    meanwhile = "Meanwhile somebody else changed what is concluded here. Please look again."
    concluded = MOTHERS.replace("State: handed in", "Conclusion: accepted (Tuesday, 13.10.2009, 10:00)")
    assert seen == [f"{meanwhile}\n\n{concluded}"]
    assert again[0] == f"⏸ BIL-01 · Stadtteilmütter\nput off\n\n{TOLD_LATER}"
    assert _result(town, made.results["BIL-01"]).state is ResultState.DEFERRED


async def test_who_is_slower_with_the_reason_sees_it_too(town: Town) -> None:
    made, people = await steered(town)
    petra, sabine = people["Petra"], people["Sabine"]
    await sabine.says("/inbox")
    await sabine.presses("BIL-01", "✖️ Do not accept")
    await petra.says("/inbox")
    await petra.presses("BIL-01", "✅ Accept")

    heard = await sabine.says("Zu teuer.")

    assert heard[0].startswith("Meanwhile somebody else changed what is concluded here.")
    assert _result(town, made.results["BIL-01"]).state is ResultState.ACCEPTED
    assert await sabine.says("/cancel") == ["There is nothing to cancel. /start shows the menu."]


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
        "Main menu",
    ]
    assert petra.buttons == ["BIL-08", "BIL-09", "BIL-10", "BIL-11", "◀ Previous", "✅ Concluded results", "Main menu"]


@pytest.mark.parametrize("name", ["Klaus", "Amal", "Olga", "Bernd", "Gül", "Darya"])
async def test_only_members_of_the_steering_group_read_or_conclude(town: Town, name: str) -> None:
    made, people = await steered(town)
    number = made.results["BIL-01"]
    await people["Petra"].says("/inbox")
    await people["Petra"].presses("BIL-01", "⏸ Put off")
    forged = [
        ShowInbox("open", 0),
        OpenResult(number),
        OpenResult(number + 1000),
        *(Conclude(number, kind, 1) for kind in ConclusionKind if kind is not ConclusionKind.MERGE),
        ChooseMerge(number, 1, 0),
        Merge(number, made.results["IKB-01"], 1),
        AddReason(1),
        TakeBack(1),
    ]

    heard = [await people[name].says("/inbox"), *[await people[name].forges(data.pack()) for data in forged]]

    assert heard == [[NOT_HERE]] * (len(forged) + 1)
    assert _result(town, number).state is ResultState.DEFERRED


def _result(town: Town, number: int) -> Result:
    return town.database.look(lambda session: session.get_one(Result, number))
