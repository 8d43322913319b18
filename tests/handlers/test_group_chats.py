"""Group chats: bound by a one-time code, one card per meeting, whose buttons lead into the private chat."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.services import changes
from bot.simulator import Group
from models import GroupCard, GroupCardState, GroupChat, InboxUpdate, Meeting, Role
from tests.factories import create_body, create_meeting, create_participant, grant_role
from tests.handlers.settling import settle
from tests.towns import BERLIN, Resident, Town, local

NOT_HERE = ["That is not available here. /help shows what is possible."]
SILENT = "Hello! This chat is not connected to any group yet. The coordination can do that; until then I am silent."
WHERE = "📍 Rathaus, Markt 1, 96450 Coburg"
CARD = f"Meeting: AG Bildung (Education)\n📅 Tuesday, 27.10.2009, 19:00\n{WHERE}"


def _said(group: Group) -> list[str]:
    return [message.text or "" for message in group.messages.values() if message.from_bot]


def _bound(session: Session) -> list[tuple[int, str]]:
    return [(row.chat_id, row.locales) for row in session.scalars(select(GroupChat).order_by(GroupChat.id))]


def _cards(session: Session) -> list[tuple[GroupCardState, int]]:
    return [(row.state, row.sequence) for row in session.scalars(select(GroupCard).order_by(GroupCard.id))]


async def _code(coordinator: Resident, *toggled: str) -> str:
    """Make a code and return it; German is ticked already."""
    await coordinator.says("/groupchat")
    await coordinator.presses("AG Bildung", *toggled)
    heard = await coordinator.presses("🔗 Make the link")
    found = re.search(r"/bind@\w+ (g-[\w-]+)", heard[0])
    assert found is not None
    return found[1]


async def _type(town: Town, group: Group, who: Resident, text: str) -> list[str]:
    """Let a member write in the group; return what the bot has said there since."""
    before = len(_said(group))
    group.say(who.person, text)
    await town.settle()
    return _said(group)[before:]


async def _connected(town: Town) -> tuple[Resident, Group, int]:
    """Return the coordinator, the group that is bound, in English alone, and AG Bildung's number."""
    body = town.database.transact(create_body, english="Education")
    klaus, amal = settle(town, "Klaus", role=Role.COORDINATOR), settle(town, "Amal", bodies=[body])
    code = await _code(klaus, "☑ Deutsch", "☐ English")
    group = town.simulator.add_group("Bildung in Coburg", members=[klaus.person, amal.person])
    await town.settle()
    await _type(town, group, klaus, f"/bind@{town.simulator.bot.username} {code}")
    return klaus, group, body


async def test_the_coordinator_binds_a_chat_by_a_command_that_works_once(town: Town) -> None:
    klaus, group, _ = await _connected(town)
    code = await _code(klaus, "☐ English")

    again = await _type(town, group, klaus, f"/bind {code}")
    used = await _type(town, group, klaus, f"/start {code}")

    assert _said(group)[:2] == [
        SILENT,
        "This chat now belongs to: AG Bildung (Education). I announce its meetings here and read nothing.",
    ]
    assert (len(again), used) == (1, [SILENT])
    assert town.database.look(_bound) == [(group.id, "de en")]


async def test_a_card_is_posted_once_and_follows_changes(town: Town) -> None:
    _, group, body = await _connected(town)
    meeting = town.database.transact(create_meeting, body, local(27, 10, 2009, 19))

    await town.pass_time(minutes=1)
    posted = _said(group)[2:]
    await town.restart()
    await town.pass_time(minutes=1)
    town.database.transact(_move, meeting, town)
    await town.pass_time(minutes=1)
    moved = _said(group)[2:]
    town.database.transact(_cancel, meeting, town)
    await town.pass_time(minutes=1)

    later = CARD.replace("Tuesday, 27", "Wednesday, 28")
    assert posted == [CARD]
    assert moved == [f"🔁 Changed\n\n{later}"]
    assert _said(group)[2:] == [f"🚫 Cancelled: this meeting does not take place.\n\n{later}"]
    assert town.database.look(_cards) == [(GroupCardState.SENT, 2)]


def _move(session: Session, meeting: int, town: Town) -> None:
    acting, now = _coordinator(session), town.clock.now()
    changes.move(session, meeting, 0, local(28, 10, 2009, 19), timezone=BERLIN, acting=acting, now=now)


def _cancel(session: Session, meeting: int, town: Town) -> None:
    sequence = session.get_one(Meeting, meeting).sequence
    changes.cancel(session, meeting, sequence, acting=_coordinator(session), now=town.clock.now())


def _coordinator(session: Session) -> int:
    acting = create_participant(session, reachable=False)
    grant_role(session, acting)
    return acting


