"""Prints the tour as conversations, chapter by chapter: `python -m tests.tour ar meetings quiet`."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bot.languages import LOCALES
from bot.simulator import Simulator
from bot.simulator.transcript import Entry
from models.database import Database
from models.schema import upgrade
from tests.handlers.settling import plain
from tests.speech import SAYING
from tests.tour import Tour, begin
from tests.tour.way import CHAPTERS, Chapter


def lines_of(simulator: Simulator, entries: list[Entry], labels: dict[str, str]) -> Iterator[str]:
    """Yield what people did (▸) and what the bot said to whom, indented; `labels` learns what buttons say."""
    for entry in entries:
        payload = entry.payload
        if entry.direction == "call" and entry.kind in SAYING:
            rows = (payload.get("reply_markup") or {}).get("inline_keyboard", [])
            labels.update({button.get("callback_data", ""): button["text"] for row in rows for button in row})
            person = simulator.people.get(int(payload["chat_id"]))
            text = plain(str(payload.get(SAYING[entry.kind]) or "📄")).replace("\n", "\n      ")
            buttons = " ".join(f"[{button['text']}]" for row in rows for button in row)
            yield f"   → {person.full_name if person else 'chat'}: {text}\n      {buttons}".rstrip()
        elif entry.direction == "update" and entry.kind in {"message", "callback_query"}:
            data = payload.get("data")
            words = labels.get(data, data) if data else payload.get("text", "🎤")
            yield f"{payload['from']['first_name']} ▸ {words}"


async def tell(locale: str, rooms: list[str]) -> None:
    """Walk the tour in a language and print the chapters of these rooms (all where none is named)."""
    with tempfile.TemporaryDirectory(prefix="mitwirken-tour-") as folder:
        url = f"sqlite:///{Path(folder) / 'tour.sqlite3'}"
        database = Database(url)
        upgrade(database.engine)
        database.close()
        async with begin(url, locale) as tour:
            labels: dict[str, str] = {}
            for chapter in CHAPTERS:
                await _tell_chapter(tour, chapter, rooms, labels)


async def _tell_chapter(tour: Tour, chapter: Chapter, rooms: list[str], labels: dict[str, str]) -> None:
    simulator = tour.town.simulator
    before = len(simulator.transcript)
    await chapter(tour)
    lines = list(lines_of(simulator, simulator.transcript[before:], labels))
    room = chapter.__module__.rpartition(".")[2]
    if not rooms or room in rooms:
        print(f"\n## {room}: {chapter.__doc__}\n")
        print("\n".join(lines))


def main() -> None:
    """Read the command line and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("locale", choices=list(LOCALES))
    parser.add_argument("rooms", nargs="*", help="modules of tests/tour; all where none is named")
    given = parser.parse_args()
    asyncio.run(tell(given.locale, given.rooms))


if __name__ == "__main__":
    main()
