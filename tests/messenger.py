"""The page of the demo as its visitors use it: choose a person, scan, press, write, move the clock, in a real Chromium.

Labels are those a person reads. Every act waits until the page has it; what the bot answers is awaited by the test.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import (
    Browser,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Request,
    Response,
    async_playwright,
    expect,
)

from bot.demo import Demo
from bot.i18n import _, pgettext, use_locale
from tests.browser import ARGUMENTS, chromium_path

WIDE = {"width": 1360, "height": 860}
PHONE = {"width": 390, "height": 844}
#: How long the page may take for anything, in milliseconds.
PATIENCE = 10_000
expect.set_options(timeout=PATIENCE)


def in_words(locale: str, message: str, context: str = "") -> str:
    """Return how the bot says `message` to a reader of `locale`: tests follow the catalogs."""
    with use_locale(locale):
        return pgettext(context, message) if context else _(message)


@dataclass
class Messenger:
    """An open page, and what the browser complained about on it."""

    page: Page
    demo: Demo
    complaints: list[str] = field(default_factory=list)

    def person(self, name: str) -> Locator:
        """Return a person of the town in the list on the left."""
        return self.page.get_by_test_id(f"person-{self.demo.people[name].id}")

    async def choose(self, name: str) -> None:
        """Become a person of the town."""
        await self.person(name).click()
        number = self.demo.people[name].id
        await self.page.locator(f'[data-testid="chat-room"][data-person-id="{number}"]').wait_for()

    async def scan(self, payload: str) -> None:
        """Scan the poster that leads to `payload`."""
        await self.page.locator(f'[data-payload="{payload}"]').get_by_test_id("scan").click()

    async def press(self, *labels: str) -> None:
        """Press buttons of the newest message, one after the other; each is waited for."""
        for label in labels:
            await self.newest.get_by_role("button", name=label, exact=True).click()
            await self.page.locator("[data-testid=log] [aria-busy]").wait_for(state="detached")

    async def write(self, text: str) -> None:
        """Type a message and send it."""
        await self.page.get_by_test_id("message-field").fill(text)
        await self.page.get_by_test_id("send").click()

    async def command(self, name: str) -> None:
        """Choose a command from the menu."""
        await self.page.get_by_test_id("command-menu").click()
        await self.page.get_by_test_id("command").filter(has_text=f"/{name}").first.click()

    async def move_on(self) -> None:
        """Move the town's clock to the next reminder."""
        await self.page.get_by_test_id("clock-next").click()
        await self.page.locator("[data-testid=clock]:not([aria-busy])").wait_for()

    async def rest(self) -> None:
        """Let go of field and mouse, and wait until the page has fetched and drawn what there is."""
        await self.page.evaluate("document.activeElement.blur()")
        await self.page.mouse.move(0, 0)
        await self.page.wait_for_timeout(800)

    async def shows(self, text: str) -> None:
        """Wait until a message of the chat has this text in it."""
        await self.page.get_by_test_id("message-text").filter(has_text=text).last.wait_for()

    @property
    def newest(self) -> Locator:
        """The newest message."""
        return self.page.get_by_test_id("message").last

    @property
    def newest_text(self) -> Locator:
        """The text of the newest message."""
        return self.newest.get_by_test_id("message-text")


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """Start Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path(), args=list(ARGUMENTS))
        yield browser
        await browser.close()


@asynccontextmanager
async def open_messenger(browser: Browser, demo: Demo, **options: Any) -> AsyncIterator[Messenger]:
    """Open the page in German; `options` are those of a browser context, such as `viewport`."""
    context = await browser.new_context(**({"locale": "de-DE", "viewport": WIDE} | options))
    messenger = Messenger(await context.new_page(), demo)
    messenger.page.set_default_timeout(PATIENCE)
    _listen(messenger)
    await messenger.page.goto(demo.address)
    await messenger.page.get_by_test_id("people").get_by_role("button").first.wait_for()
    yield messenger
    await context.close()


def _listen(messenger: Messenger) -> None:
    """Note errors in the console, exceptions, and requests that fail or are refused, from here on."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            messenger.complaints.append(f"console: {message.text}")

    def on_exception(error: Error) -> None:
        messenger.complaints.append(f"exception: {error}")

    def on_failure(request: Request) -> None:
        # What the browser saves instead of showing it, and the stream that ends with the page, count as aborted.
        if request.failure != "net::ERR_ABORTED":
            messenger.complaints.append(f"{request.failure}: {request.url}")

    def on_response(response: Response) -> None:
        if response.status >= 400:
            messenger.complaints.append(f"{response.status}: {response.url}")

    messenger.page.on("console", on_console)
    messenger.page.on("pageerror", on_exception)
    messenger.page.on("requestfailed", on_failure)
    messenger.page.on("response", on_response)
