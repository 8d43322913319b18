"""Files in the stand-in's memory: identifiers, sizes, and the limits of sending and fetching."""

import itertools
import struct
from dataclasses import dataclass
from mimetypes import guess_type
from typing import Any

from bot.simulator.errors import ApiError, bad_request

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrives at the door."""

    content: bytes
    file_name: str | None = None
    mime_type: str | None = None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that Telegram keeps."""

    file_id: str
    file_unique_id: str
    content: bytes
    file_name: str | None
    mime_type: str

    def to_json(self) -> dict[str, Any]:
        """Return what all file objects of the Bot API have in common."""
        return {"file_id": self.file_id, "file_unique_id": self.file_unique_id, "file_size": len(self.content)}


class FileStore:
    """All files. Limits in bytes: a bot sends at most 50 MB and fetches at most 20 MB (Bot API, Sending files)."""

    def __init__(self) -> None:
        self.upload_limit = 50 * MEGABYTE
        self.download_limit = 20 * MEGABYTE
        self._files: dict[str, StoredFile] = {}
        self._paths: dict[str, StoredFile] = {}
        self._numbers = itertools.count(1)

    def keep(self, kind: str, upload: Upload) -> StoredFile:
        """Store a file and give it its identifiers."""
        number = next(self._numbers)
        mime_type = upload.mime_type or guess_type(upload.file_name or "")[0] or "application/octet-stream"
        file_id = f"{kind}-{number:06d}-file"
        stored = StoredFile(file_id, f"u{number:06d}", upload.content, upload.file_name, mime_type)
        self._files[file_id] = stored
        self._paths[self.path(stored)] = stored
        return stored

    def receive(self, kind: str, upload: Upload) -> StoredFile:
        """Store a file that the bot sends. Raises 413 for one over the limit, 400 for an empty one."""
        if len(upload.content) > self.upload_limit:
            raise ApiError(413, "Request Entity Too Large")
        if not upload.content:
            raise bad_request("file must be non-empty")
        return self.keep(kind, upload)

    def find(self, file_id: str) -> StoredFile:
        """Return the file with this identifier or refuse."""
        stored = self._files.get(file_id)
        if stored is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        return stored

    def prepare_download(self, file_id: str) -> StoredFile:
        """Return the file for ``getFile``. Raises 400 for an unknown one and for one over the limit."""
        stored = self.find(file_id)
        if len(stored.content) > self.download_limit:
            raise bad_request("file is too big")
        return stored

    def path(self, stored: StoredFile) -> str:
        """Return the ``file_path`` under which the file can be fetched."""
        kind, number, _ = stored.file_id.split("-")
        ending = (stored.file_name or "").rpartition(".")[2]
        return f"{kind}s/file_{int(number)}" + (f".{ending}" if ending.isalnum() else "")

    def at_path(self, path: str) -> StoredFile | None:
        """Return the file at a ``file_path``, if there is one."""
        return self._paths.get(path)


def image_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels of a PNG, GIF or JPEG image; None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content.startswith((b"GIF87a", b"GIF89a")) and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    return _jpeg_size(content) if content.startswith(b"\xff\xd8") else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 9 <= len(content) and content[position] == 0xFF:
        marker = content[position + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        position += 2 + int.from_bytes(content[position + 2 : position + 4], "big")
    return None
