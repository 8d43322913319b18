"""A bare echo bot on python-telegram-bot as it comes: its own HTTP client, polling, 256 updates at once.

python -m tests.bench.peers.ptb_echo http://127.0.0.1:8081
"""

import sys
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackContext, MessageHandler, filters

TOKEN = "1:bench"


async def echo(update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    """Say what was said."""
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


def main(address: str) -> None:
    """Run until a signal ends it."""
    application = Application.builder().token(TOKEN).base_url(f"{address}/bot").concurrent_updates(256).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main(sys.argv[1])