async def test_a_card_speaks_the_groups_languages_and_its_buttons_lead_to_the_private_chat(town: Town) -> None:
    klaus, group, body = await _connected(town)
    await _type(town, group, klaus, f"/bind {await _code(klaus, '☐ English')}")
    meeting = town.database.transact(create_meeting, body, local(27, 10, 2009, 19))
    await town.pass_time(minutes=1)
    card = list(group.messages.values())[-1]
    assert card.reply_markup is not None
    urls = [row[0]["url"] for row in card.reply_markup["inline_keyboard"]]

    member = await town.residents["Amal"].opens(f"m{meeting}")
    newcomer = town.resident("Nour", "en")
    await newcomer.registers("English", "✅ Yes, I take part", payload=f"m{meeting}")
    nowhere = await town.residents["Amal"].opens("m999")

    assert (card.text or "").count("27.10.2009, 19:00") == 2
    assert (card.text or "").endswith(CARD)
    assert urls == [f"https://t.me/{town.simulator.bot.username}?start=m{meeting}"] * 2
    assert [CARD in member[0], CARD in newcomer.screen] == [True, True]
    assert nowhere == ["This link is not valid (any more). You can take part all the same: /start"]


async def test_what_a_group_talks_about_is_neither_stored_nor_answered(town: Town) -> None:
    klaus, group, _ = await _connected(town)
    stored = town.database.look(_numbers)

    answered = await _type(town, group, klaus, "Wer bringt Kuchen mit?")

    assert answered == []
    assert town.database.look(_numbers) == stored


def _numbers(session: Session) -> list[int]:
    return list(session.scalars(select(InboxUpdate.update_id)))


async def test_a_chat_is_forgotten_when_the_coordinator_ends_it_or_the_bot_is_sent_away(town: Town) -> None:
    klaus, group, _ = await _connected(town)
    await klaus.says("/groupchat")
    await klaus.presses("AG Bildung")

    ended = await klaus.presses("✖ Disconnect (13.10.2009)")
    after_end = town.database.look(_bound)
    await _type(town, group, klaus, f"/bind {await _code(klaus)}")
    bound_again = town.database.look(_bound)
    group.set_bot_status("kicked")
    await town.settle()

    assert ended == ["The chat is no longer connected: AG Bildung (Education)"]
    assert (after_end, bound_again, town.database.look(_bound)) == ([], [(group.id, "de")], [])


async def test_a_group_that_becomes_a_supergroup_stays_bound(town: Town) -> None:
    klaus, group, _ = await _connected(town)
    service = {"message_id": 77, "date": 1_255_420_800, "chat": {"id": group.id, "type": "group", "title": "x"}}
    sender = {"from": {"id": klaus.id, "is_bot": False, "first_name": "Klaus"}, "migrate_to_chat_id": -100777}

    town.simulator.tell_bot("message", {**service, **sender})
    await town.settle()

    assert town.database.look(_bound) == [(-100777, "en")]


async def test_a_code_expires_after_a_day(town: Town) -> None:
    klaus, group, _ = await _connected(town)
    code = await _code(klaus)
    await town.pass_time(days=1)

    answered = await _type(town, group, klaus, f"/bind {code}")

    assert answered == [SILENT]
    assert town.database.look(_bound) == [(group.id, "en")]


async def test_cards_wait_for_the_morning_unless_the_meeting_is_soon(town: Town) -> None:
    _, group, body = await _connected(town)
    await town.move_to(local(13, 10, 2009, 22))
    town.database.transact(create_meeting, body, local(27, 10, 2009, 19))
    await town.pass_time(minutes=1)
    at_night = len(_said(group))
    town.database.transact(create_meeting, body, local(14, 10, 2009, 9))
    await town.pass_time(minutes=1)
    soon = len(_said(group))

    await town.move_to(local(14, 10, 2009, 8) + timedelta(minutes=1))

    assert (at_night, soon, len(_said(group))) == (2, 3, 4)


async def test_no_card_is_posted_on_a_sunday_but_that_of_a_meeting_of_that_day(town: Town) -> None:
    _, group, body = await _connected(town)
    await town.move_to(local(18, 10, 2009, 9))
    for starts_at in (local(18, 10, 2009, 22), local(27, 10, 2009, 19)):
        town.database.transact(create_meeting, body, starts_at)
    await town.pass_time(minutes=1)
    on_sunday = len(_said(group))

    await town.move_to(local(19, 10, 2009, 8) + timedelta(minutes=1))

    assert (on_sunday, len(_said(group))) == (3, 4)


@pytest.mark.parametrize("door", ["/groupchat", "chats:1:de", "chatcode:1:de", "unbind:1"])
async def test_who_does_not_coordinate_connects_nothing(town: Town, door: str) -> None:
    _, group, _ = await _connected(town)
    amal = town.residents["Amal"]
    await amal.opens()

    heard = await (amal.says(door) if door.startswith("/") else amal.forges(door))

    assert heard == NOT_HERE
    assert town.database.look(_bound) == [(group.id, "en")]


async def test_a_card_of_which_nobody_knows_whether_it_arrived_is_not_posted_again(town: Town) -> None:
    _, group, body = await _connected(town)
    town.database.transact(create_meeting, body, local(27, 10, 2009, 19))
    await town.pass_time(minutes=1)
    town.database.transact(_pretend_on_the_wire)

    await town.restart()
    await town.pass_time(minutes=1)

    assert _said(group)[2:] == [CARD]
    assert town.database.look(_cards) == [(GroupCardState.UNKNOWN, 0)]


def _pretend_on_the_wire(session: Session) -> None:
    session.execute(update(GroupCard).values(state=GroupCardState.SENDING))
