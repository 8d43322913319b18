"""What the coordinator does: messages to many, events, roles."""

from __future__ import annotations

import re

from tests.tour import HOSTILE, Tour


async def broadcast(tour: Tour) -> None:
    """Weber writes to one group and to everyone: looks at it, writes it anew, tests it, sends it, looks back."""
    weber = tour["Weber"]
    await weber.says("/broadcast")
    await tour.press("Weber", "👥 One group", "Back", "👥 All working groups", "Back", "💬 Discussion circle", "Back")
    await tour.press("Weber", "🕸 Network")
    await weber.says(f"Am Dienstag ist das Rathaus zu. {HOSTILE}")
    await tour.press("Weber", "✏️ Write anew", "Cancel")
    await weber.says("/broadcast")
    await tour.press("Weber", "🌍 Everyone")
    await weber.says(f"Am Dienstag ist das Rathaus zu. {HOSTILE}")
    await weber.says("Zweite Zeile.")
    await weber.says("x" * 4_000)
    await tour.press("Weber", "✏️ Write anew")
    await weber.says(f"Am Dienstag ist das Rathaus zu. {HOSTILE}")
    tour["Krüger"].person.block()
    await tour.town.settle()
    await tour.press("Weber", "👁 Test to myself", "📣 Send now", "🔄 Refresh")
    tour["Krüger"].person.unblock()
    await tour.town.pass_time(minutes=1)
    await weber.says("/broadcast")
    await tour.press_with("Weber", "📊")


async def announce_an_event(tour: Tour) -> None:
    """Weber announces an event to the circle; Olena comes."""
    weber = tour["Weber"]
    await weber.says("/event")
    for text in (HOSTILE, "20.10.2009 18:00", "Rathaus, Markt 1, 96450 Coburg"):
        await weber.says(text)
    await tour.press("Weber", "💬 Circle and network", "Back", "💬 Discussion circle", "📣 Send now")
    await tour["Olena"].hears()
    await tour.press("Olena", "✅ I come")


async def appoint(tour: Tour) -> None:
    """Weber makes links for a speaker, a member, a deputy and a coordinator; Krüger opens all but the last."""
    for way in (["🗣 Speaker of a group", "AG Beruf"], ["Beirat"], ["🔑 Deputy"], ["🔑 Coordination"]):
        await tour["Weber"].says("/appoint")
        heard: list[str] = []
        for label in way:
            heard = await tour.press_with("Weber", label if label[0].isascii() else tour.say(label))
        found = re.search(r"start=([\w-]+)", heard[0])
        assert found is not None
        await tour["Krüger"].opens(found[1])
