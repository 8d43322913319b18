"""Our bot as the bench starts it: the real process, the demo's town, an SQLite file, every commit flushed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from sqlalchemy import insert
from sqlalchemy.orm import Session

from bot.clock import SystemClock
from bot.services.audiences import Audience, AudienceKind
from bot.services.broadcasts import send_out
from bot.towns import COBURG
from models import Broadcast, DeliveryKind, Participant
from models.database import Database
from tests.bench.feed import FIRST_PERSON

BOT = [sys.executable, "-m", "bot", "run"]
#: All that somebody does until they take part in AG Bildung: in the language of their app, buttons by their label.
REGISTRATION = ["/start BIL", "[Deutsch]", "[Ja, ich mache mit]"]
_TEXT = "Am Dienstag um 19:00 Uhr tagen alle Arbeitsgruppen im Rathaus, Markt 1."


@contextmanager
def settled() -> Iterator[dict[str, str]]:
    """Give the environment of a bot whose migrated database holds Coburg and nobody; {address} is the server's."""
    with TemporaryDirectory(prefix="mitwirken-bench-") as folder:
        environment = {
            "BOT_TOKEN": "1:bench",
            "BOT_API_URL": "{address}",
            "DATABASE_URL": f"sqlite:///{folder}/mitwirken.sqlite3",
            "WEBHOOK_URL": "",
            "LOG_LEVEL": "WARNING",
        }
        command = [sys.executable, "-m", "bot", "import", str(COBURG)]
        subprocess.run(command, env={**os.environ, **environment}, check=True, stdout=subprocess.DEVNULL)
        yield environment


def queue_broadcast(environment: dict[str, str], people: int) -> None:
    """Register so many people, the server's first ones, and queue a broadcast to everyone."""
    database = Database(environment["DATABASE_URL"])
    try:
        database.transact(_queue_broadcast, people)
    finally:
        database.close()


def _queue_broadcast(session: Session, people: int) -> None:
    now, everyone = SystemClock().now(), Audience(AudienceKind.EVERYONE)
    known = {"display_name": "", "locale": "de", "registered_at": now}
    session.execute(insert(Participant), [{"telegram_id": FIRST_PERSON + number, **known} for number in range(people)])
    broadcast = Broadcast(text=_TEXT, audience=everyone.pack(), created_at=now)
    send_out(session, broadcast, DeliveryKind.BROADCAST, everyone, now=now)
