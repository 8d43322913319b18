"""Changes by two organisers at once, another place, and drafts of which nobody knows yet."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Answer, Attendance, Meeting, MeetingState, Participant, Role
from tests.factories import create_body, create_meeting
from tests.handlers.joining import MEMBER, SPEAKER, callback_data, join_town
from tests.towns import Resident, Town, local

PLACE = "Pestalozzischule, Coburg"
NAME = "Meeting: AG Bildung"
OVERTAKEN = "Somebody else has changed this meeting meanwhile. It stays as they left it:"
DRAFT = "📝 Draft: nobody has been invited yet."
NOT_HERE = "That is not available here. /help shows what is possible."
#: 300 characters of an address that is written from right to left.
ARABIC = ("بيت اللقاء في شارع كيتشندورفر رقم ٨٦ " * 9)[:300].strip()


def _card(day: str = "Tuesday, 27.10.2009, 19:00", place: str = PLACE) -> str:
    return f"{NAME}\n📅 {day}\n📍 {place}"


async def _organisers(town: Town, **details: object) -> tuple[Resident, Resident, Resident, int]:
    """Return Fatma, who speaks for AG Bildung, Sabine, who coordinates, Amal, a member, and the meeting's number."""
    body = town.database.transact(create_body, place="Rathaus")
    about = {"place": PLACE, **details}
    meeting = town.database.transact(create_meeting, body, local(27, 10, 2009, 19), **about)
    fatma = await join_town(town, "Fatma", (body, SPEAKER))
    sabine = await join_town(town, "Sabine", role=Role.COORDINATOR)
    amal = await join_town(town, "Amal", (body, MEMBER))
    return fatma, sabine, amal, meeting


async def _opens(resident: Resident, *labels: str) -> list[str]:
    await resident.says("/plan")
    return await resident.presses("✏️ 27.10. AG Bildung", *labels)


def _meeting(session: Session) -> tuple[str, str, str, int]:
    found = session.scalars(select(Meeting)).one()
    return found.starts_at.isoformat(" ", "minutes"), found.place, found.state.value, found.sequence


def _answers(session: Session) -> dict[int, Answer]:
    return dict(session.execute(select(Participant.telegram_id, Attendance.answer).join(Attendance)).all())


async def test_the_page_of_a_meeting_leads_to_all_that_can_be_done(town: Town) -> None:
    fatma, *_ = await _organisers(town)

    await _opens(fatma)

    assert fatma.person.buttons() == [
        ["🔁 Move", "📍 Other place"],
        ["👥 Places", "📄 On paper"],
        ["🔔 What goes out", "📋 Agenda"],
        ["📝 Results", "🚫 Cancel the meeting"],
        ["🗓 Planned meetings"],
    ]


async def test_who_moves_second_sees_what_the_first_did_and_overwrites_nothing(town: Town) -> None:
    fatma, sabine, amal, _ = await _organisers(town)
    await _opens(fatma, "🔁 Move")
    await fatma.says("29.10.2009 19:00")
    await _opens(sabine, "🔁 Move")
    await sabine.presses("Take 28.10.2009 19:00")

    late = await fatma.presses("✅ Move")
    after = await fatma.says("/cancel")

    assert late[0] == f"{OVERTAKEN}\n\n{_card('Wednesday, 28.10.2009, 19:00')}"
    assert after == ["There is nothing to cancel. /start shows the menu."]
    assert town.database.look(_meeting) == ("2009-10-28 18:00+00:00", PLACE, "invited", 1)
    assert [text.splitlines()[0] for text in await amal.hears()] == ["🔁 New date"]


@pytest.mark.parametrize("act", ["a shift", "a typed date", "another place", "cancelling"])
async def test_who_acts_upon_a_meeting_that_another_one_cancelled_reads_so(town: Town, act: str) -> None:
    fatma, sabine, _, meeting = await _organisers(town)
    first = {"another place": "📍 Other place", "cancelling": "🚫 Cancel the meeting"}.get(act, "🔁 Move")
    await _opens(fatma, first)
    await sabine.forges(f"calloff:{meeting}:0:1")

    if act in ("a typed date", "another place"):
        late = await fatma.says("28.10.2009 19:00")
    else:
        late = await fatma.presses("🚫 Yes, cancel it" if act == "cancelling" else "Take 28.10.2009 19:00")

    assert f"{OVERTAKEN}\n\n🚫 Cancelled: this meeting does not take place.\n\n{_card()}" in late
    assert town.database.look(_meeting) == ("2009-10-27 18:00+00:00", PLACE, "cancelled", 1)


