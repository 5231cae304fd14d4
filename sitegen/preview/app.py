"""The web application: pages of the session, and below `/__sitegen__/` what is the preview's own."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass, replace

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from sitegen.preview.addresses import below, encoded, output_path
from sitegen.preview.own import FRESH, own_routes, script_version
from sitegen.preview.pages import Stamp, marks_on, stand_in, with_reload
from sitegen.preview.problems import Shown, show
from sitegen.preview.running import Running
from sitegen.preview.session import Served
from sitegen.preview.trust import is_known_host, is_local_host, is_loopback

# An SVG picture opened by itself is a document, and may hold scripts that came with a saved page.
_INERT = {"Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"}


def create_app(running: Running, *, host: str) -> Starlette:
    """The application of a server that listens at `host`; requests that name another than it are refused."""
    pages = Pages(running, script_version())

    async def page(request: Request) -> Response:
        await running.channel.settled.wait()  # a browser opened at once waits for the first refresh
        here = is_loopback(request.client.host if request.client else "")
        return await run_in_threadpool(pages.answer, request.scope["path"], request.url.query, may_edit=here)

    return Starlette(
        routes=[*own_routes(running), Route("/{path:path}", page, methods=["GET"])],
        middleware=[Middleware(KnownHosts, admits=hosts_admitted(host))],
    )


def hosts_admitted(host: str) -> Callable[[str], bool]:
    """Which Host headers are answered by a server that listens at `host`."""
    if is_loopback(host):
        return is_local_host
    own = socket.gethostname().lower()
    names = {host.lower(), own, f"{own.partition('.')[0]}.local"}
    return lambda header: is_known_host(header, names)


class KnownHosts:
    """Refuses requests whose Host is not admitted."""

    def __init__(self, app: ASGIApp, admits: Callable[[str], bool]) -> None:
        self._app, self._admits = app, admits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse to."""
        admitted = scope["type"] != "http" or self._admits(Headers(scope=scope).get("host", ""))
        refusal = PlainTextResponse("this preview answers to this machine's own names and addresses only", 403, FRESH)
        await (self._app if admitted else refusal)(scope, receive, send)


@dataclass(frozen=True, slots=True)
class Pages:
    """The site's pages as the preview shows them."""

    running: Running
    scripts: str

    def answer(self, path: str, query: str, *, may_edit: bool) -> Response:
        """What lies at `path`, decoded; runs in a thread, as a session may take its time."""
        # The version before reading: a page may be newer than its stamp says, never older.
        token = self.running.token if may_edit else ""
        stamp = Stamp(self.running.channel.version, "", self.running.base, self.scripts, token=token)
        try:
            return self._found(path, query, stamp) or self._missing(stamp)
        except Exception as error:  # a page that cannot be made is shown as a problem, whatever the reason
            problems = show(error, self.running.root)
            for problem in problems:
                self.running.report(str(problem))
            return self._response(_stand_in(problems), stamp, 500)

    def _found(self, path: str, query: str, stamp: Stamp) -> Response | None:
        base, session = self.running.base, self.running.session
        inner = below(path, base)
        if inner is None:
            return _redirect(base, query) if path == "/" or f"{path}/" == base else None
        if served := session.read(inner):
            return self._response(served, replace(stamp, page=output_path(inner)))
        if inner and not inner.endswith("/") and session.read(f"{inner}/"):
            return _redirect(f"{path}/", query)
        return None

    def _missing(self, stamp: Stamp) -> Response:
        news = self.running.channel.news
        if news.version == 0 and news.problems:
            return self._response(_stand_in(news.problems), stamp, 503)
        missing = self.running.session.read("404.html") or Served(b"not found", "text/plain")
        return self._response(missing, stamp, 404)

    def _response(self, served: Served, stamp: Stamp, status: int = 200) -> Response:
        is_page = served.media_type == "text/html"
        return Response(
            with_reload(served.body, self._stamped(served.body, stamp)) if is_page else served.body,
            status_code=status,
            headers={
                **FRESH,
                "Content-Type": with_charset(served.media_type),
                **(_INERT if served.media_type == "image/svg+xml" else {}),
            },
        )

    def _stamped(self, body: bytes, stamp: Stamp) -> Stamp:
        tell = self.running.session.about
        return replace(stamp, marks=marks_on(body, stamp.page, stamp.base, tell), about=tell(stamp.page))


def _stand_in(problems: tuple[Shown, ...]) -> Served:
    return Served(stand_in(problems), "text/html")


def _redirect(path: str, query: str) -> Response:
    # Temporary: browsers remember the other kind for ever, and the next site at this port may differ.
    return Response(status_code=302, headers={**FRESH, "Location": encoded(path, query)})


def with_charset(media_type: str) -> str:
    """The Content-Type for text that is UTF-8, and for what is no text."""
    is_text = media_type.startswith("text/") or media_type.endswith(("/json", "/javascript", "/xml", "+json", "+xml"))
    return f"{media_type}; charset=utf-8" if is_text else media_type
