"""Whatever arrives: nothing is set aside that can be read, nobody waits for an answer, and others' things stay."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from bot.simulator import Person
from models import InboxState, InboxUpdate
from tests.databases import Databases
from tests.hostility import SPOILINGS, UPDATES, Hostile, Spoiling, address
from tests.snapshots import Snapshot, rows
from tests.steering import steered
from tests.towns import Town, open_town

#: Nobody without a role changes a row of these.
PROTECTED = (
    "bodies body_texts body_aliases towns phases figures meetings reminders results result_fields submissions"
    " conclusions broadcasts role_grants invitation_links audit_entries papers paper_items section_texts consultations"
    " measures measure_steps measure_notes evaluations indicators measurements milestones tags profile_entries cards"
    " offline_members"
).split()
#: Refusals that a forged press deserves: the page that it asks for is there already, or its message is gone.
DESERVED = {
    ("editMessageText", "message is not modified"),
    ("editMessageText", "message to edit not found"),
    # The bot greets a group that exists in the drawn update only.
    ("sendMessage", "chat not found"),
}
ACTORS = ("Nadia", "Stranger", "Far away", "Klaus")
PROFILE = settings(
    max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), print_blob=True
)


class Stage:
    """A town to be attacked, and the loop in which it lives."""

    def __init__(self, runner: asyncio.Runner, town: Town, snapshot: Snapshot) -> None:
        self.runner, self.town, self.snapshot = runner, town, snapshot
        self.messages = {one.id: set(one.person.chat.messages) for one in town.residents.values()}

    def reset(self) -> None:
        """Let everybody be as they were, with the messages that they had."""
        self.runner.run(self.town.settle())
        self.snapshot.restore()
        for resident in self.town.residents.values():
            for number in resident.person.chat.messages.keys() - self.messages[resident.id]:
                del resident.person.chat.messages[number]

    def send(self, update: dict[str, object]) -> list[tuple[str, object]]:
        """Send an update, wait until it is worked off, and return what the bot called: method and chat."""
        before = len(self.town.simulator.transcript)
        self.town.simulator.push(update)
        self.runner.run(self.town.settle())
        calls = [entry for entry in self.town.simulator.transcript[before:] if entry.direction == "call"]
        return [(call.kind, call.payload.get("chat_id")) for call in calls]

    def refusals(self, before: int) -> set[tuple[str, str]]:
        """Return what the stand-in has refused since there were `before` refusals."""
        refused = self.town.simulator.refusals[before:]
        return {(method, words.removeprefix("Bad Request: ").partition(":")[0]) for method, words in refused}


async def _settle_in(town: Town) -> None:
    await steered(town)
    for name, number in (("Stranger", None), ("Far away", 2**52 - 1)):
        await town.resident(name, "en", user_id=number).opens()
    nadia = town.resident("Nadia", "en")
    await nadia.registers("English", "✅ Yes, I take part", payload="BIL-en")


@pytest.fixture(scope="module")
def stage(sqlite_databases: Databases) -> Iterator[Stage]:
    """One town for all attacks; it is put back before each of them."""
    url = sqlite_databases.fresh()
    with asyncio.Runner() as runner, pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.inbox._FIRST_PAUSE", 0.001)
        patch.setattr("bot.inbox._LONGEST_PAUSE", 0.001)
        opening = open_town(url)
        town = runner.run(opening.__aenter__())
        runner.run(_settle_in(town))
        with closing(Snapshot.of(url)) as snapshot:
            yield Stage(runner, town, snapshot)
        runner.run(opening.__aexit__(None, None, None))


def _dead(session: Session) -> list[tuple[str | None, str | None]]:
    return [(row.error, row.payload) for row in session.scalars(select(InboxUpdate).filter_by(state=InboxState.DEAD))]


def _is_heard(stage: Stage) -> bool:
    """Tell whether somebody else, who asks for help, gets it."""
    olga = stage.town.residents["Olga"]
    return stage.runner.run(olga.says("/help"))[0].startswith("This is what I can do for you:")


def _person(stage: Stage, name: str) -> Person:
    return stage.town.residents[name].person


@PROFILE
@given(actor=st.sampled_from(ACTORS), drafts=st.lists(UPDATES, min_size=1, max_size=12))
def test_whatever_telegram_may_send_is_worked_off_and_answered(stage: Stage, actor: str, drafts: list[Hostile]) -> None:
    stage.reset()
    person, refused = _person(stage, actor), len(stage.town.simulator.refusals)
    before = stage.town.database.look(rows, *PROTECTED)

    with capture_logs() as logs:
        answers = [(draft, stage.send(address(draft, person))) for draft in drafts]

    assert stage.town.database.look(_dead) == []
    assert [line for line in logs if line["log_level"] in {"error", "critical"}] == []
    assert stage.refusals(refused) - DESERVED == set()
    assert [draft for draft, calls in answers if draft.awaits_answer and not calls] == []
    assert _is_heard(stage)
    if actor != "Klaus":
        assert stage.town.database.look(rows, *PROTECTED) == before


@PROFILE
@given(actor=st.sampled_from(ACTORS), draft=UPDATES, spoiling=SPOILINGS)
def test_what_is_spoilt_is_set_aside_at_once_or_worked_off(
    stage: Stage, actor: str, draft: Hostile, spoiling: Spoiling
) -> None:
    stage.reset()

    with capture_logs() as logs:
        stage.send(spoiling.apply(address(draft, _person(stage, actor))))

    dead = stage.town.database.look(_dead)
    failures = [line for line in logs if line["event"] == "update.failed"]
    assert {(error or "").partition(" at ")[0] for error, _ in dead} <= {"Unreadable"}
    assert [line["attempts"] for line in failures] == [1] * len(dead)
    assert _is_heard(stage)
