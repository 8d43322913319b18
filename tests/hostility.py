"""Updates that nobody should send: drawn by hypothesis from the Bot API's description of an Update, then spoilt.

A draft is an update that does not know yet who sends it: `at` is filled in by `address`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from bot.callback_data.base import CallbackData
from bot.messages.commands import COMMANDS
from bot.simulator import Message, Person
from handlers import BUTTONS

Json = dict[str, Any]
#: Kinds of Update that bring a message, and whether its sender waits for an answer.
_MESSAGES = ("message", "message", "message", "edited_message", "channel_post", "edited_channel_post")


#: Texts that nobody wants to see whole when a test fails, under the names by which they are drawn.
HUGE = {"<100,000 x>": "x" * 100_000, "<60,000 Arabic>": "مرحبا " * 10_000, "<5,000 digits>": "join:" + "9" * 5_000}
_NASTY = (
    "", " ", "\x00", "a\x00b", "\ud800", "👩\u200d👩", "\u202eabc", "\u2068" * 50, "\u200b\ufeff", "e" + "\u0301" * 300,
    *HUGE, "<b>&\"'", "%(name)s %s {}", "'; DROP TABLE results; --", "/", "//", "/ x",
    "-1", "٣", "31.02.", "28.03.2010 02:30", "morgen", "99999999999999999999.1.1", "Yes", "No", "\n\n\n",
    "/start i-x", "/start ../../etc", "/help@mitwirken_bot", "/help@another_bot",
)  # fmt: skip
TEXT = st.one_of(
    st.text(st.characters(), max_size=40),
    st.sampled_from(_NASTY),
    st.sampled_from([f"/{command.name}" for command in COMMANDS]),
    st.builds("/{} {}".format, st.sampled_from([command.name for command in COMMANDS]), st.text(max_size=70)),
)
_NUMBER = st.one_of(st.integers(0, 12), st.sampled_from([-1, 2**31, 2**53, 2**63, 10**30]))
_TOKEN = st.one_of(
    _NUMBER.map(str),
    st.sampled_from(
        ["yes", "no", "high", "accept", "open", "concluded", "everything", "html", "speaker", "coordinator"]
    ),
    st.sampled_from(["de", "ar", "en", "xx", "1", "BIL", "full", "send", "cancel", "back", "text", "date", "p1"]),
    st.text(st.characters(), max_size=8),
)
_PREFIXES = sorted({data.prefix for data in [*BUTTONS, *CallbackData.__subclasses__()]})
#: Stands for what the so manieth button carries that the person sees.
VISIBLE = "<visible {}>"
DATA = st.one_of(
    st.builds(VISIBLE.format, st.integers(0, 20)),
    st.text(st.characters(), max_size=70),
    st.sampled_from(_NASTY),
    st.builds(lambda prefix, rest: ":".join([prefix, *rest]), st.sampled_from(_PREFIXES), st.lists(_TOKEN, max_size=5)),
    st.builds("open:{}".format, st.one_of(st.sampled_from([command.name for command in COMMANDS]), _TOKEN)),
    st.builds("open:{}.{}".format, st.sampled_from(["groups", "plan"]), _NUMBER),
)
_LEAF = st.one_of(st.none(), st.booleans(), _NUMBER, st.floats(allow_nan=False), st.text(st.characters(), max_size=9))
JUNK: st.SearchStrategy[Any] = st.recursive(
    _LEAF,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=9,
)
_FILE = {"file_id": "f", "file_unique_id": "u"}
_NO = dict.fromkeys(["is_closed", "is_anonymous", "allows_multiple_answers", "allows_revoting", "members_only"], False)
_POLL: Json = {"id": "1", "question": "?", "options": [], "total_voter_count": 0, "type": "regular", **_NO}
_CONTENT: tuple[Json, ...] = (
    {"voice": {**_FILE, "duration": 3}},
    {"voice": {**_FILE, "duration": 2**31}, "caption": "\ud800" * 9},
    {"photo": [{**_FILE, "width": 1, "height": 1}], "caption": "/help"},
    {"photo": []},
    {"document": _FILE, "caption": "x" * 1024},
    {"location": {"latitude": 0.0, "longitude": 0.0}},
    {"contact": {"phone_number": "1", "first_name": "\u202e"}},
    {"dice": {"emoji": "🎲", "value": 6}},
    {"poll": _POLL},
    {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}},
    {"new_chat_title": "x"},
    {"message_auto_delete_timer_changed": {"message_auto_delete_time": 1}},
    {},
)
#: Kinds that nobody answers; the sender is filled in as `from` or `user`.
_UNANSWERED: dict[str, Json] = {
    "inline_query": {"id": "1", "query": "x", "offset": ""},
    "chosen_inline_result": {"result_id": "1", "query": "x"},
    "poll": _POLL,
    "poll_answer": {"poll_id": "1", "option_ids": [], "option_persistent_ids": []},
    "sent_by_martians": {"x": []},
}


@dataclass(frozen=True, repr=False)
class Hostile:
    """A drafted update: its kind, what it brings, and where it comes from."""

    kind: str
    content: Json
    #: private, group, supergroup or channel.
    place: str = "private"
    #: Whether the message says who sent it (Bot API, Message.from is optional).
    signed: bool = True

    def __repr__(self) -> str:
        signature = "" if self.signed else ", unsigned"
        return f"Hostile({self.kind} in {self.place}{signature}: {str(self.content)[:300]})"

    @property
    def awaits_answer(self) -> bool:
        """Whether a person wrote something in private and deserves an answer."""
        return self.place == "private" and (self.kind == "callback_query" or (self.kind == "message" and self.signed))


def _written(text: str) -> Json:
    text = HUGE.get(text, text)
    is_command = text.startswith("/") and len(text) > 1
    length = len(text.split(maxsplit=1)[0]) if is_command else 0
    return {"text": text, **({"entities": [{"type": "bot_command", "offset": 0, "length": length}]} if length else {})}


_PLACES = st.sampled_from(["private"] * 4 + ["group", "supergroup", "channel"])
_FORWARDED = {"forward_origin": {"type": "hidden_user", "date": 0, "sender_user_name": "\u202e<b>"}}
_CONTENTS = st.one_of(TEXT.map(_written), TEXT.map(_written), st.sampled_from(_CONTENT))
_MORE = st.sampled_from([{}, {}, _FORWARDED, {"is_topic_message": True, "message_thread_id": 3}])
_SAID = st.builds(
    lambda kind, content, more, place, signed: Hostile(kind, {**content, **more}, place, signed),
    st.sampled_from(_MESSAGES), _CONTENTS, _MORE, _PLACES, st.sampled_from([True, True, True, False]),
)  # fmt: skip
_PRESSED = st.builds(
    lambda data, shown: Hostile("callback_query", {"data": data, "shown": shown}),
    DATA,
    st.sampled_from(["here", "gone", "no"]),
)
_STATUS = st.sampled_from(["member", "kicked", "left", "creator", "unheard-of"])
_MEMBER = st.builds(
    lambda kind, status, place: Hostile(kind, {"status": status}, place),
    st.sampled_from(["my_chat_member", "chat_member"]), _STATUS, _PLACES,
)  # fmt: skip
_OTHERS = st.sampled_from([Hostile(kind, content) for kind, content in _UNANSWERED.items()])
UPDATES = st.one_of(_SAID, _SAID, _PRESSED, _PRESSED, _MEMBER, _OTHERS)


def address(hostile: Hostile, person: Person) -> Json:
    """Return the update as Telegram would send it for `person`."""
    sender = person.account.to_json()
    group = {"id": -1_001, "type": hostile.place, "title": "\u202e"}
    chat = person.chat.to_json() if hostile.place == "private" else group
    match hostile.kind:
        case "callback_query":
            content = _query(hostile, person)
        case "my_chat_member" | "chat_member":
            old, new = _member(sender, "left"), _member(sender, hostile.content["status"])
            content = {"chat": chat, "from": sender, "date": 0, "old_chat_member": old, "new_chat_member": new}
        case kind if kind in _MESSAGES:
            signature = {"from": sender} if hostile.signed else {}
            content = {"message_id": 9_999, "date": 1_255_420_800, "chat": chat, **signature, **hostile.content}
        case _:
            content = {"from": sender, "user": sender, **hostile.content}
    return {hostile.kind: content}


def _query(hostile: Hostile, person: Person) -> Json:
    """Return a press on the newest message of the bot, on one that is gone, or on one sent inline."""
    message = next(message for message in reversed(person.messages) if message.from_bot)
    data = _data(hostile.content["data"], message)
    query = person.simulator.queries.open(person, message, data, person.simulator.now()).to_json()
    if hostile.content["shown"] == "gone":
        query["message"] = {"chat": person.chat.to_json(), "message_id": 999_999, "date": 0}
    elif hostile.content["shown"] == "no":
        del query["message"]
    return query


def _data(drawn: str, message: Message) -> str:
    """Return what is sent for drawn button data."""
    rows = (message.reply_markup or {}).get("inline_keyboard", [])
    visible = [button["callback_data"] for row in rows for button in row if "callback_data" in button]
    for place in range(21):
        if drawn == VISIBLE.format(place):
            return visible[place % len(visible)] if visible else ""
    return HUGE.get(drawn, drawn)


def _member(user: Json, status: str) -> Json:
    return {"user": user, "status": status, "until_date": 0, "is_anonymous": False}


def _paths(content: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return where in an update there is something, the update itself left out."""
    if not isinstance(content, dict):
        return [path]
    found = [path] if path else []
    return found + [one for name, inner in content.items() for one in _paths(inner, (*path, name))]


@dataclass(frozen=True)
class Spoiling:
    """What is wrong with an update: where (counted through all its places), how, and what stands there instead."""

    place: int
    act: str
    junk: Any

    def apply(self, update: Json) -> Json:
        """Return the update with that one fault."""
        paths = _paths(update)
        junk = self.junk
        for _level in range(200 if self.act == "deep" else 0):
            junk = {"reply_to_message": junk}
        path = paths[self.place % len(paths)]
        return _changed(update, path, None if self.act == "missing" else [junk], more=self.act in {"more", "deep"})


SPOILINGS = st.builds(
    Spoiling, st.integers(0, 99), st.sampled_from(["wrong", "wrong", "missing", "more", "deep"]), JUNK
)


def _changed(content: Json, path: tuple[str, ...], junk: list[Any] | None, *, more: bool) -> Json:
    name, *rest = path
    if rest:
        return {**content, name: _changed(content[name], tuple(rest), junk, more=more)}
    others = {key: value for key, value in content.items() if key != name}
    if junk is None:
        return others
    return {**content, "reply_to_message": junk[0], "brand_new": junk[0]} if more else {**others, name: junk[0]}
