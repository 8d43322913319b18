"""python-telegram-bot as the bot: a whole conversation by polling."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, CommandHandler, ContextTypes

from bot.simulator import Person, Server, Simulator


async def greet(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="yes")]])
    await update.message.reply_html(f"<b>Willkommen</b> über {context.args}", reply_markup=keyboard)


async def agree(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer("Danke")
    await update.callback_query.edit_message_text("Dabei")


@pytest.fixture
async def application(simulator: Simulator, server: Server) -> AsyncIterator[None]:
    builder = ApplicationBuilder().token(simulator.token).base_url(server.bot_url).base_file_url(server.file_url)
    running: Application = builder.build()  # type: ignore[type-arg]  # six parameters that nothing here depends on
    running.add_handler(CommandHandler("start", greet))
    running.add_handler(CallbackQueryHandler(agree))
    async with running:
        assert running.updater is not None
        await running.updater.start_polling(poll_interval=0)
        await running.start()
        yield
        await running.updater.stop()
        await running.stop()


async def answer_to(person: Person) -> None:
    """Wait until the bot has written to or edited something for the person."""
    changed = asyncio.Event()
    forget = person.simulator.on_change(lambda event: changed.set() if event["kind"] in ("message", "edit") else None)
    try:
        await asyncio.wait_for(changed.wait(), 5)
    finally:
        forget()


@pytest.mark.usefixtures("application")
async def test_a_person_scans_a_poster_and_presses_a_button(boris: Person) -> None:
    boris.open("ag-sprache")
    await answer_to(boris)

    assert boris.inbox()[-1].html == "<b>Willkommen</b> über ['ag-sprache']"
    assert boris.buttons() == [["Ja"]]

    boris.press("Ja")
    await answer_to(boris)

    assert [message.text for message in boris.messages] == ["/start ag-sprache", "Dabei"]
    assert [(answer.text, answer.show_alert) for answer in boris.answers] == [("Danke", False)]
    assert boris.buttons() == []


@pytest.mark.usefixtures("application")
async def test_the_transcript_tells_both_directions_in_order(simulator: Simulator, boris: Person) -> None:
    boris.open()
    await answer_to(boris)

    lines = [(line.direction, line.kind) for line in simulator.transcript if line.kind != "getUpdates"]
    assert lines[-2:] == [("update", "message"), ("call", "sendMessage")]
    assert simulator.calls("sendmessage")[0]["text"] == "<b>Willkommen</b> über []"
