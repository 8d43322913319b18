"""The methods of the Bot API: one module per family, and the table of all of them by lower-case name."""

from bot.simulator.methods import answering, chats, deleting, editing, files, forwarding, polling, profile, sending
from bot.simulator.methods.base import Method

ALL: tuple[Method, ...] = (
    *polling.METHODS,
    *sending.METHODS,
    *forwarding.METHODS,
    *editing.METHODS,
    *deleting.METHODS,
    *answering.METHODS,
    *files.METHODS,
    *chats.METHODS,
    *profile.METHODS,
)
METHODS: dict[str, Method] = {method.name.lower(): method for method in ALL}
