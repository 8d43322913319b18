"""Fetching files: getFile gives the path under which the bytes can be had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator import parameters as of
from bot.simulator.methods.base import Method

if TYPE_CHECKING:
    from bot.simulator.chats import Simulator

Json = dict[str, Any]


def get_file(simulator: Simulator, read: Json) -> Json:
    """Return a ``File`` with its ``file_path``."""
    stored = simulator.files.prepare_download(read["file_id"])
    return {**stored.to_json(), "file_path": simulator.files.path(stored)}


METHODS = (Method("getFile", get_file, {"file_id": of.string}, ("file_id",)),)
