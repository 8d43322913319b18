"""Finding a date, for those who are asked: ticked with a tap, found again, what became of it."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Delivery, DeliveryKind, DeliveryState
from tests.factories import create_body, create_date_poll, create_membership
from tests.handlers.dating import (
    AGAIN,
    AGREE,
    GROUP,
    NEXT_TUESDAY,
    NOT_HERE,
    PLACE,
    QUESTION,
    SECOND,
    TAP,
    TUESDAY,
    arrive_as_member,
    begin_asking,
    number_of,
    page_of,
)
from tests.towns import Resident, Town, local


async def test_each_tick_counts_at_once_and_none_of_these_takes_them_back(town: Town) -> None:
    fatma, amal = await begin_asking(town)

    first = await amal.presses("☐ Tue 27.10. 19:00")
    second = await amal.presses("☐ Tue 03.11. 18:00")
    unticked = await amal.presses("☑ Tue 27.10. 19:00")
    buttons = amal.buttons
    page = await fatma.forges("pollrun:1")
    none = await amal.presses("❌ No date suits")

    assert first == [f"{QUESTION}\n\n✅ Answer saved: 1 date suits.\n\n{TAP}"]
    assert second == [f"{QUESTION}\n\n✅ Answer saved: 2 dates suit.\n\n{TAP}"]
    assert unticked == first
    assert buttons == ["☐ Tue 27.10. 19:00", "☑ Tue 03.11. 18:00", "❌ No date suits"]
    assert page == [page_of(0, 1, "1 person has", "1 person has", AGAIN)]
    assert none == [f"{QUESTION}\n\n✅ Answer saved: none of these dates.\n\n{TAP}"]


async def test_when_everyone_has_answered_the_organiser_fixes_the_best_date_with_one_tap(town: Town) -> None:
    fatma, amal = await begin_asking(town)
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


async def test_who_joins_later_is_asked_too_and_finds_the_dates_among_the_meetings(town: Town) -> None:
    await begin_asking(town)
    olga = await arrive_as_member(town, "Olga")

    listed = await olga.says("/meetings")
    opened = await olga.presses("🗳 Find a date")

    assert town.database.look(_asked_people) == 3
    assert listed[-1].splitlines()[0] == "There are no meetings ahead."
    assert opened == [f"{QUESTION}\n\n{TAP}"]


def _asked_people(session: Session) -> int:
    sent = select(Delivery.id).where(Delivery.kind == DeliveryKind.DATE_POLL, Delivery.state == DeliveryState.SENT)
    return len(session.scalars(sent).all())


async def test_giving_up_is_asked_first_and_old_buttons_explain_it(town: Town) -> None:
    fatma, amal = await begin_asking(town)
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
    fatma, amal = await begin_asking(town)
    await town.move_to(local(28, 10, 2009, 10))
    await amal.presses("☐ Tue 27.10. 19:00")
    left = amal.buttons
    taken = await fatma.forges("pollfix:1")
    await town.move_to(local(4, 11, 2009, 10))

    over = await fatma.forges("pollrun:1")
    answered = await amal.presses("☐ Tue 03.11. 18:00")

    assert left == ["☐ Tue 03.11. 18:00", "❌ No date suits"]
    assert taken[0].splitlines()[0] == "This date is over."
    counts = "0 people have answered.\n2 people have not answered yet."
    heading, hint = f"🗳 Finding a date: {GROUP}", "All these dates are over. Please give up and propose others."
    assert over == [f"{heading}\n\n{hint}\n\n{counts}"]
    assert fatma.buttons == ["🚫 Give up", "🗓 Planned meetings"]
    assert answered == [f"{GROUP}\n\nAll these dates are over."]


@pytest.mark.parametrize("data", ["tick:1:1", "ticknone:1", "pollshow:1"])
async def test_who_is_not_in_the_body_does_not_learn_of_it(town: Town, data: str) -> None:
    await begin_asking(town)
    boris = town.resident("Boris", "en")
    await boris.registers("English", AGREE)

    heard = [await boris.forges(data), await boris.forges(data.replace("1", "999", 1))]
    polls = await boris.forges("polls")

    assert heard == [[NOT_HERE], [NOT_HERE]]
    assert polls == ["🗳 Which dates suit you?\n\nNo group is looking for a date now."]


def _ask_two_groups(session: Session, resident: Resident) -> None:
    for code, name in (("BIL", "Bildung"), ("FRA", "Frauen")):
        body_id = create_body(session, code, name)
        create_membership(session, number_of(session, resident), body_id)
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
