"""Roles by one-time links: made by a coordinator, redeemed by whoever opens them first."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.messages.commands import COMMANDS, Audience
from models import Body, BodyKind, BodyState, Membership, MembershipRole, Participant, Role, RoleGrant
from tests.factories import create_body
from tests.handlers.settling import settle
from tests.handlers.test_broadcasts import REFUSED
from tests.towns import Resident, Town

INVALID = ["This link is not valid (any more). You can take part all the same: /start"]


async def link_for(olga: Resident, *labels: str) -> str:
    """Make a link and return its payload."""
    await olga.says("/appoint")
    heard = await olga.presses(*labels)
    found = re.search(r"https://t\.me/\w+\?start=(\S+)", heard[0])
    assert found is not None
    return found[1]


def _roles(session: Session, telegram_id: int) -> list[Role]:
    granted = select(RoleGrant.role).join(Participant, Participant.id == RoleGrant.participant_id)
    return list(session.scalars(granted.where(Participant.telegram_id == telegram_id)))


def _hats(session: Session, telegram_id: int) -> dict[int, MembershipRole]:
    hats = select(Membership.body_id, Membership.role).join(Participant)
    return dict(session.execute(hats.where(Participant.telegram_id == telegram_id)).all())


async def test_the_link_is_shown_once_with_its_expiry(town: Town) -> None:
    olga = settle(town, "Olga", role=Role.COORDINATOR)

    payload = await link_for(olga, "🔑 Deputy")
    shown = olga.screen
    await olga.presses("🔑 Roles")

    bot = town.simulator.bot.username
    assert shown == (
        f"Link for the deputy\n\nhttps://t.me/{bot}?start={payload}\n\n"
        "It works once, until: Tuesday, 20.10.2009, 10:00\n\n"
        "Please pass it on to this one person only. It is not shown again."
    )
    assert [message.text for message in olga.bot_messages if payload in (message.text or "")] == []


@pytest.mark.parametrize(("label", "role"), [("🔑 Deputy", Role.DEPUTY), ("🔑 Coordination", Role.COORDINATOR)])
async def test_a_link_gives_the_role_and_its_commands(town: Town, label: str, role: Role) -> None:
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet")

    await mehmet.opens(await link_for(olga, label))

    general = {command.name for command in COMMANDS if command.audience in {Audience.EVERYONE, Audience.REGISTERED}}
    shown = [name for name, _ in mehmet.person.commands()]
    assert town.database.look(_roles, mehmet.id) == [role]
    assert [name for name in shown if name not in general] == [
        "result",
        "plan",
        "search",
        "papers",
        "measures",
        "facts",
        "reports",
        "broadcast",
        "event",
        "appoint",
        "groupchat",
    ]


async def test_a_link_makes_a_speaker(town: Town) -> None:
    education = town.database.transact(create_body, "BIL", "Bildung", emoji="📚")
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet", bodies=[education])

    await mehmet.opens(await link_for(olga, "🗣 Speaker of a group", "📚 AG Bildung"))

    assert town.database.look(_hats, mehmet.id) == {education: MembershipRole.SPEAKER}
    assert {"result", "plan"} <= {name for name, _ in mehmet.person.commands()}


@pytest.mark.parametrize("kind", [BodyKind.STEERING_GROUP, BodyKind.ADVISORY_BOARD, BodyKind.NETWORK])
async def test_a_link_makes_a_member_of_a_closed_body(town: Town, kind: BodyKind) -> None:
    body = town.database.transact(create_body, "STG", "Gremium", kind, emoji="🏛")
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet")

    await mehmet.opens(await link_for(olga, "🏛 Gremium"))

    assert town.database.look(_hats, mehmet.id) == {body: MembershipRole.MEMBER}


async def test_a_link_works_once(town: Town) -> None:
    olga, mehmet, ivan = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet"), settle(town, "Ivan")
    payload = await link_for(olga, "🔑 Deputy")
    await mehmet.opens(payload)

    heard = [await ivan.opens(payload), await mehmet.opens(payload)]

    assert heard == [INVALID, INVALID]
    assert town.database.look(_roles, ivan.id) == []


async def test_who_opens_a_link_in_the_middle_of_an_idea_goes_on_where_they_were(town: Town) -> None:
    town.database.transact(create_body)
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet")
    payload = await link_for(olga, "🗣 Speaker of a group", "AG Bildung")
    await mehmet.says("/idea")
    await mehmet.says("Ein Chor für alle")

    await mehmet.opens(payload)
    heard = await mehmet.says("Am liebsten dienstags")

    assert heard[0].splitlines()[2:4] == ["Ein Chor für alle", "Am liebsten dienstags"]


async def test_a_link_expires_after_a_week(town: Town) -> None:
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet")
    payload = await link_for(olga, "🔑 Deputy")
    await town.pass_time(days=7)

    heard = await mehmet.opens(payload)

    assert heard == INVALID
    assert town.database.look(_roles, mehmet.id) == []


async def test_a_link_to_a_body_that_is_closed_meanwhile_gives_nothing_and_spoils_no_registration(town: Town) -> None:
    body_id = town.database.transact(create_body, kind=BodyKind.STEERING_GROUP)
    olga, newcomer = settle(town, "Olga", role=Role.COORDINATOR), town.resident("Nadia", "en")
    payload = await link_for(olga, "Bildung")
    town.database.transact(lambda session: setattr(session.get_one(Body, body_id), "state", BodyState.CLOSED))

    await newcomer.registers("English", "✅ Yes, I take part", payload=payload)

    assert newcomer.screen.splitlines()[2] == "The link you came by is not valid (any more)."
    assert town.database.look(_hats, newcomer.id) == {}


async def test_who_is_not_registered_agrees_first_and_has_the_role_then(town: Town) -> None:
    olga, newcomer = settle(town, "Olga", role=Role.COORDINATOR), town.resident("Nadia", "en")
    payload = await link_for(olga, "🔑 Deputy")

    await newcomer.opens(payload)
    await newcomer.presses("English")
    before = town.database.look(_roles, newcomer.id)
    await newcomer.presses("✅ Yes, I take part")

    assert before == []
    assert town.database.look(_roles, newcomer.id) == [Role.DEPUTY]
    assert "broadcast" in [name for name, _ in newcomer.person.commands()]


async def test_guessing_is_hopeless_and_a_guess_tells_nothing(town: Town) -> None:
    olga, mallory = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mallory")
    payload = await link_for(olga, "🔑 Deputy")

    guesses = ["i-", "i-" + "A" * 20, payload[:-1], payload + "x", payload.swapcase()]
    heard = [await mallory.opens(guess) for guess in guesses]

    assert len(payload.removeprefix("i-")) == 20  # 120 random bits
    assert heard == [INVALID] * 5
    assert town.database.look(_roles, mallory.id) == []


@pytest.mark.parametrize("data", ["open:appoint", "role:coordinator", "spokenfor:0", "hat:1:speaker", "hat:99:member"])
async def test_a_member_makes_no_link(town: Town, data: str) -> None:
    town.database.transact(create_body)
    mallory = settle(town, "Mallory")
    await mallory.says("/start")

    assert await mallory.forges(data) == REFUSED
    assert await mallory.says("/appoint") == REFUSED


@pytest.mark.parametrize("data", ["role:king", "hat:1:king", "hat:x:member", "role:"])
async def test_forged_roles_do_not_exist(town: Town, data: str) -> None:
    olga = settle(town, "Olga", role=Role.COORDINATOR)
    await olga.says("/start")

    heard = await olga.forges(data)

    assert heard == ["What would you like to do?\n\nChoose a button. You can also simply write or speak an idea."]


async def test_a_body_that_does_not_exist_gets_no_link(town: Town) -> None:
    olga = settle(town, "Olga", role=Role.COORDINATOR)
    await olga.says("/start")

    assert await olga.forges("hat:99:member") == REFUSED
