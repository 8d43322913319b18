"""Meetings: planned, moved, answered, reminded of, cancelled."""

from __future__ import annotations

from tests.tour import Tour
from tests.towns import local


async def plan_a_meeting(tour: Tour) -> None:
    """Sabine plans a meeting of AG Bildung, after dates that do not exist; Nour looks at the invitation and answers."""
    sabine = tour["Sabine"]
    await sabine.says("/plan")
    await tour.press_with("Sabine", "➕")
    for text in ("morgen", "31.02. 19:00", "28.03.2010 02:30", "12.10.2009 19:00", "20.10.2009 19:00"):
        await sabine.says(text)
    await sabine.speaks()
    await tour.press("Sabine", "📍 Usual place", "✅ Invite", "🗓 Planned meetings")
    await tour["Nour"].hears()
    await tour.press("Nour", "📍 Where is it", "✅ I come")
    await tour["Nour"].says("/meetings")
    await tour["Viktor"].hears()
    await tour.press("Viktor", "❓ I don't know yet", "❌ I can't come")


async def move_a_meeting(tour: Tour) -> None:
    """Sabine moves it by a day with one tap, and to another one by typing; Nour's old button answers with the new."""
    sabine = tour["Sabine"]
    await tour.press_with("Sabine", "✏️")
    await tour.press("Sabine", "🔁 Move")
    await sabine.presses(tour.say("Take %(date)s", date="21.10.2009 19:00"))
    await tour.press("Sabine", "🗓 Planned meetings")
    await tour.press_with("Sabine", "✏️")
    await tour.press("Sabine", "🔁 Move")
    await sabine.says("27.10.2009 19:00")
    await tour.press("Sabine", "✅ Move")
    await tour["Nour"].forges("answer:3:0:yes")
    await tour.press("Nour", "✅ I come")


async def be_reminded(tour: Tour) -> None:
    """On the evening before and two hours before; when it has begun, answers are closed."""
    await tour.town.move_to(local(26, 10, 2009, 18))
    await tour.town.move_to(local(27, 10, 2009, 17))
    await tour["Nour"].hears()
    await tour["Nour"].says("/meetings")
    await tour.town.move_to(local(27, 10, 2009, 19, 30))
    await tour["Nour"].forges("answer:3:2:no")
    await tour["Sabine"].says("/plan")


async def cancel_a_meeting(tour: Tour) -> None:
    """Sabine plans the next one as last time, keeps it, cancels it; whoever presses an old button learns of it."""
    sabine = tour["Sabine"]
    await tour.press_with("Sabine", "➕")
    await sabine.presses(tour.say("Take %(date)s", date="08.12.2009 19:00"))
    await tour.press("Sabine", "Back", "Cancel")
    await sabine.says("/plan")
    await tour.press_with("Sabine", "➕")
    await sabine.says("10.11.2009 19:00")
    await sabine.says("Haus der Begegnung, Ketschendorfer Straße 86")
    await tour.press("Sabine", "✅ Invite", "🗓 Planned meetings")
    await tour.press_with("Sabine", "✏️")
    await tour.press("Sabine", "🚫 Cancel the meeting", "Keep it", "🚫 Cancel the meeting", "🚫 Yes, cancel it")
    await tour["Viktor"].hears()
    await tour.press("Viktor", "✅ I come")
