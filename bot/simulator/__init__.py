"""Telegram in a box, for demonstration, training and tests.

The core (``Simulator``, ``Person``, ``Group``) has no sockets; ``serve`` puts two doors before it: the bot's, a strict
Bot API server, and the people's, a page in the browser. It knows nothing of the bot that talks to it, imports neither
it nor a Telegram library, and could be taken out as a package of its own. Its time is whatever ``now`` says; only
waiting (long polls, limits, delays) is counted in real time.

It imitates: private chats, supergroups with members and topics, privacy mode; texts in HTML or with entities, files
up and down, inline and reply keyboards, callback queries, edits, deletions, forwards, copies, reactions; command
menus, names and descriptions per scope and language; long polling and webhooks; Telegram's limits and refusals, in
its words where they are known. Beyond Telegram it refuses parameters and button fields that do not exist. What is
refused in words of the stand-in's own: unknown, ill-typed and some missing parameters, names and descriptions that
are too long, faulty entity lists.

It does not imitate: Markdown, channels, inline mode, payments, games, polls, albums, stories, business accounts, Mini
Apps, secret or video chats; contacts, phone numbers and locations asked for by a button; rights of members in groups;
files fetched by Telegram from a URL; previews of links; answers given in the body of a webhook response; edits by an
``inline_message_id``; the loss of updates after 24 hours; pacing other than of sent messages; ephemeral messages (their
parameters are refused). Everything is forgotten when the process ends.
"""

from bot.simulator.chats import Simulator
from bot.simulator.errors import ApiError, NotPossible
from bot.simulator.groups import Group
from bot.simulator.limits import Limits
from bot.simulator.messages import CallbackAnswer, Media, Message
from bot.simulator.people import Person
from bot.simulator.server import Server, serve

__all__ = [
    "ApiError",
    "CallbackAnswer",
    "Group",
    "Limits",
    "Media",
    "Message",
    "NotPossible",
    "Person",
    "Server",
    "Simulator",
    "serve",
]
