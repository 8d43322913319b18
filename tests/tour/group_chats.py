"""A group's own chat: connected by the coordinator, told of a meeting and of its change."""

from __future__ import annotations

import re

from bot.languages import DEFAULT_LOCALE, LOCALES
from tests.tour import Tour


async def connect_a_chat(tour: Tour) -> None:
    """Weber makes a code for AG Bildung's chat, where Sabine writes it; a code that is used says nothing."""
    await tour["Weber"].says("/groupchat")
    await tour.press_with("Weber", "AG Bildung")
    if tour.locale != DEFAULT_LOCALE:
        await tour["Weber"].presses("☑ Deutsch", f"☐ {LOCALES[tour.locale].endonym}")
    heard = await tour.press("Weber", "🔗 Make the link")
    found = re.search(r"g-[\w-]+", heard[0])
    assert found is not None
    group = tour.town.simulator.add_group("AG Bildung", members=[tour["Sabine"].person])
    await tour.town.settle()
    for _time in range(2):
        group.say(tour["Sabine"].person, f"/bind {found[0]}")
        await tour.town.settle()
    await tour.press("Weber", "💬 Group chats")
    await tour.press_with("Weber", "AG Bildung")


async def disconnect_it(tour: Tour) -> None:
    """Weber ends the connection."""
    await tour["Weber"].says("/groupchat")
    await tour.press_with("Weber", "AG Bildung")
    await tour.press_with("Weber", "✖")
