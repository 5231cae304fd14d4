"""The web application: pages of the session, and below `/__sitegen__/` what is the preview's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from sitegen.preview.addresses import below, encoded, output_path
from sitegen.preview.channel import Channel
from sitegen.preview.pages import SCRIPTS, Stamp, stand_in, with_reload
from sitegen.preview.problems import Shown, show
from sitegen.preview.session import Served, Session
from sitegen.preview.trust import is_local_host, is_same_origin

_FRESH = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
# An SVG picture opened by itself is a document, and may hold scripts that came with a saved page.
_INERT = {"Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"}


@dataclass(frozen=True, slots=True)
class Preview:
    """All that answers need; `base` begins and ends with a slash."""

    session: Session
    channel: Channel
    root: Path
    base: str
    report: Callable[[str], None]


def create_app(preview: Preview, *, local_only: bool) -> Starlette:
    """The application; `local_only` refuses requests that name another host than this machine."""

    async def page(request: Request) -> Response:
        await preview.channel.settled.wait()  # a browser opened at once waits for the first refresh
        return await run_in_threadpool(_answer, preview, request.scope["path"], request.url.query)

    async def events(request: Request) -> Response:
        if not is_same_origin(request.headers):
            return PlainTextResponse("for pages of this site only", 403, _FRESH)
        cursor = request.headers.get("last-event-id") or request.query_params.get("since", "")
        stream = preview.channel.messages(cursor, request.query_params.get("page", ""))
        return StreamingResponse(stream, media_type="text/event-stream", headers=_FRESH)

    return Starlette(
        routes=[
            Route(f"{SCRIPTS}events", events, methods=["GET"]),
            *(Route(f"{SCRIPTS}{name}", _script(name), methods=["GET"]) for name in ("reload.js", "overlay.js")),
            Route("/{path:path}", page, methods=["GET"]),
        ],
        middleware=[Middleware(LocalOnly)] if local_only else [],
    )


class LocalOnly:
    """Refuses requests whose Host is not this machine."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse to."""
        allowed = scope["type"] != "http" or is_local_host(Headers(scope=scope).get("host", ""))
        refusal = PlainTextResponse("this preview answers to localhost and 127.0.0.1 only", 403, _FRESH)
        await (self._app if allowed else refusal)(scope, receive, send)


def _script(name: str) -> Callable[[Request], Response]:
    body = Path(__file__).with_name(name).read_bytes()
    headers = {**_FRESH, "Cross-Origin-Resource-Policy": "same-origin"}
    return lambda _: Response(body, media_type="text/javascript", headers=headers)


def _answer(preview: Preview, path: str, query: str) -> Response:
    """What lies at `path`, decoded; runs in a thread, as a session may take its time."""
    version = preview.channel.version  # before reading: a page may be newer than its stamp says, never older
    try:
        return _found(preview, path, query, version) or _missing(preview, version)
    except Exception as error:  # a page that cannot be made is shown as a problem, whatever the reason
        problems = show(error, preview.root)
        for problem in problems:
            preview.report(str(problem))
        return _response(_stand_in(problems), Stamp(version, "", preview.base), 500)


def _found(preview: Preview, path: str, query: str, version: str) -> Response | None:
    inner = below(path, preview.base)
    if inner is None:
        return _redirect(preview.base, query) if path == "/" or f"{path}/" == preview.base else None
    if served := preview.session.read(inner):
        return _response(served, Stamp(version, output_path(inner), preview.base))
    if inner and not inner.endswith("/") and preview.session.read(f"{inner}/"):
        return _redirect(f"{path}/", query)
    return None


def _missing(preview: Preview, version: str) -> Response:
    stamp = Stamp(version, "", preview.base)
    news = preview.channel.news
    if news.version == 0 and news.problems:
        return _response(_stand_in(news.problems), stamp, 503)
    return _response(preview.session.read("404.html") or Served(b"not found", "text/plain"), stamp, 404)


def _stand_in(problems: tuple[Shown, ...]) -> Served:
    return Served(stand_in(problems), "text/html")


def _redirect(path: str, query: str) -> Response:
    # Temporary: browsers remember the other kind for ever, and the next site at this port may differ.
    return Response(status_code=302, headers={**_FRESH, "Location": encoded(path, query)})


def _response(served: Served, stamp: Stamp, status: int = 200) -> Response:
    is_page = served.media_type == "text/html"
    return Response(
        with_reload(served.body, stamp) if is_page else served.body,
        status_code=status,
        headers={
            **_FRESH,
            "Content-Type": with_charset(served.media_type),
            **(_INERT if served.media_type == "image/svg+xml" else {}),
        },
    )


def with_charset(media_type: str) -> str:
    """The Content-Type for text that is UTF-8, and for what is no text."""
    is_text = media_type.startswith("text/") or media_type.endswith(("/json", "/javascript", "/xml", "+json", "+xml"))
    return f"{media_type}; charset=utf-8" if is_text else media_type
