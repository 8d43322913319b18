"""Questions of the steering group and what the groups answer: one message, in order, until something is concluded."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.callback_data.conclusions import TakeBack
from bot.callback_data.replies import AnswerQuestion
from bot.callback_data.results import OpenResult, ReadResult
from models import Conclusion, Membership, MembershipRole, Reply, Result, ResultState
from tests.factories import create_membership
from tests.steering import NOT_HERE, Steered, steered
from tests.towns import Resident, Town

QUESTION = "Wer bezahlt das?"
ASKED = (
    f"BIL-01 · Stadtteilmütter\n\n❓ The steering group asks:\n{QUESTION}\n\n"
    "What does your group answer? Please write it in one message.\n\n"
    "The steering group reads it word for word, so German is best."
)
SAVED = (
    "✅ Answer saved: BIL-01 · Stadtteilmütter\n\n"
    "The steering group gets it now. Your group can read it with the result."
)
OVER = "This question is no longer open: the steering group has gone on meanwhile. Thank you all the same!"
NEWS = "✍️ AG Begegnung (Encounter) has answered your question\n\nBIL-01 · Stadtteilmütter"


async def asked(town: Town) -> tuple[Steered, dict[str, Resident]]:
    """Settle the town, with a question about BIL-01 that everybody has read."""
    made, people = await steered(town)
    await ask(people["Petra"], QUESTION)
    await town.pass_time(minutes=2)
    for resident in people.values():
        await resident.hears()
    return made, people


async def ask(petra: Resident, question: str) -> None:
    """Conclude that there is a question about BIL-01."""
    await petra.says("/inbox")
    await petra.presses("BIL-01", "❓ Ask the group")
    await petra.says(question)


def _replies(town: Town) -> list[str]:
    return town.database.look(lambda session: list(session.scalars(select(Reply.text).order_by(Reply.id))))


def _question(town: Town) -> int:
    return town.database.look(lambda session: session.scalars(select(Conclusion.id)).one())


async def test_a_speaker_answers_by_one_tap_and_one_message(town: Town) -> None:
    _, people = await asked(town)

    heard = await people["Olga"].presses("✍️ Answer")
    answered = await people["Olga"].says("Die <Stiftung>.")

    assert (heard, answered) == ([ASKED], [SAVED])
    assert await people["Petra"].hears() == [NEWS]
    assert await people["Sabine"].hears() == [NEWS]
    assert [await people[name].hears() for name in ("Amal", "Mehmet", "Bernd", "Klaus", "Gül")] == [[]] * 5


async def test_the_answers_stand_under_the_question_in_their_order_and_the_state_stays(town: Town) -> None:
    made, people = await asked(town)
    await people["Olga"].presses("✍️ Answer")
    await people["Olga"].says("Die Stiftung.")
    await people["Olga"].forges(AnswerQuestion(made.results["BIL-01"], _question(town)).pack())
    await people["Olga"].says("Vielleicht auch das Land.")
    await people["Petra"].hears()

    steering = await people["Petra"].forges(OpenResult(made.results["BIL-01"]).pack())
    group = await people["Mehmet"].forges(ReadResult(made.results["BIL-01"]).pack())

    line = "✍️ The answer of AG Begegnung (Encounter):"
    answers = f"\n\n{line}\nDie Stiftung.\n\n{line}\nVielleicht auch das Land."
    assert steering[0].endswith(f"Conclusion: question open (Tuesday, 13.10.2009, 10:00)\n{QUESTION}{answers}")
    assert group[0].endswith(f"\n\n❓ The steering group asks:\n{QUESTION}{answers}")
    assert _result(town, made).state is ResultState.QUERIED


def _result(town: Town, made: Steered) -> Result:
    return town.database.look(lambda session: session.get_one(Result, made.results["BIL-01"]))


async def test_an_author_who_speaks_for_a_group_behind_gets_the_button_too(town: Town) -> None:
    made, people = await steered(town)
    amal, education = made.people["Amal"], made.bodies["BIL"]
    town.database.transact(_make_speaker, amal, education)
    await ask(people["Petra"], QUESTION)
    await town.pass_time(minutes=2)

    heard = await people["Amal"].hears()

    assert heard[0].endswith("You get this because it came from you.")
    assert "✍️ Answer" in people["Amal"].buttons
    await people["Mehmet"].hears()
    assert "✍️ Answer" not in people["Mehmet"].buttons


def _make_speaker(session: Session, person: int, body: int) -> None:
    found = session.scalars(select(Membership).where(Membership.participant_id == person)).one()
    assert found.body_id == body
    found.role = MembershipRole.SPEAKER


async def test_the_page_of_the_result_offers_the_answer_to_speakers_alone(town: Town) -> None:
    made, people = await asked(town)

    await people["Olga"].forges(ReadResult(made.results["BIL-01"]).pack())
    await people["Mehmet"].forges(ReadResult(made.results["BIL-01"]).pack())

    assert "✍️ Answer" in people["Olga"].buttons
    assert "✍️ Answer" not in people["Mehmet"].buttons


async def test_who_does_not_speak_for_a_group_behind_cannot_answer(town: Town) -> None:
    made, people = await asked(town)
    result, question = made.results["BIL-01"], _question(town)

    for name in ("Amal", "Mehmet", "Darya", "Bernd", "Klaus", "Petra", "Gül"):
        assert await people[name].forges(AnswerQuestion(result, question).pack()) == [NOT_HERE]
        assert await people[name].forges(AnswerQuestion(result, 999).pack()) == [NOT_HERE]
    assert await people["Olga"].forges(AnswerQuestion(999, question).pack()) == [NOT_HERE]


async def test_a_question_that_was_overtaken_needs_no_answer(town: Town) -> None:
    made, people = await asked(town)
    await people["Petra"].forges(OpenResult(made.results["BIL-01"]).pack())
    await people["Petra"].presses("✅ Accept")

    heard = await people["Olga"].presses("✍️ Answer")

    assert heard == [OVER]
    await people["Olga"].forges(ReadResult(made.results["BIL-01"]).pack())
    assert "✍️ Answer" not in people["Olga"].buttons


async def test_a_question_that_was_taken_back_needs_no_answer(town: Town) -> None:
    made, people = await steered(town)
    await ask(people["Petra"], QUESTION)
    question = _question(town)
    await people["Petra"].forges(TakeBack(question).pack())

    assert await people["Olga"].forges(AnswerQuestion(made.results["BIL-01"], question).pack()) == [OVER]


async def test_what_was_typed_when_the_question_was_overtaken_is_shown(town: Town) -> None:
    made, people = await asked(town)
    await people["Olga"].presses("✍️ Answer")
    await people["Petra"].forges(OpenResult(made.results["BIL-01"]).pack())
    await people["Petra"].presses("✅ Accept")

    heard = await people["Olga"].says("Die Stiftung.")

    assert heard == [f"{OVER}\n\nThis is what you had written:\nDie Stiftung."]
    assert _replies(town) == []
    assert await people["Olga"].says("/cancel") == ["There is nothing to cancel. /start shows the menu."]


async def test_the_question_before_the_eyes_goes_when_it_is_overtaken(town: Town) -> None:
    made, people = await asked(town)
    await people["Olga"].presses("✍️ Answer")
    await people["Petra"].forges(OpenResult(made.results["BIL-01"]).pack())
    await people["Petra"].presses("✅ Accept")

    assert await people["Olga"].speaks() == ["I need this as text, please.", OVER]
    assert await people["Olga"].says("/cancel") == ["There is nothing to cancel. /start shows the menu."]


async def test_an_answered_question_is_not_taken_back(town: Town) -> None:
    made, people = await steered(town)
    await ask(people["Petra"], QUESTION)
    question = _question(town)
    await people["Olga"].forges(AnswerQuestion(made.results["BIL-01"], question).pack())
    await people["Olga"].says("Die Stiftung.")

    heard = await people["Petra"].forges(TakeBack(question).pack())

    assert "The groups have already been told. You can still reach a new conclusion." in heard
    assert _replies(town) == ["Die Stiftung."]


async def test_question_and_answer_stay_readable_when_something_is_concluded_anew(town: Town) -> None:
    made, people = await asked(town)
    await people["Olga"].presses("✍️ Answer")
    await people["Olga"].says("Die Stiftung.")
    await people["Petra"].forges(OpenResult(made.results["BIL-01"]).pack())
    await people["Petra"].presses("✅ Accept")

    steering = await people["Petra"].forges(OpenResult(made.results["BIL-01"]).pack())
    group = await people["Amal"].forges(ReadResult(made.results["BIL-01"]).pack())

    talk = f"❓ The steering group asks:\n{QUESTION}\n\n✍️ The answer of AG Begegnung (Encounter):\nDie Stiftung."
    assert f"{talk}\n\nConclusion: accepted" in steering[0]
    assert group[0].endswith(talk)


async def test_what_does_not_fit_is_asked_again(town: Town) -> None:
    _, people = await asked(town)
    olga = people["Olga"]
    await olga.presses("✍️ Answer")

    empty = await olga.says("\u200f ")
    long = await olga.says("ä" * 2001)

    assert empty == ["That was empty. Please write a few words.", ASKED]
    assert long[0] == "That is too long: at most 2000 characters, please. Write it again, a little shorter."
    assert await olga.says("ä" * 2000) == [SAVED]


async def test_who_loses_the_role_meanwhile_does_not_answer(town: Town) -> None:
    made, people = await asked(town)
    await people["Olga"].presses("✍️ Answer")
    town.database.transact(_demote, made.people["Olga"])

    assert await people["Olga"].says("Die Stiftung.") == [NOT_HERE]
    assert _replies(town) == []


def _demote(session: Session, person: int) -> None:
    session.scalars(select(Membership).where(Membership.participant_id == person)).one().role = MembershipRole.MEMBER


async def test_speakers_of_a_group_whose_result_was_joined_answer_too(town: Town) -> None:
    made, people = await steered(town)
    petra, festival = people["Petra"], made.results["IKB-01"]
    town.database.transact(create_membership, made.people["Darya"], made.bodies["IKB"], MembershipRole.SPEAKER)
    town.database.transact(_stand_alone, made.results["BIL-01"], made.bodies["BIL"])
    await petra.forges(OpenResult(festival).pack())
    await petra.presses("🔗 Join to another", "BIL-01")
    await ask(petra, QUESTION)
    await town.pass_time(minutes=2)
    await people["Darya"].hears()

    await people["Darya"].presses("✍️ Answer")

    assert await people["Darya"].says("Wir.") == [SAVED]


def _stand_alone(session: Session, result: int, body: int) -> None:
    found = session.get_one(Result, result)
    found.submissions = [one for one in found.submissions if one.body_id == body]
