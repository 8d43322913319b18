"""Who may use the people's door: only the page itself on this machine. Also its headers and its errors."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.simulator.errors import ApiError, NotPossible

LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def is_local(request: web.Request) -> bool:
    """Whether the address the browser used names this machine; a name rebound to it does not."""
    try:
        return request.url.host in LOCAL_HOSTS
    except ValueError:
        return False


def is_same_origin(request: web.Request) -> bool:
    """Whether a writing request comes from the page; clients that are no browsers send no Origin."""
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.host}"


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let only the page in, and answer every refusal as ``{"error": words}``."""
    if not is_local(request):
        return refusal(403, "This page answers on 127.0.0.1 only.")
    if request.method not in ("GET", "HEAD") and not is_same_origin(request):
        return refusal(403, "Only the page itself may do this.")
    return await _answer(request, handler)


async def _answer(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPRedirection:
        raise
    except web.HTTPException as error:
        return refusal(error.status, error.text or error.reason)
    except ApiError as error:
        return refusal(error.code, error.description)
    except LookupError as error:
        return refusal(404, str(error.args[0]) if error.args else "not found")
    except NotPossible as error:
        return refusal(409, str(error))
    except ValueError as error:
        return refusal(400, str(error))


def refusal(status: int, words: str) -> web.Response:
    """Return an error as the page reads it."""
    return web.json_response({"error": words}, status=status)


async def add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Set the security headers on everything the door answers; what a handler set itself stays."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
