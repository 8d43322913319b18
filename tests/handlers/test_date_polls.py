"""Finding a date: proposed, ticked with a tap, asked again, fixed with one tap; by those who may not, too."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    Body,
    BodyState,
    DatePoll,
    DateProposal,
    Delivery,
    DeliveryKind,
    DeliveryState,
    MembershipRole,
    Participant,
)
from tests.factories import create_body, create_date_poll, create_membership, grant_role
from tests.towns import Resident, Town, local

AGREE = "✅ Yes, I take part"
PLACE = "Pestalozzischule, Coburg"
GROUP = "AG Bildung (Education)"
EXAMPLE = "Write two to eight dates, each on its own line, like this: 27.10.2009 19:00"
WHICH = f"Which dates do you propose? {GROUP}"
TAP = "Tap each date that suits. Every tap counts at once."
QUESTION = f"🗳 Which dates suit you?\n\n{GROUP}\n📍 {PLACE}"
NOT_HERE = "That is not available here. /help shows what is possible."
TUESDAY, NEXT_TUESDAY = local(27, 10, 2009, 19), local(3, 11, 2009, 18)
FIRST, SECOND = "Tuesday, 27.10.2009, 19:00", "Tuesday, 03.11.2009, 18:00"
SENT = "✅ The question is on its way."


def _number(session: Session, resident: Resident) -> int:
    return session.scalars(select(Participant.id).where(Participant.telegram_id == resident.id)).one()


def _speak_for(session: Session, resident: Resident, body_id: int) -> None:
    create_membership(session, _number(session, resident), body_id, MembershipRole.SPEAKER)


def _coordinate(session: Session, resident: Resident) -> None:
    grant_role(session, _number(session, resident))


async def _speaker(town: Town) -> tuple[Resident, int]:
    """Return Fatma, who speaks for AG Bildung, and the group's number."""
    body_id = town.database.transact(create_body, english="Education", place=PLACE)
    fatma = town.resident("Fatma", "en")
    await fatma.registers("English", AGREE)
    town.database.transact(_speak_for, fatma, body_id)
    return fatma, body_id


async def _member(town: Town, name: str) -> Resident:
    resident = town.resident(name, "en")
    await resident.registers("English", AGREE, payload="BIL")
    return resident


async def _asked(town: Town) -> tuple[Resident, Resident]:
    """Return Fatma, who has asked AG Bildung about two dates, and Amal, who is a member."""
    fatma, body_id = await _speaker(town)
    amal = await _member(town, "Amal")
    await fatma.forges(f"poll:{body_id}")
    await fatma.says("27.10. 19:00\n3.11. 18 Uhr")
    await fatma.presses("➡ Go on", "📍 Usual place", "✅ Ask")
    await amal.hears()
    return fatma, amal


def _page(first: int, second: int, answered: str, silent: str, *notes: str) -> str:
    lines = {FIRST: first, SECOND: second}
    ranked = sorted(lines, key=lambda line: -lines[line])
    dates = [f"📅 {one}: suits {lines[one]} {'person' if lines[one] == 1 else 'people'}" for one in ranked]
    return "\n\n".join(
        [f"🗳 Finding a date: {GROUP}", "\n".join(dates), f"{answered} answered.\n{silent} not answered yet.", *notes]
    )


AGAIN = "They can be asked again from Wednesday, 14.10.2009, 10:00 on."


async def test_a_speaker_asks_for_a_date_with_one_message_and_four_taps(town: Town) -> None:
    fatma, body_id = await _speaker(town)
    amal = await _member(town, "Amal")

    asked = await fatma.forges(f"poll:{body_id}")
    named = await fatma.says("27.10. 19:00\n3.11. 18 Uhr")
    where = await fatma.presses("➡ Go on")
    preview = await fatma.presses("📍 Usual place")
    heard = await fatma.presses("✅ Ask")

    lines = f"📅 {FIRST}\n📅 {SECOND}"
    assert asked == [f"{WHICH}\n\n{EXAMPLE}"]
    assert named == [f"{WHICH}\n\n{lines}\n\n{EXAMPLE}"]
    assert where == [f"Where will you meet?\n\nUsual place: {PLACE}\n\nOr write another address."]
    assert preview == [f"Is this right?\n\n{GROUP}\n{lines}\n📍 {PLACE}\n\n2 people will be asked."]
    page = _page(0, 0, "0 people have", "2 people have", AGAIN)
    assert heard == [f"{SENT}\n\n{page}", f"{QUESTION}\n\n{TAP}"]
    assert await amal.hears() == [f"{QUESTION}\n\n{TAP}"]
    assert amal.buttons == ["☐ Tue 27.10. 19:00", "☐ Tue 03.11. 18:00", "❌ None of these"]


