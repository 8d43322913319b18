"""The people's door: the messenger page and the JSON behind it, under ``/people``. For this machine only.

GET  /people/                     the page; its modules and styles under /people/page/<file>
GET  /people/state                the bot, the people with unread counts, the town with clock and posters
GET  /people/events               server-sent events, one per change
GET  /people/<id>/chat            one person's chat
GET  /people/files/<file_id>      a file of a chat
GET  /people/posters/<n>.svg      a poster's QR code
POST /people/<id>/<action>        JSON; see people_actions.py, and ``read`` for "has seen everything"
POST /people/<id>/voice|photo|document?file_name=&caption=&duration=   the file itself
POST /people/clock                {"advance_seconds": 3600} | {"to": "2009-10-20T19:00"} | {"to_next": true}
"""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.simulator.files import MEGABYTE
from bot.simulator.people_actions import ACTIONS, NotUnderstood, send_file
from bot.simulator.people_clock import move_clock
from bot.simulator.people_files import file_response, svg_response
from bot.simulator.people_guard import add_headers, guard
from bot.simulator.people_stream import Stream
from bot.simulator.people_view import view_chat, view_person, view_town

if TYPE_CHECKING:
    from bot.simulator.chats import Simulator
    from bot.simulator.people import Person
    from bot.simulator.town import Town

Json = dict[str, Any]

PAGE = Path(__file__).parent / "page"
ENDINGS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
JSON_LIMIT = MEGABYTE
FILE_LIMIT = 20 * MEGABYTE


def add_people_routes(app: web.Application, simulator: "Simulator") -> None:
    """Add the people's door to an application that is not running yet."""
    door = PeopleDoor(simulator)
    people = web.Application(middlewares=[guard])
    people.add_routes(door.routes())
    people.on_response_prepare.append(add_headers)
    people.on_shutdown.append(door.shut)
    people.cleanup_ctx.append(door.listening)
    app.router.add_get("/", _to_page)
    app.router.add_get("/people", _to_page)
    app.add_subapp("/people/", people)


async def _to_page(_request: web.Request) -> web.Response:
    raise web.HTTPFound("/people/")


class PeopleDoor:
    """The handlers, with what the page needs beyond the simulator: what each person has read, and who listens."""

    def __init__(self, simulator: "Simulator") -> None:
        self.simulator = simulator
        self.stream = Stream()
        self._read: dict[int, int] = {}

    def routes(self) -> list[web.RouteDef]:
        """Return the routes below ``/people``."""
        return [
            web.get("/", self.page),
            web.get("/page/{file}", self.page_file),
            web.get("/state", self.state),
            web.get("/events", self.stream.serve),
            web.get("/files/{file_id}", self.file),
            web.get(r"/posters/{place:\d{1,4}}.svg", self.poster),
            web.get(r"/{person_id:\d{1,18}}/chat", self.chat),
            web.post("/clock", self.clock),
            web.post(r"/{person_id:\d{1,18}}/read", self.read),
            web.post(r"/{person_id:\d{1,18}}/{kind:voice|photo|document}", self.upload),
            web.post(r"/{person_id:\d{1,18}}/{action}", self.act),
        ]

    async def listening(self, _app: web.Application) -> AsyncIterator[None]:
        """Pass the simulator's changes on while the server runs."""
        end = self.simulator.on_change(self.stream.announce)
        yield
        end()

    async def shut(self, _app: web.Application) -> None:
        """End the streams of open pages."""
        self.stream.close()

    async def page(self, _request: web.Request) -> web.Response:
        """Answer with the page."""
        return web.Response(body=(PAGE / "index.html").read_bytes(), content_type="text/html", charset="utf-8")

    async def page_file(self, request: web.Request) -> web.Response:
        """Answer with a module or a style of the page."""
        path = PAGE / request.match_info["file"]
        if path.parent != PAGE or path.suffix not in ENDINGS or not path.is_file():
            raise web.HTTPNotFound
        return web.Response(body=path.read_bytes(), content_type=ENDINGS[path.suffix], charset="utf-8")

    async def state(self, _request: web.Request) -> web.Response:
        """Answer with all that stands left and right of the chat."""
        bot = self.simulator.bot
        people = [view_person(person, self._unread(person)) for person in self.simulator.people.values()]
        about_bot = {"first_name": bot.first_name, "username": bot.username}
        return web.json_response({"bot": about_bot, "people": people, "town": view_town(self.simulator.town)})

    async def chat(self, request: web.Request) -> web.Response:
        """Answer with a person's chat."""
        return web.json_response(view_chat(self._person(request)))

    async def file(self, request: web.Request) -> web.Response:
        """Answer with a file of a chat."""
        return file_response(request, self.simulator.files.find(request.match_info["file_id"]))

    async def poster(self, request: web.Request) -> web.Response:
        """Answer with a poster's QR code."""
        posters = self._existing_town().posters()
        place = int(request.match_info["place"])
        if place >= len(posters):
            raise web.HTTPNotFound
        return svg_response(posters[place].svg)

    async def act(self, request: web.Request) -> web.Response:
        """Do something as a person."""
        action = ACTIONS.get(request.match_info["action"])
        if action is None:
            raise web.HTTPNotFound
        return web.json_response(action(self._person(request), await _values(request)))

    async def upload(self, request: web.Request) -> web.Response:
        """Send a file as a person."""
        person = self._person(request)
        content = await _body(request, FILE_LIMIT)
        values = {**request.query, "mime_type": request.content_type}
        return web.json_response(send_file(person, request.match_info["kind"], content, values))

    async def read(self, request: web.Request) -> web.Response:
        """Note that a person has seen everything in their chat."""
        person = self._person(request)
        self._read[person.id] = max(person.chat.messages, default=0)
        self.stream.announce({"kind": "read", "user_id": person.id})
        return web.json_response({})

    async def clock(self, request: web.Request) -> web.Response:
        """Move the town's clock; answers when what was due has been done."""
        town = self._existing_town()
        await move_clock(town, await _values(request))
        self.stream.announce({"kind": "clock"})
        return web.json_response({"now": town.now().isoformat()})

    def _person(self, request: web.Request) -> "Person":
        person = self.simulator.people.get(int(request.match_info["person_id"]))
        if person is None:
            raise LookupError("there is no such person")
        return person

    def _unread(self, person: "Person") -> int:
        seen = self._read.get(person.id, 0)
        return sum(number > seen and message.from_bot for number, message in person.chat.messages.items())

    def _existing_town(self) -> "Town":
        town = self.simulator.town
        if town is None:
            raise LookupError("this simulator has no town")
        return town


async def _body(request: web.Request, limit: int) -> bytes:
    content = bytearray()
    async for piece in request.content.iter_any():
        content += piece
        if len(content) > limit:
            raise web.HTTPRequestEntityTooLarge(limit, len(content))
    return bytes(content)


async def _values(request: web.Request) -> Json:
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    try:
        values = json.loads(await _body(request, JSON_LIMIT) or b"{}")
    except (UnicodeDecodeError, RecursionError) as error:
        raise NotUnderstood("the body must be JSON") from error
    if not isinstance(values, dict):
        raise NotUnderstood("the body must be a JSON object")
    return values
