"""Coming in company: guests with one tap, what people need, and waiting for a place that becomes free."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.services import changes
from models import Attendance, Body, Membership, MembershipRole, Need, NeedKind
from tests.factories import create_body, create_meeting, create_membership, create_participant
from tests.towns import BERLIN, Resident, Town, local

AGREE = "✅ Yes, I take part"
PLACE = "Pestalozzischule, Seminargäßchen 3, 96450 Coburg"
CARD = f"Meeting: AG Bildung (Education)\n📅 Tuesday, 27.10.2009, 19:00\n📍 {PLACE}"
YES = f"{CARD}\n\nYour answer: ✅ I come"
WAITING = "You get a message as soon as there is a place."
NEEDS = (
    "🤝 Do you need something in order to come? One tap is enough.\n\n"
    "The organisers only learn how many people need something, no names."
)
TUESDAY = local(27, 10, 2009, 19)


def _plan(session: Session, capacity: int | None = None) -> int:
    """Found AG Bildung, which meets, and return the meeting's number."""
    body = create_body(session, "BIL", "Bildung", english="Education", place=PLACE, directions="Bus 2, Theaterplatz")
    create_membership(session, create_participant(session, 700_000), body, MembershipRole.SPEAKER)
    return create_meeting(session, body, TUESDAY, place=PLACE, capacity=capacity)


async def _member(town: Town, name: str, language: str = "English") -> Resident:
    resident = town.resident(name, "en")
    await resident.registers(language, AGREE, payload="BIL")
    return resident


def _answers(session: Session) -> list[tuple[str, int]]:
    return [(row.answer.value, row.guests) for row in session.scalars(select(Attendance).order_by(Attendance.id))]


def _labels(resident: Resident, back: int = 1) -> list[str]:
    return [label for row in resident.person.buttons(resident.bot_messages[-back]) for label in row]


async def test_guests_are_brought_with_one_tap_more_and_left_at_home_with_another(town: Town) -> None:
    town.database.transact(_plan)
    amal = await _member(town, "Amal")

    first = await amal.presses("✅ I come")
    brought = await amal.presses("👥 +2")
    after = _labels(amal, back=2)
    more = await amal.presses("👥 +4")
    alone = await amal.presses("Just me")

    assert first == [YES, NEEDS]
    assert brought == [f"{YES}, with 2 guests"]
    assert after[4:9] == ["Just me", "👥 +1", "👥 +3", "👥 +4", "🤝 What I need"]
    assert more == [f"{YES}, with 4 guests"]
    assert alone == [YES]
    assert town.database.look(_answers) == [("yes", 0)]


async def test_a_second_yes_keeps_the_guests_and_a_no_sends_them_home(town: Town) -> None:
    town.database.transact(_plan)
    amal = await _member(town, "Amal")
    await amal.presses("✅ I come", "👥 +1", "✅ I come")
    kept = town.database.look(_answers)

    await amal.presses("❌ I can't come", "✅ I come")

    assert (kept, town.database.look(_answers)) == ([("yes", 1)], [("yes", 0)])


async def test_needs_are_asked_once_and_each_is_one_tap(town: Town) -> None:
    town.database.transact(_plan)
    amal = await _member(town, "Amal")
    await amal.presses("✅ I come")
    offered = amal.buttons

    stated = await amal.presses("🗣 Interpreter")
    ticked = amal.buttons
    await amal.presses("👶 Childcare", "✅ 🗣 Interpreter")
    again = await amal.presses("❌ I can't come", "✅ I come")

    assert offered == ["🗣 Interpreter", "👶 Childcare", "🧭 Help with the way", "👍 Nothing needed"]
    assert stated == [f"✅ Saved.\n\n{NEEDS}"]
    assert ticked == ["✅ 🗣 Interpreter", "👶 Childcare", "🧭 Help with the way", "👍 Nothing needed"]
    assert again == [YES]
    assert town.database.look(lambda session: list(session.scalars(select(Need.kind)))) == [NeedKind.CHILDCARE]


async def test_needs_are_changed_from_the_card_and_from_one_s_own_data(town: Town) -> None:
    town.database.transact(_plan)
    amal = await _member(town, "Amal")
    await amal.presses("✅ I come", "👶 Childcare")

    from_card = await amal.presses("🤝 What I need")
    ticked = amal.buttons
    nothing = await amal.presses("👍 Nothing needed")
    await amal.says("/mydata")
    from_data = await amal.presses("🤝 What I need")

    assert (from_card, from_data) == ([NEEDS], [NEEDS])
    assert ticked[1] == "✅ 👶 Childcare"
    assert nothing == ["👍 Saved: nothing is needed. This can be changed at any time."]
    assert amal.buttons[1] == "👶 Childcare"