async def test_dates_that_do_not_fit_are_explained_and_the_good_ones_of_the_message_kept(town: Town) -> None:
    fatma, body_id = await _speaker(town)
    await fatma.forges(f"poll:{body_id}")

    heard = await fatma.says("- 27.10. 19:00\nmorgen <früh>\n31.02. 19:00\n12.10.2009 19:00\n\n27.10.2009 19 Uhr")
    dropped = await fatma.presses("✖ Tue 27.10. 19:00")
    eight = await fatma.says("\n".join(f"{day}.11. 19:00" for day in range(1, 10)))

    excuses = (
        "Not readable: morgen <früh>\nThere is no such day: 31.02. 19:00\n"
        "Over already: 12.10.2009 19:00\nNamed already: 27.10.2009 19 Uhr"
    )
    assert heard == [f"{WHICH}\n\n📅 {FIRST}\n\n{excuses}\n\n{EXAMPLE}"]
    assert dropped == [f"{WHICH}\n\n{EXAMPLE}"]
    assert eight[0].split("\n\n")[2:] == [
        "Left out, for eight dates are the most: 9.11. 19:00",
        "That is as many dates as people can choose from.",
    ]
    assert fatma.buttons[-2:] == ["➡ Go on", "Cancel"]


async def test_what_was_named_survives_a_restart_back_and_a_date_that_passes_meanwhile(town: Town) -> None:
    fatma, body_id = await _speaker(town)
    await fatma.forges(f"poll:{body_id}")
    await fatma.says("13.10. 12:00\n27.10. 19:00\n3.11. 18:00")
    await town.restart()
    await fatma.presses("➡ Go on")
    back = await fatma.presses("Back")
    await fatma.presses("➡ Go on")
    await fatma.says("Haus der Begegnung")
    await town.move_to(local(13, 10, 2009, 12))

    passed = await fatma.presses("✅ Ask")
    heard = await fatma.presses("➡ Go on", "📍 Usual place", "✅ Ask")

    lines = f"📅 {FIRST}\n📅 {SECOND}"
    assert back == [f"{WHICH}\n\n📅 Tuesday, 13.10.2009, 12:00\n{lines}\n\n{EXAMPLE}"]
    assert passed == [f"{WHICH}\n\n{lines}\n\nOver already: 13.10.2009 12:00\n\n{EXAMPLE}"]
    assert heard[0].splitlines()[0] == SENT


async def test_each_tick_counts_at_once_and_none_of_these_takes_them_back(town: Town) -> None:
    fatma, amal = await _asked(town)

    first = await amal.presses("☐ Tue 27.10. 19:00")
    second = await amal.presses("☐ Tue 03.11. 18:00")
    unticked = await amal.presses("☑ Tue 27.10. 19:00")
    buttons = amal.buttons
    page = await fatma.forges("pollrun:1")
    none = await amal.presses("❌ None of these")

    assert first == [f"{QUESTION}\n\n✅ Answer saved: 1 date suits.\n\n{TAP}"]
    assert second == [f"{QUESTION}\n\n✅ Answer saved: 2 dates suit.\n\n{TAP}"]
    assert unticked == first
    assert buttons == ["☐ Tue 27.10. 19:00", "☑ Tue 03.11. 18:00", "❌ None of these"]
    assert page == [_page(0, 1, "1 person has", "1 person has", AGAIN)]
    assert none == [f"{QUESTION}\n\n✅ Answer saved: none of these dates.\n\n{TAP}"]


