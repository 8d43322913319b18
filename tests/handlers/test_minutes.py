"""Writing down what came out of a meeting: in how many taps, by whom, what is sent to whom, and when it is final."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.services import results
from bot.services.results import Proposal
from models import BodyKind, Dialogue, Meeting, MeetingState, Minutes, Priority
from tests.handlers.joining import callback_data, join_town, participant_id
from tests.handlers.organising import CARD, EVENING, found_group, met_group, name_them, plan, state_of
from tests.towns import Town, local

NOT_HERE = "That is not available here. /help shows what is possible."
ASKED = "📝 What came out of it?\n\n" + CARD + "\n\nHow many people were there?"
TOLD = "Those who were there get this and can say what is missing."
SENT = "✅ The minutes are on their way.\n\nThey become final by themselves, unless you correct them before."


def _hand_in(session: Session, body: int, telegram_id: int, now: datetime) -> None:
    acting = participant_id(session, telegram_id)
    proposal = Proposal(body, "Stadtteilmütter", "Mütter besuchen Familien.", Priority.HIGH, [body])
    results.submit(session, proposal, acting=acting, now=now)


def _meetings(session: Session) -> list[tuple[str, str]]:
    rows = session.scalars(select(Meeting).order_by(Meeting.id))
    return [(row.starts_at.isoformat(" ", "minutes"), row.state.value) for row in rows]


async def test_heads_and_minutes_take_two_taps_and_one_message(town: Town) -> None:
    group = await met_group(town)
    fatma, amal, mehmet = group.fatma, group.amal, group.mehmet
    asked = fatma.screen
    buttons = fatma.buttons

    text = await fatma.presses("2")
    preview = await fatma.says("We want a library.\nFatma asks the mayor.")
    done = await fatma.presses("✅ Send the minutes")
    further = fatma.buttons
    told = await amal.hears()

    minutes = f"📝 Minutes\n\n{CARD}\n\nPresent: 2\n\nWe want a library.\nFatma asks the mayor."
    assert asked == ASKED
    assert buttons == ["0", "1", "2", "3", "4", "✏️ Another number", "📝 Hand in a result"]
    assert text[0].startswith("What did you talk about, and what was agreed?")
    assert preview == [f"Is this right?\n\n{minutes}\n\n{TOLD}"]
    assert done == [SENT]
    assert further == ["📝 Hand in a result", "📝 Minutes", "🗓 Planned meetings"]
    assert told == [f"{minutes}\n\nPlease look at them until: Thursday, 29.10.2009, 20:45"]
    assert amal.buttons == ["✅ That is right", "✏️ Something is missing"]
    assert await mehmet.hears() == []
    assert town.database.look(state_of, group.meeting) == ("recorded", 2)


async def test_with_results_the_next_date_and_the_name_it_is_four_taps_and_one_message(town: Town) -> None:
    group = await met_group(town)
    fatma = group.fatma
    town.database.transact(name_them, fatma.id, "Fatma Y.")
    town.database.transact(_hand_in, group.body, fatma.id, EVENING)
    taps = ["3", "▫️ Next meeting: 08.12.2009 19:00", "▫️ My name as chair", "✅ Send the minutes"]

    await fatma.presses(taps[0])
    await fatma.says("We want mothers who visit families.")
    await fatma.presses(taps[1])
    preview = await fatma.presses(taps[2])
    done = await fatma.presses(taps[3])
    heard = await group.amal.hears()

    assert len(taps) <= 5
    assert "Chair: Fatma Y.\nPresent: 3" in preview[0]
    assert "Results:\n• BIL-01 · Stadtteilmütter (priority: High)" in preview[0]
    assert "Next meeting: Tuesday, 08.12.2009, 19:00" in preview[0]
    assert "The next meeting is planned too, and everyone is invited." in preview[0]
    assert done[0] == SENT
    assert [text.split("\n")[0] for text in heard] == ["✉️ Invitation", "📝 Minutes"]
    assert town.database.look(_meetings)[1] == ("2009-12-08 18:00+00:00", "invited")


async def test_of_a_circle_heads_are_counted_with_one_tap(town: Town) -> None:
    group = await met_group(town, BodyKind.CIRCLE)

    counted = await group.fatma.presses("4")

    assert counted[0].startswith("✅ Noted. Present: 4")
    assert town.database.look(state_of, group.meeting) == ("recorded", 4)
    assert town.database.look(lambda session: session.scalars(select(Minutes)).all()) == []


async def test_a_typed_number_counts_in_any_digits_and_nonsense_is_asked_again(town: Town) -> None:
    group = await met_group(town, BodyKind.CIRCLE)

    await group.fatma.presses("✏️ Another number")
    nonsense = [(await group.fatma.says(text))[0] for text in ("many", "-3", "99999", "2.5")]
    counted = await group.fatma.says("١٢")

    assert nonsense == ["Please write a number, like this: 12"] * 4
    assert counted[0].startswith("✅ Noted. Present: 12")


async def test_speech_is_no_minutes_and_too_much_is_refused_but_nothing_is_lost(town: Town) -> None:
    group = await met_group(town)
    fatma = group.fatma
    await fatma.presses("2")

    spoken = await fatma.speaks()
    long = await fatma.says("x" * 3501)
    await town.pass_time(seconds=10)
    await fatma.says("A library.")
    more = await fatma.says("And a choir.")
    await fatma.presses("Back", "Write it anew")
    anew = await fatma.says("Only a choir.")

    assert spoken[0] == "I need this as text, please."
    assert long[0].startswith("That is too long: at most 3500 characters")
    assert "A library.\nAnd a choir." in more[0]
    assert "Only a choir." in anew[0]
    assert "A library." not in anew[0]


async def test_before_the_start_there_is_nothing_to_write_down(town: Town) -> None:
    group = await found_group(town)

    early = await group.fatma.forges(f"record:{group.meeting}")
    await town.move_to(local(27, 10, 2009, 20))
    asked = await group.fatma.forges(f"record:{group.meeting}")

    assert early == [CARD + "\n\nThe meeting has not begun yet. After it you are asked what came out of it."]
    assert asked[-1].startswith("How many people were there?")
    assert town.database.look(state_of, group.meeting) == ("held", None)


async def test_nobody_else_writes_down_or_counts(town: Town) -> None:
    group = await met_group(town)
    stranger = await join_town(town, "Olga")

    refused = [
        await one.forges(f"{data}:{number}{rest}")
        for one in (group.amal, stranger)
        for data, rest in (("record", ""), ("heads", ":3"))
        for number in (group.meeting, 99)
    ]

    assert refused == [[NOT_HERE]] * 8
    assert town.database.look(state_of, group.meeting) == ("held", None)


async def test_what_waits_stands_in_the_list_until_it_is_written_down(town: Town) -> None:
    group = await met_group(town)

    waiting = await group.sabine.says("/plan")
    await group.sabine.presses("📝 27.10. AG Bildung", "3")
    await group.sabine.says("We talked.")
    await group.sabine.presses("✅ Send the minutes")
    after = await group.sabine.says("/plan")

    assert "Waiting for results" in waiting[0]
    assert "Waiting for results" not in after[0]


async def test_two_organisers_at_once_the_second_sees_what_the_first_did(town: Town) -> None:
    group = await met_group(town)
    await group.fatma.presses("2")
    await group.fatma.says("First.")
    await group.sabine.forges(f"heads:{group.meeting}:3")
    await group.sabine.says("Second.")

    await group.fatma.presses("✅ Send the minutes")
    shown = await group.sabine.presses("✅ Send the minutes")

    assert "First." in shown[-1]
    assert town.database.look(lambda session: session.scalars(select(Minutes.text)).all()) == ["First."]


async def test_old_and_forged_buttons_send_nothing(town: Town) -> None:
    group = await met_group(town)
    await group.fatma.presses("2")
    await group.fatma.says("Text.")
    [send] = [data for data in callback_data(group.fatma) if data.endswith(":send")]
    await group.fatma.presses("Cancel")

    for data in (send, send.replace(":send", ":later"), "heads:x:1", f"heads:{group.meeting}:99999", "record:"):
        await group.fatma.forges(data)

    assert town.database.look(state_of, group.meeting) == ("held", None)
    assert town.database.look(lambda session: session.scalars(select(Dialogue.kind)).all()) == []


async def test_who_asks_where_a_next_meeting_is_planned_is_not_asked_for_one(town: Town) -> None:
    group = await found_group(town)
    town.database.transact(plan, group.body, group.fatma.id, town.clock.now(), local(3, 11, 2009, 19))
    await town.move_to(EVENING)
    await group.fatma.hears()

    await group.fatma.forges(f"heads:{group.meeting}:2")
    preview = await group.fatma.says("Text.")

    assert "Next meeting: Tuesday, 03.11.2009, 19:00" in preview[0]
    assert group.fatma.buttons == ["✅ Send the minutes", "Back", "Cancel"]


async def test_a_cancelled_meeting_has_no_minutes(town: Town) -> None:
    group = await found_group(town)

    def cancel(session: Session) -> None:
        session.get_one(Meeting, group.meeting).state = MeetingState.CANCELLED

    town.database.transact(cancel)
    await town.move_to(EVENING)

    assert await group.fatma.forges(f"record:{group.meeting}") == [NOT_HERE]