async def test_a_cancellation_after_a_change_of_place_is_refused(town: Town) -> None:
    fatma, sabine, _, _ = await _organisers(town)
    await _opens(fatma, "🚫 Cancel the meeting")
    await _opens(sabine, "📍 Other place", "📍 Usual place", "✅ Change the place")

    late = await fatma.presses("🚫 Yes, cancel it")

    assert late[0] == f"{OVERTAKEN}\n\n{_card(place='Rathaus')}"
    assert town.database.look(_meeting) == ("2009-10-27 18:00+00:00", "Rathaus", "invited", 1)


async def test_whoever_opens_what_another_one_cancelled_reads_so_and_what_they_typed_elsewhere_stays(
    town: Town,
) -> None:
    fatma, sabine, _, meeting = await _organisers(town)
    await sabine.forges(f"calloff:{meeting}:0:1")
    await fatma.says("/result")
    await fatma.says("Mehr Deutschkurse")
    doors = (f"planned:{meeting}", f"calloff:{meeting}:0:0", f"calloff:{meeting}:0:1")

    heard = [await fatma.forges(data) for data in doors]
    kept = await fatma.says("/plan")
    reminded = await fatma.presses("➕ AG Bildung")

    cancelled = f"{OVERTAKEN}\n\n🚫 Cancelled: this meeting does not take place.\n\n{_card()}"
    assert heard == [[cancelled], [], []]
    assert kept[0].splitlines()[0] == "Planned meetings"
    assert reminded[0] == "Something is not finished yet. Please finish it or cancel it first."


async def test_another_place_is_told_to_everyone_and_answers_stay(town: Town) -> None:
    fatma, _, amal, meeting = await _organisers(town)
    await amal.forges(f"answer:{meeting}:0:yes")

    asked = await _opens(fatma, "📍 Other place")
    preview = await fatma.says("Mehrgenerationenhaus\nLeopoldstraße 1")
    done = await fatma.presses("✅ Change the place")
    told = await amal.hears()
    await amal.presses("❓ I don't know yet")

    new = _card(place="Mehrgenerationenhaus Leopoldstraße 1")
    hint = "Usual place: Rathaus\n\nPlease write the address, in German."
    assert asked == [f"Where is it instead?\n\n{_card()}\n\n{hint}"]
    assert preview == [f"Is this right?\n\n{_card()}\n\nNew place: Mehrgenerationenhaus Leopoldstraße 1"]
    assert done[0] == f"✅ The place is changed.\n\n{new}\n\nEveryone who is invited learns of it. Their answers stay."
    assert told == [f"📍 Another place\n\n{new}\n\nNo longer: {PLACE}\n\nYour answer stays as it is."]
    assert town.database.look(_answers) == {amal.id: Answer.MAYBE}
    assert town.database.look(_meeting) == (
        "2009-10-27 18:00+00:00",
        "Mehrgenerationenhaus Leopoldstraße 1",
        "invited",
        1,
    )


async def test_a_place_of_300_characters_of_arabic_is_kept_whole(town: Town) -> None:
    fatma, _, amal, _ = await _organisers(town)
    await _opens(fatma, "📍 Other place")

    await fatma.says(ARABIC)
    await fatma.presses("✅ Change the place")
    told = await amal.hears()

    assert town.database.look(_meeting)[1] == ARABIC
    assert ARABIC in told[0]


async def test_the_same_place_is_no_news(town: Town) -> None:
    fatma, _, amal, _ = await _organisers(town)
    await _opens(fatma, "📍 Other place")

    await fatma.says(PLACE)
    await fatma.presses("✅ Change the place")

    assert await amal.hears() == []
    assert town.database.look(_meeting)[3] == 0


