"""Private calendar addresses: what a person's calendar reads from the bot's web application."""

from __future__ import annotations

import asyncio
import hashlib
import re
from urllib.parse import urlsplit

import structlog
from aiohttp import ETag, web
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.config import Settings
from bot.errors import NotFound
from bot.log import describe
from bot.messages import calendars as messages
from bot.services import calendars
from models import Town
from models.database import Database

_log = structlog.get_logger()
_STAMP = re.compile(rb"DTSTAMP:\w+\r\n")
#: Nobody between the bot and the person keeps it, and each look asks whether it has changed.
_KEPT_BY_NOBODY = "private, no-cache"


def address_of(settings: Settings, secret: str) -> str:
    """Return the private address with this secret, as a calendar is given it; the town has a public address."""
    return f"{settings.public_url}/calendar/{secret}.ics"


class FeedDoor:
    """Answers calendars that know a secret."""

    def __init__(self, database: Database, clock: Clock, settings: Settings, town: Town) -> None:
        """Serve nothing yet; see `routes`."""
        self._database, self._clock, self._settings, self._town = database, clock, settings, town

    def routes(self) -> list[web.RouteDef]:
        """Return what is served, HEAD included; nothing where the town has no public address."""
        if not self._settings.public_url:
            return []
        before = urlsplit(self._settings.public_url).path
        return [web.get(f"{before}/calendar/{{secret}}.ics", self._answer)]

    async def _answer(self, request: web.Request) -> web.Response:
        """Answer with the calendar: 304 where it is as the asker has it, 404 where nobody has this secret (any more).

        Every secret is hashed and looked up by its hash, so that the time tells nothing about those that there are.
        """
        content = await self._write(request.match_info["secret"])
        mark = ETag(hashlib.sha256(_STAMP.sub(b"", content)).hexdigest()[:32], is_weak=True)
        known = {known.value for known in request.if_none_match or ()}
        if mark.value in known:
            response = web.Response(status=304)
        else:
            response = web.Response(body=content, content_type="text/calendar", charset="utf-8")
        response.etag = mark
        response.headers["Cache-Control"] = _KEPT_BY_NOBODY
        return response

    async def _write(self, secret: str) -> bytes:
        now = self._clock.now()
        try:
            found = await self._database.read(calendars.read_feed, secret, now=now)
        except NotFound:
            raise web.HTTPNotFound from None
        except SQLAlchemyError as error:
            _log.error("feed.database", error=describe(error))
            raise web.HTTPServiceUnavailable from None
        return await asyncio.to_thread(messages.feed, found.locale, found, self._town, self._settings.timezone, now)
