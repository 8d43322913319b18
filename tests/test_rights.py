"""Every command and every kind of button, pressed in every role: what succeeds is what the matrix of rights says."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import fields

import pytest
from sqlalchemy.orm import Session

from bot.callback_data.base import CallbackData
from bot.callback_data.dialogues import DialogueStep
from bot.messages.commands import COMMANDS
from handlers import BUTTONS
from models import MembershipRole
from tests.databases import Databases
from tests.factories import create_membership, create_participant
from tests.rights import ROLES, World, create_world, list_actions
from tests.snapshots import Snapshot, rows
from tests.steering import NOT_HERE, steered
from tests.towns import Resident, Town, open_town

#: What is written down whatever somebody sends: updates, and cards that a group is told of as time passes.
_NOTED = {"inbox_updates", "group_cards"}


@pytest.fixture
async def town(sqlite_databases: Databases) -> AsyncIterator[Town]:
    """A town on one kind of database: rights are asked in the services, which are tested on both."""
    async with open_town(sqlite_databases.fresh()) as opened:
        yield opened


async def _populate(town: Town) -> World:
    """Settle somebody in each role, with something to act upon."""
    made, _ = await steered(town)
    sepp = town.resident("Sepp", "en")
    town.database.transact(_register_speaker, sepp.id, made.bodies["BIL"])
    for resident in (sepp, town.resident("Stranger", "en")):
        await resident.opens()
    recording = town.residents["Stranger"].person.send_voice(b"OggS", 3).voice
    await town.settle()
    assert recording is not None
    return town.database.transact(create_world, made, recording.file.file_id, now=town.clock.now())


def _register_speaker(session: Session, telegram_id: int, body_id: int) -> None:
    create_membership(session, create_participant(session, telegram_id), body_id, MembershipRole.SPEAKER)


async def _send(resident: Resident, data: str) -> list[str]:
    """Send a command or press a button; return what the bot wrote, or the notice that it showed over the button."""
    if data.startswith("/"):
        return await resident.says(data)
    before = len(resident.person.answers)
    heard = await resident.forges(data)
    notices = [answer.text for answer in resident.person.answers[before:] if answer.text]
    return notices or heard


def _content(session: Session) -> dict[str, list[tuple[object, ...]]]:
    return {name: found for name, found in rows(session).items() if name not in _NOTED}


def _is_refused(resident: Resident, heard: list[str]) -> bool:
    """Tell whether this is what people hear who may not: strangers are welcomed, nobody learns what there is."""
    if resident.person.first_name == "Stranger":
        return len(heard) <= 1 and resident.screen.startswith("Welcome!")
    assert heard, "nobody is left without an answer"
    return heard in ([NOT_HERE], ["This button is no longer current."])


def test_the_matrix_has_every_command_and_every_kind_of_button() -> None:
    actions = list_actions(World(*range(1, len(fields(World)) + 1)))

    commands = {action.sent.removeprefix("/") for action in actions if isinstance(action.sent, str)}
    buttons = {type(action.sent) for action in actions if isinstance(action.sent, CallbackData)}
    assert commands == {command.name for command in COMMANDS}
    assert buttons == {*BUTTONS, DialogueStep}


@pytest.mark.parametrize("role", ROLES)
async def test_what_somebody_may_do_is_what_the_matrix_says(town: Town, role: str) -> None:
    world = await _populate(town)
    resident = town.residents[ROLES[role]]
    before = town.database.look(_content)
    found: dict[str, tuple[bool, bool]] = {}

    with closing(Snapshot.of(town.settings.effective_database_url)) as snapshot:
        for action in list_actions(world):
            heard = await _send(resident, action.data)
            changed = town.database.look(_content) != before
            found[action.name] = (not _is_refused(resident, heard), changed)
            snapshot.restore()

    expected = {action.name: (role in action.allowed) for action in list_actions(world)}
    acting = {action.name for action in list_actions(world) if action.acts and role in action.allowed}
    assert {name: succeeded for name, (succeeded, _) in found.items()} == expected
    assert {name for name, (_, changed) in found.items() if changed} >= acting
    assert {name for name, (succeeded, changed) in found.items() if changed and not succeeded} == set()


@pytest.mark.parametrize("role", [role for role in ROLES if role != "S"])
async def test_what_is_refused_sounds_like_what_does_not_exist(town: Town, role: str) -> None:
    world = await _populate(town)
    resident = town.residents[ROLES[role]]
    differing: dict[str, list[list[str]]] = {}

    with closing(Snapshot.of(town.settings.effective_database_url)) as snapshot:
        for action in list_actions(world):
            if role not in action.allowed and action.nowhere is not None:
                heard = [await _send(resident, data) for data in (action.data, action.nowhere.pack())]
                differing |= {action.name: heard} if heard != [[NOT_HERE]] * 2 else {}
                snapshot.restore()

    assert differing == {}
