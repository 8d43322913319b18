"""Files for the page: what was sent in a chat, with the type its content has, and the posters' codes."""

from urllib.parse import quote

from aiohttp import web

from bot.simulator.files import StoredFile

NO_RIGHTS = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"OggS", "audio/ogg"),
    (b"RIFF", "audio/wav"),
    (b"ID3", "audio/mpeg"),
    (b"\x1aE\xdf\xa3", "audio/webm"),
)


def shown_type(content: bytes) -> str | None:
    """Return the type of an image or recording that a browser may show; None for all that is only downloaded."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for signature, kind in SIGNATURES if content.startswith(signature)), None)


def file_response(request: web.Request, stored: StoredFile) -> web.Response:
    """Return a file, or the range of it that an audio element asks for; what is neither picture nor sound downloads."""
    kind = shown_type(stored.content)
    response = _whole_or_range(request, stored.content)
    response.content_type = kind or stored.mime_type
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Security-Policy"] = NO_RIGHTS
    if kind is None:
        response.headers["Content-Disposition"] = _attachment(stored.file_name or stored.file_id)
    return response


def _attachment(file_name: str) -> str:
    return f"attachment; filename*=UTF-8''{quote(file_name, safe='')}"


def _whole_or_range(request: web.Request, content: bytes) -> web.Response:
    if "Range" not in request.headers:
        return web.Response(body=content)
    wanted = request.http_range.indices(len(content))
    start, stop, _ = wanted
    if start >= stop:
        raise web.HTTPRequestRangeNotSatisfiable
    headers = {"Content-Range": f"bytes {start}-{stop - 1}/{len(content)}"}
    return web.Response(status=206, body=content[start:stop], headers=headers)


def svg_response(svg: str) -> web.Response:
    """Return a drawing without the right to run anything."""
    return web.Response(text=svg, content_type="image/svg+xml", headers={"Content-Security-Policy": NO_RIGHTS})