async def test_who_reads_german_is_not_offered_an_interpreter(town: Town) -> None:
    town.database.transact(_plan)
    sepp = town.resident("Sepp")
    await sepp.registers(payload="BIL")

    await sepp.presses("✅ Ich komme")

    assert len(sepp.buttons) == 3


async def test_who_waits_is_told_the_number_and_then_the_place(town: Town) -> None:
    town.database.transact(_plan, 1)
    amal, olga = await _member(town, "Amal"), await _member(town, "Olga")
    await amal.presses("✅ I come")

    waits = await olga.presses("✅ I come")
    listed = await olga.says("/meetings")
    await amal.presses("❌ I can't come")
    told = await olga.hears()
    buttons = olga.buttons
    opened = await olga.presses("✅ I come")

    line = "⏳ There is no place free at present. Number on the waiting list: 1"
    assert waits == [f"{YES}\n{line}\n{WAITING}", NEEDS]
    assert line in listed[0]
    hint = "If you can't come any more, please say so: others wait for a place, too."
    assert told == [f"🎉 There is a place for you now.\n\n{CARD}\n\n{hint}"]
    assert buttons[:4] == ["✅ I come", "❓ I don't know yet", "❌ I can't come", "📍 Where is it"]
    assert opened == [YES]


async def test_who_comes_keeps_the_place_and_learns_how_many_more_fit(town: Town) -> None:
    town.database.transact(_plan, 2)
    amal = await _member(town, "Amal")
    await amal.presses("✅ I come")

    too_many = await amal.presses("👥 +3")
    await amal.presses("👥 +1")
    full = await amal.presses("👥 +2")

    assert too_many == [f"{YES}\nThere is room for 1 more person."]
    assert full == [f"{YES}, with 1 guest\nThere is no room for more people."]


async def test_at_night_news_of_a_place_waits_for_the_morning(town: Town) -> None:
    town.database.transact(_plan, 1)
    amal, olga = await _member(town, "Amal"), await _member(town, "Olga")
    await amal.presses("✅ I come")
    await olga.presses("✅ I come")
    await town.move_to(local(13, 10, 2009, 23))

    await amal.presses("❌ I can't come")
    at_night = await olga.hears()
    await town.move_to(local(14, 10, 2009, 8))

    assert (at_night, len(await olga.hears())) == ([], 1)


async def test_who_leaves_the_group_leaves_their_place_to_others(town: Town) -> None:
    town.database.transact(_plan, 1)
    amal, olga = await _member(town, "Amal"), await _member(town, "Olga")
    await amal.presses("✅ I come")
    await olga.presses("✅ I come")

    await amal.says("/groups")
    await amal.presses("✅ AG Bildung", "Leave")
    await town.pass_time(minutes=1)

    assert (await olga.hears())[0].splitlines()[0] == "🎉 There is a place for you now."


async def test_buttons_of_a_date_that_is_no_longer_show_the_new_one(town: Town) -> None:
    meeting = town.database.transact(_plan)
    amal = await _member(town, "Amal")
    await amal.presses("✅ I come")
    town.database.transact(_move, town, meeting)
    await amal.hears()

    moved = [await _screen(amal, data) for data in (f"guests:{meeting}:0:2", f"needs:{meeting}:0")]
    await town.move_to(local(28, 10, 2009, 19))
    over = [await _screen(amal, data) for data in (f"guests:{meeting}:1:2", f"needs:{meeting}:1")]

    assert [text.splitlines()[0] for text in moved] == ["🔁 New date"] * 2
    assert [text.splitlines()[-1] for text in over] == ["The meeting has begun. Answers are closed."] * 2
    assert town.database.look(_answers) == []


async def _screen(resident: Resident, data: str) -> str:
    await resident.forges(data)
    return resident.screen


def _move(session: Session, town: Town, meeting: int) -> None:
    speaker = session.scalars(select(Membership.participant_id).where(Membership.role == MembershipRole.SPEAKER)).one()
    now = town.clock.now()
    changes.move(session, meeting, 0, local(28, 10, 2009, 19), timezone=BERLIN, acting=speaker, now=now)


async def test_the_way_is_told_with_the_place_that_it_leads_to_and_with_the_next_date(town: Town) -> None:
    town.database.transact(_plan)
    amal = await _member(town, "Amal")
    later = town.database.transact(_plan_another, "Rathaus")

    at_school = await amal.presses("📍 Where is it")
    elsewhere = await amal.forges(f"where:{later}")

    assert at_school == [f"{CARD}\n\n🚌 Bus 2, Theaterplatz"]
    there = CARD.replace("27.10.2009", "24.11.2009").replace(PLACE, "Rathaus")
    assert elsewhere == [f"{there}\n\nNext meeting: Tuesday, 27.10.2009, 19:00"]


def _plan_another(session: Session, place: str) -> int:
    body = session.scalars(select(Body.id).where(Body.code == "BIL")).one()
    return create_meeting(session, body, local(24, 11, 2009, 19), place=place)
