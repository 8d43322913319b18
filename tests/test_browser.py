"""The demo's page in a real Chromium: what a visitor does from the poster to the summary, by sight and by keyboard."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest
from docx import Document
from playwright.async_api import Locator, Page, expect

from bot.demo import Demo, open_demo
from tests.messenger import PHONE, Messenger, in_words, open_browser, open_messenger

#: AG Bildung meets on this evening, and its members are reminded on the one before.
MEETING = "27.10.2009"
TITLE, TEXT = "Hausaufgabenhilfe", "Schüler helfen Schülern, dreimal in der Woche."
OpenPage = Callable[..., Awaitable[Messenger]]


@pytest.fixture
async def demo() -> AsyncIterator[Demo]:
    async with open_demo() as opened:
        await opened.assistant.settle()
        yield opened


@pytest.fixture
async def open_page(demo: Demo) -> AsyncIterator[OpenPage]:
    """Opens the page; whatever the browser complains of meanwhile fails the test."""
    opened: list[Messenger] = []
    async with AsyncExitStack() as stack:
        browser = await stack.enter_async_context(open_browser())

        async def open_one(**options: Any) -> Messenger:
            opened.append(await stack.enter_async_context(open_messenger(browser, demo, **options)))
            return opened[-1]

        yield open_one
    assert [complaint for messenger in opened for complaint in messenger.complaints] == []


def german(message: str, context: str = "") -> str:
    return in_words("de", message, context)


async def direction(node: Locator) -> Any:
    return await node.evaluate("node => getComputedStyle(node).direction")


async def focused(page: Page) -> Any:
    """Return the test id of what the keyboard acts upon."""
    return await page.evaluate("document.activeElement.dataset.testid")


async def tab_to(page: Page, testid: str, key: str = "Tab") -> None:
    """Press the key until it has reached what is wanted; a keyboard trap fails."""
    for _ in range(40):
        await page.keyboard.press(key)
        if await focused(page) == testid:
            return
    pytest.fail(f"{key} does not lead to {testid}")


async def hand_in(messenger: Messenger, title: str, text: str) -> None:
    """As Sabine: from the menu to a result."""
    await messenger.choose("Sabine")
    await messenger.command("result")
    await expect(messenger.newest_text).to_contain_text(
        german("Write a short title. You can write the text right below it.")
    )
    await messenger.write(f"{title}\n{text}")
    await messenger.press(german("High", "priority"), german("✅ Hand in"))
    await expect(messenger.newest_text).to_contain_text(
        german("✅ Handed in: %(result)s") % {"result": f"BIL-02 · {title}"}
    )


async def test_a_newcomer_joins_by_poster_in_arabic_and_is_reminded(open_page: OpenPage) -> None:
    messenger = await open_page()

    await messenger.choose("Amal")
    await messenger.scan("BIL-ar")
    await messenger.press("العربية", in_words("ar", "✅ Yes, I take part"))
    joined = in_words("ar", "✅ You take part in: %(group)s") % {"group": "\u2068AG Bildung (التعليم)\u2069"}
    await expect(messenger.newest_text).to_contain_text(joined)
    await expect(messenger.newest_text).to_be_in_viewport(ratio=1)
    await messenger.press(in_words("ar", "✅ I come"))
    await expect(messenger.newest_text).to_contain_text("🤝")
    await messenger.press(in_words("ar", "👶 Childcare"))
    await messenger.move_on()
    await messenger.move_on()

    await expect(messenger.newest_text).to_contain_text(in_words("ar", "🔔 Reminder"))
    reminder = await messenger.newest_text.inner_text()
    assert [shown in reminder for shown in ("الثلاثاء", MEETING, "19:00")] == [True] * 3
    assert await messenger.page.get_by_test_id("day").last.inner_text() == "Montag, 26.10.2009"
    assert await messenger.page.get_by_test_id("clock-time").inner_text() == "18:00"
    assert await direction(messenger.newest_text) == "rtl"
    assert await direction(messenger.newest.get_by_role("button").first) == "rtl"


async def test_everybody_reads_the_reminder_in_their_own_language(open_page: OpenPage) -> None:
    messenger = await open_page()
    people = {"Viktor": "ru", "Sabine": "de", "Minh": "de-simple"}
    for name, locale in people.items():
        await messenger.choose(name)
        await messenger.press(in_words(locale, "✅ I come"))
        await expect(messenger.newest_text).to_contain_text("🤝")
    # A week before, those who have not answered are asked: nobody here.
    await messenger.move_on()
    await messenger.move_on()

    heard = {}
    for name, locale in people.items():
        await messenger.choose(name)
        await expect(messenger.newest_text).to_contain_text(in_words(locale, "🔔 Reminder"))
        heard[name] = re.findall(r"(\S+, 27\.10\.2009), (?:\D*)(19:00)", await messenger.newest_text.inner_text())

    assert heard == {
        "Viktor": [("вторник, 27.10.2009", "19:00")],
        "Sabine": [("Dienstag, 27.10.2009", "19:00")],
        "Minh": [("Dienstag, 27.10.2009", "19:00")],
    }


async def test_a_result_is_concluded_and_told_and_the_summary_downloads(open_page: OpenPage) -> None:
    messenger = await open_page()
    await hand_in(messenger, TITLE, TEXT)
    unread = messenger.person("Jonas").get_by_test_id("unread")
    await expect(unread).to_have_text("2")

    await messenger.choose("Jonas")
    await messenger.command("inbox")
    await messenger.press("BIL-02")
    await expect(messenger.newest_text).to_contain_text(TEXT)
    await messenger.press(german("✅ Accept"))
    await messenger.shows(german("The groups and authors will be told in a few minutes."))
    await expect(unread).to_have_count(0)
    await messenger.page.get_by_test_id("clock-hour").click()
    await messenger.choose("Sabine")
    told = german("The steering group has accepted this result. Next it works on a proposal for the city council.")
    await messenger.shows(told)

    await messenger.choose("Jonas")
    await messenger.command("summary")
    await messenger.press(german("📄 Word file"))
    async with messenger.page.expect_download() as downloading:
        await messenger.page.get_by_test_id("document").click()
    download = await downloading.value
    report = Document(io.BytesIO((await download.path()).read_bytes()))
    headings = [one.text for one in report.paragraphs if one.style is not None and one.style.name == "Heading 3"]
    assert download.suggested_filename == german("Summary-%(date)s.docx") % {"date": "2009-10-13"}
    assert f"BIL-02 {TITLE}" in headings


async def test_it_works_with_the_keyboard_alone(open_page: OpenPage) -> None:
    page = (await open_page()).page
    keyboard = page.keyboard

    await tab_to(
        page, await page.get_by_test_id("people").get_by_role("button").first.get_attribute("data-testid") or ""
    )
    await keyboard.press("ArrowDown")
    await keyboard.press("ArrowDown")
    await keyboard.press("Enter")
    await expect(page.get_by_test_id("chat-subtitle")).to_have_text("Sie sind Sabine")
    arrived = await focused(page)
    await keyboard.type("/groups")
    await keyboard.press("Enter")
    await expect(page.get_by_test_id("message-text").last).to_contain_text(
        german("Choose one to join, to leave or to learn more.")
    )
    await tab_to(page, "inline-button", "Shift+Tab")
    home = await page.evaluate("document.activeElement.textContent")
    await keyboard.press("Enter")

    await expect(page.get_by_test_id("message-text").last).to_contain_text(german("What would you like to do?"))
    assert (arrived, home) == ("message-field", german("Main menu"))
    assert await focused(page) == "inline-button"


async def test_on_a_phone_list_and_chat_are_two_screens(open_page: OpenPage) -> None:
    messenger = await open_page(viewport=PHONE, has_touch=True, is_mobile=True)
    page = messenger.page
    people, chat = page.get_by_test_id("people"), page.get_by_test_id("chat")

    screens = [(await people.is_visible(), await chat.is_visible())]
    await messenger.choose("Viktor")
    screens.append((await people.is_visible(), await chat.is_visible()))
    widths = await page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    await page.get_by_test_id("back").click()
    await expect(people).to_be_visible()
    screens.append((await people.is_visible(), await chat.is_visible()))

    assert screens == [(True, False), (False, True), (True, False)]
    assert widths == [PHONE["width"], PHONE["height"]]


async def test_the_page_itself_never_scrolls(open_page: OpenPage) -> None:
    messenger = await open_page()

    await messenger.choose("Frau Krüger")
    await messenger.page.mouse.wheel(0, 2000)

    assert await messenger.page.evaluate("[scrollY, document.documentElement.scrollHeight]") == [0, 860]


async def test_a_voice_message_becomes_an_idea_that_the_speaker_hears(open_page: OpenPage) -> None:
    messenger = await open_page()
    await messenger.choose("Viktor")

    await messenger.page.get_by_test_id("attach").click()
    await messenger.page.get_by_test_id("sample-voice").click()
    await messenger.press(in_words("ru", "Yes"), "🎓 AG Bildung")
    await expect(messenger.person("Sabine").get_by_test_id("unread")).to_have_text("3")
    await messenger.choose("Sabine")
    await messenger.press(german("🎤 Listen"))

    await expect(messenger.page.get_by_test_id("voice").last).to_be_visible()
