"""Shoots the pictures of the README from the demo's real page: `make screenshots`.

`make screenshots ARGS=folder` also shoots into this folder what is for looking only: plain German, phone, dark mode.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser

from bot.demo import open_demo
from tests.messenger import PHONE, Messenger, in_words, open_browser, open_messenger

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
IDEA = (
    "Hausaufgabenhilfe\n"
    "Ältere Schüler helfen jüngeren, dreimal in der Woche nach dem Unterricht. "
    "Die Stadtbücherei stellt den Raum, die AG sucht Helfer."
)
Scene = Callable[[Messenger], Awaitable[None]]


@dataclass(frozen=True)
class Picture:
    """A picture: its name, what happens before it is taken, and the browser's options."""

    name: str
    scene: Scene
    options: dict[str, Any] = field(default_factory=dict)


async def sabine_hands_in(messenger: Messenger) -> None:
    """A speaker answers an invitation and writes a result, up to its preview."""
    await messenger.choose("Sabine")
    await messenger.press(in_words("de", "✅ I come"))
    await messenger.command("result")
    await messenger.shows(in_words("de", "Write a short title. You can write the text right below it."))
    await messenger.write(IDEA)
    await messenger.press(in_words("de", "High", "priority"))
    await messenger.shows(in_words("de", "Which groups does it concern? Then hand it in."))


async def amal_joins(messenger: Messenger) -> None:
    """A newcomer scans a poster in Arabic and joins."""
    await messenger.choose("Amal")
    await messenger.scan("BIL-ar")
    await messenger.press("العربية", in_words("ar", "✅ Yes, I take part"))
    await messenger.shows("AG Bildung (التعليم)")


async def amal_is_reminded(messenger: Messenger) -> None:
    """The newcomer promises to come, and is reminded."""
    await amal_joins(messenger)
    await messenger.press(in_words("ar", "✅ I come"))
    await messenger.shows("🤝")
    await messenger.press(in_words("ar", "👶 Childcare"))
    await messenger.move_on()
    await messenger.move_on()
    await messenger.shows(in_words("ar", "🔔 Reminder"))


async def minh_is_reminded(messenger: Messenger) -> None:
    """A reader of plain German looks at the groups and is reminded."""
    await messenger.choose("Minh")
    await messenger.press(in_words("de-simple", "✅ I come"))
    await messenger.shows("🤝")
    await messenger.command("groups")
    await messenger.shows(in_words("de-simple", "Choose one to join, to leave or to learn more."))
    await messenger.move_on()
    await messenger.move_on()
    await messenger.shows(in_words("de-simple", "🔔 Reminder"))


async def weber_writes_to_everyone(messenger: Messenger) -> None:
    """The coordinator writes to everyone, up to the preview."""
    await messenger.choose("Herr Weber")
    await messenger.command("broadcast")
    await messenger.press(in_words("de", "🌍 Everyone"))
    await messenger.write("Am 6. November zeigen wir im Rathaus, was die Arbeitsgruppen vorschlagen. Kommen Sie!")
    await messenger.shows(in_words("de", "What you write now is added to the text."))


README = (Picture("messenger-de", sabine_hands_in), Picture("messenger-ar", amal_joins))
DARK: dict[str, Any] = {"color_scheme": "dark"}
ON_PHONE: dict[str, Any] = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
LOOKS = (
    Picture("reminder-ar", amal_is_reminded),
    Picture("plain-german", minh_is_reminded),
    Picture("broadcast", weber_writes_to_everyone),
    Picture("dark", sabine_hands_in, DARK),
    Picture("phone", sabine_hands_in, ON_PHONE),
)


async def shoot(browser: Browser, picture: Picture, folder: Path) -> None:
    """Open a fresh town, let the scene happen in it, and take the picture."""
    async with open_demo() as demo, open_messenger(browser, demo, **picture.options) as messenger:
        await demo.assistant.settle()
        await picture.scene(messenger)
        await demo.assistant.settle()
        await messenger.rest()
        await messenger.page.screenshot(path=folder / f"{picture.name}.png", scale="css", animations="disabled")


async def main(folders: list[str]) -> None:
    """Shoot the README's pictures, and those for looking into the folder that is named."""
    wanted = [(picture, PICTURES) for picture in README]
    wanted += [(picture, Path(folder)) for folder in folders for picture in LOOKS]
    async with open_browser() as browser:
        for picture, folder in wanted:
            folder.mkdir(parents=True, exist_ok=True)
            await shoot(browser, picture, folder)
            print(folder / f"{picture.name}.png")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