async def test_when_everyone_has_answered_the_organiser_fixes_the_best_date_with_one_tap(town: Town) -> None:
    fatma, amal = await _asked(town)
    await fatma.presses("☐ Tue 03.11. 18:00")
    await amal.presses("☐ Tue 27.10. 19:00", "☐ Tue 03.11. 18:00")
    early = await fatma.hears()

    await town.pass_time(minutes=2)
    told = await fatma.hears()
    fixed = await fatma.presses("⭐ Take 03.11. 18:00")
    old_button = await amal.forges("tick:1:0")

    card = f"Meeting: {GROUP}\n📅 {SECOND}\n📍 {PLACE}"
    assert (early, told) == ([], [f"🗳 Everyone has answered: {GROUP}\n\n📅 {SECOND}: suits 2 people"])
    invitation = f"✉️ Invitation\n\n{card}\n\nWill you come? One tap is enough."
    note = "Invitations are on their way. Reminders follow by themselves."
    assert fixed == [f"⭐ The date is fixed.\n\n{card}\n\n{note}", invitation]
    assert old_button[-1] == f"⭐ This date was chosen:\n\n{card}\n\nWill you come? One tap is enough."
    assert amal.buttons[:3] == ["✅ I come", "❓ I don't know yet", "❌ I can't come"]


async def test_only_those_who_have_not_answered_are_asked_again_and_once_a_day(town: Town) -> None:
    fatma, amal = await _asked(town)
    olga = await _member(town, "Olga")
    await fatma.presses("☐ Tue 27.10. 19:00")
    await amal.presses("❌ None of these")
    early = await fatma.forges("pollask:1")
    await town.move_to(local(14, 10, 2009, 10))
    page = await fatma.forges("pollrun:1")

    heard = await fatma.presses("🔔 Ask those who have not answered")

    assert early == [_page(1, 0, "2 people have", "1 person has", AGAIN)]
    assert page == [_page(1, 0, "2 people have", "1 person has")]
    later = "They can be asked again from Thursday, 15.10.2009, 10:00 on."
    assert heard == [f"{SENT}\n\n{_page(1, 0, '2 people have', '1 person has', later)}"]
    assert await amal.hears() == []
    assert await olga.hears() == [f"{QUESTION}\n\n{TAP}"]


async def test_who_joins_later_is_asked_too_and_finds_the_dates_among_the_meetings(town: Town) -> None:
    await _asked(town)
    olga = await _member(town, "Olga")

    listed = await olga.says("/meetings")
    opened = await olga.presses("🗳 Find a date")

    assert town.database.look(_asked_people) == 3
    assert listed[-1].splitlines()[0] == "There are no meetings ahead."
    assert opened == [f"{QUESTION}\n\n{TAP}"]


def _asked_people(session: Session) -> int:
    sent = select(Delivery.id).where(Delivery.kind == DeliveryKind.DATE_POLL, Delivery.state == DeliveryState.SENT)
    return len(session.scalars(sent).all())


async def test_of_two_organisers_the_second_sees_what_the_first_did(town: Town) -> None:
    fatma, _amal = await _asked(town)
    sabine = town.resident("Sabine", "en")
    await sabine.registers("English", AGREE)
    town.database.transact(_coordinate, sabine)
    await sabine.says("/plan")
    await sabine.presses("🗳 AG Bildung")
    fixed = await fatma.forges("pollfix:2")

    second = await sabine.presses("Take 27.10. 19:00")
    closing = await sabine.forges("pollend:1:1")
    again = await sabine.forges("pollask:1")

    card = f"Meeting: {GROUP}\n📅 {SECOND}\n📍 {PLACE}"
    assert fixed[0].splitlines()[0] == "⭐ The date is fixed."
    assert second == [f"Somebody else was faster.\n\n⭐ The date is fixed.\n\n{card}"]
    assert (closing, again) == ([], [])
    assert sabine.screen == second[0]


async def test_giving_up_is_asked_first_and_old_buttons_explain_it(town: Town) -> None:
    fatma, amal = await _asked(town)
    await fatma.forges("pollrun:1")

    sure = await fatma.presses("🚫 Give up")
    closed = await fatma.presses("🚫 Yes, give up")
    old = await amal.presses("☐ Tue 27.10. 19:00")

    gone = "The question is closed. No date was chosen."
    assert sure == [f"Give up finding a date? No date is chosen then.\n\n{GROUP}"]
    assert closed == [f"{gone}\n\n{GROUP}"]
    assert old == [f"{GROUP}\n\n{gone}"]


