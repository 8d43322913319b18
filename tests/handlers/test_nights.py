"""What the coordination composes by night may wait until people are awake; by day there is nothing to wait for."""

from __future__ import annotations

import pytest

from models import Role
from tests.handlers.settling import settle
from tests.handlers.test_broadcasts import READ, compose
from tests.handlers.test_events import INVITATION, prepare
from tests.towns import Resident, Town, local

NOW, WAIT = "📣 Send now", "🌅 Send at 08:00"


async def _previews(olga: Resident, kind: str) -> None:
    await (compose(olga) if kind == "broadcast" else prepare(olga, "🌍 Everyone"))


@pytest.mark.parametrize(("kind", "sent"), [("broadcast", READ), ("event", INVITATION)])
async def test_by_night_it_may_wait_until_eight(town: Town, kind: str, sent: str) -> None:
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet")
    await town.move_to(local(13, 10, 2009, 23))

    await _previews(olga, kind)
    offered = olga.buttons[:2]
    await olga.presses(WAIT)
    at_once = await mehmet.hears()
    await town.move_to(local(14, 10, 2009, 7, 59))
    before = await mehmet.hears()
    await town.move_to(local(14, 10, 2009, 8))

    assert offered == [NOW, WAIT]
    assert (at_once, before) == ([], [])
    assert await mehmet.hears() == [sent]


@pytest.mark.parametrize(("kind", "sent"), [("broadcast", READ), ("event", INVITATION)])
async def test_by_night_it_may_be_sent_at_once(town: Town, kind: str, sent: str) -> None:
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet")
    await town.move_to(local(13, 10, 2009, 23))

    await _previews(olga, kind)
    await olga.presses(NOW)

    assert await mehmet.hears() == [sent]


@pytest.mark.parametrize(("kind", "sent"), [("broadcast", READ), ("event", INVITATION)])
async def test_by_day_there_is_one_way_to_send(town: Town, kind: str, sent: str) -> None:
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet")

    await _previews(olga, kind)
    offered = olga.buttons
    await olga.presses(NOW)

    assert (NOW in offered, WAIT in offered) == (True, False)
    assert await mehmet.hears() == [sent]


async def test_what_waits_until_eight_can_be_stopped(town: Town) -> None:
    olga, mehmet = settle(town, "Olga", role=Role.COORDINATOR), settle(town, "Mehmet")
    await town.move_to(local(13, 10, 2009, 23))
    await _previews(olga, "broadcast")
    await olga.presses(WAIT)

    await olga.presses("⏹ Stop")
    await town.move_to(local(14, 10, 2009, 8))

    assert await mehmet.hears() == []


async def test_an_event_that_begins_before_eight_does_not_wait(town: Town) -> None:
    olga = settle(town, "Olga", role=Role.COORDINATOR)
    await town.move_to(local(27, 10, 2009, 2))
    await olga.says("/event")
    await olga.says("Frühstück")
    await olga.says("27.10.2009 07:30")
    await olga.says("Rathaus")

    await olga.presses("🌍 Everyone")

    assert olga.buttons == [NOW, "Back", "Cancel"]