async def test_what_is_typed_as_a_place_is_kept_and_can_be_written_again(town: Town) -> None:
    fatma, *_ = await _organisers(town)
    await _opens(fatma, "📍 Other place")

    refused = await fatma.says("x" * 401)
    await fatma.says("Rathaus")
    other = await fatma.says("/plan")
    await fatma.presses("✏️ 27.10. AG Bildung")
    reminded = await fatma.presses("🔁 Move")

    long = "That is too long: at most 400 characters, please. Write it again, a little shorter."
    assert refused[0] == long
    assert other[0].splitlines()[0] == "Planned meetings"
    assert reminded[0] == "Something is not finished yet. Please finish it or cancel it first."


async def test_a_draft_is_changed_without_telling_anyone(town: Town) -> None:
    fatma, _, amal, _ = await _organisers(town, state=MeetingState.DRAFTED)

    listed = await fatma.says("/plan")
    page = await fatma.presses("✏️ 27.10. AG Bildung")
    buttons = fatma.person.buttons()
    moved = await fatma.presses("🔁 Move", "Take 28.10.2009 19:00")
    await fatma.presses("🗓 Planned meetings", "✏️ 28.10. AG Bildung", "📍 Other place", "📍 Usual place")
    relocated = await fatma.presses("✅ Change the place")

    new = _card("Wednesday, 28.10.2009, 19:00")
    assert listed[0].split("\n\n")[1] == f"📅 Tuesday, 27.10.2009, 19:00\n{NAME}\n{DRAFT}"
    assert page == [f"{_card()}\n\n{DRAFT}"]
    assert buttons == [
        ["✉️ Invite now", "🔁 Move"],
        ["📍 Other place", "📋 Agenda"],
        ["🚫 Cancel the meeting"],
        ["🗓 Planned meetings"],
    ]
    assert moved == [f"✅ The meeting is moved.\n\n{new}\n\n{DRAFT}"]
    assert relocated == [f"✅ The place is changed.\n\n{new.replace(PLACE, 'Rathaus')}\n\n{DRAFT}"]
    assert await amal.hears() == []
    assert town.database.look(_meeting) == ("2009-10-28 18:00+00:00", "Rathaus", "drafted", 2)


async def test_people_are_invited_to_a_draft_with_one_tap_and_only_once(town: Town) -> None:
    fatma, _, amal, _ = await _organisers(town, state=MeetingState.DRAFTED)
    unknown = await amal.says("/meetings")
    await _opens(fatma)
    data = callback_data(fatma)[0]

    done = await fatma.forges(data)
    again = await fatma.forges(data)
    told = await amal.hears()

    assert unknown[0].splitlines()[0] == "There are no meetings ahead."
    assert done[0].splitlines()[0] == "✅ People are being invited."
    assert again[0].splitlines()[0] == OVERTAKEN
    assert told == [f"✉️ Invitation\n\n{_card()}\n\nWill you come? One tap is enough."]


async def test_a_draft_is_cancelled_without_telling_anyone(town: Town) -> None:
    fatma, _, amal, _ = await _organisers(town, state=MeetingState.DRAFTED)

    asked = await _opens(fatma, "🚫 Cancel the meeting")
    await fatma.presses("🚫 Yes, cancel it")

    assert asked == [f"Cancel this meeting?\n\n{_card()}"]
    assert await amal.hears() == []
    assert town.database.look(_meeting)[2] == "cancelled"


async def test_members_can_neither_change_places_nor_invite_nor_answer_a_draft(town: Town) -> None:
    _, _, amal, meeting = await _organisers(town, state=MeetingState.DRAFTED)
    doors = (f"place:{meeting}", f"invite:{meeting}:0", f"planned:{meeting}", f"answer:{meeting}:0:yes")

    heard = [await amal.forges(data) for data in doors]

    assert heard == [[NOT_HERE]] * 4
    assert town.database.look(_meeting)[2] == "drafted"


async def test_what_follows_the_last_meeting_is_not_on_a_day_that_has_one(town: Town) -> None:
    body = town.database.transact(create_body, place=PLACE)
    town.database.transact(create_meeting, body, local(8, 9, 2009, 19), state=MeetingState.HELD, place=PLACE)
    town.database.transact(create_meeting, body, local(20, 10, 2009, 18), state=MeetingState.DRAFTED, place=PLACE)
    fatma = await join_town(town, "Fatma", (body, SPEAKER))
    await fatma.says("/plan")

    asked = await fatma.presses("➕ AG Bildung")

    assert asked[0].split("\n\n")[1] == "As last time, 7 weeks later: Tuesday, 27.10.2009, 19:00"