async def test_dates_that_have_passed_are_not_offered_and_when_all_have_the_organiser_can_only_give_up(
    town: Town,
) -> None:
    fatma, amal = await _asked(town)
    await town.move_to(local(28, 10, 2009, 10))
    await amal.presses("☐ Tue 27.10. 19:00")
    left = amal.buttons
    taken = await fatma.forges("pollfix:1")
    await town.move_to(local(4, 11, 2009, 10))

    over = await fatma.forges("pollrun:1")
    answered = await amal.presses("☐ Tue 03.11. 18:00")

    assert left == ["☐ Tue 03.11. 18:00", "❌ None of these"]
    assert taken[0].splitlines()[0] == "This date is over."
    counts = "0 people have answered.\n2 people have not answered yet."
    heading, hint = f"🗳 Finding a date: {GROUP}", "All these dates are over. Please give up and propose others."
    assert over == [f"{heading}\n\n{hint}\n\n{counts}"]
    assert fatma.buttons == ["🚫 Give up", "🗓 Planned meetings"]
    assert answered == [f"{GROUP}\n\nAll these dates are over."]


async def test_a_body_that_is_being_asked_is_not_asked_twice(town: Town) -> None:
    fatma, _amal = await _asked(town)

    heard = await fatma.forges("poll:1")

    assert heard == [_page(0, 0, "0 people have", "2 people have", AGAIN)]
    assert town.database.look(lambda session: len(session.scalars(select(DatePoll)).unique().all())) == 1


@pytest.mark.parametrize("data", ["tick:1:1", "ticknone:1", "pollshow:1"])
async def test_who_is_not_in_the_body_does_not_learn_of_it(town: Town, data: str) -> None:
    await _asked(town)
    boris = town.resident("Boris", "en")
    await boris.registers("English", AGREE)

    heard = [await boris.forges(data), await boris.forges(data.replace("1", "999", 1))]
    polls = await boris.forges("polls")

    assert heard == [[NOT_HERE], [NOT_HERE]]
    assert polls == ["🗳 Which dates suit you?\n\nNo group is looking for a date now."]


@pytest.mark.parametrize("data", ["poll:1", "pollrun:1", "pollask:1", "pollfix:1", "pollend:1:0", "pollend:1:1"])
async def test_who_does_not_organise_is_refused_by_every_door(town: Town, data: str) -> None:
    _fatma, amal = await _asked(town)

    heard = await amal.forges(data)

    assert heard == [NOT_HERE]


def _ask_two_groups(session: Session, resident: Resident) -> None:
    for code, name in (("BIL", "Bildung"), ("FRA", "Frauen")):
        body_id = create_body(session, code, name)
        create_membership(session, _number(session, resident), body_id)
        create_date_poll(session, body_id, TUESDAY, NEXT_TUESDAY)


async def test_somebody_in_two_groups_that_look_for_a_date_chooses_the_group_first(town: Town) -> None:
    amal = town.resident("Amal", "en")
    await amal.registers("English", AGREE)
    town.database.transact(_ask_two_groups, amal)
    await amal.says("/meetings")

    asked = await amal.presses("🗳 Find a date")
    buttons = amal.buttons
    opened = await amal.presses("🗳 AG Frauen")

    assert asked == ["🗳 Which dates suit you?"]
    assert buttons == ["🗳 AG Bildung", "🗳 AG Frauen", "Main menu"]
    assert opened == [f"🗳 Which dates suit you?\n\nAG Frauen\n📍 Rathaus, Markt 1, 96450 Coburg\n\n{TAP}"]


async def test_buttons_of_a_dialogue_that_nobody_offered_change_nothing(town: Town) -> None:
    fatma, body_id = await _speaker(town)
    await fatma.forges(f"poll:{body_id}")
    number = _dialogue_number(fatma)

    for value in ("next", "x", "x99999999999999999", "yes", "x1"):
        await fatma.forges(f"dlg:{number}:dates:{value}")

    assert fatma.screen == f"{WHICH}\n\n{EXAMPLE}"
    assert town.database.look(lambda session: session.scalars(select(DateProposal)).all()) == []


def _dialogue_number(resident: Resident) -> str:
    markup = resident.bot_messages[-1].reply_markup
    assert markup is not None
    return str(markup["inline_keyboard"][-1][-1]["callback_data"]).split(":")[1]


async def test_a_dialogue_about_a_body_that_is_gone_ends_in_a_sentence(town: Town) -> None:
    fatma, body_id = await _speaker(town)
    await fatma.forges(f"poll:{body_id}")
    town.database.transact(_close, body_id)

    heard = await fatma.says("27.10. 19:00")
    after = await fatma.says("/cancel")

    assert heard == [NOT_HERE]
    assert after == ["There is nothing to cancel. /start shows the menu."]


def _close(session: Session, body_id: int) -> None:
    session.get_one(Body, body_id).state = BodyState.CLOSED
