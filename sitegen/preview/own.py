"""What is the preview's own, below `/__sitegen__/`: its scripts, the stream of news, "edit" and "why"."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from sitegen.errors import SitegenError
from sitegen.preview.editor import open_in_editor
from sitegen.preview.pages import SCRIPTS
from sitegen.preview.problems import show
from sitegen.preview.running import Running
from sitegen.preview.trust import is_same_origin, may_act
from sitegen.preview.why import INERT, POLICY, inert, why_page

FRESH = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_SCRIPTS = ("reload.js", "overlay.js", "bar.js")
_MOST = 10_000  # bytes of a request


def script_version() -> str:
    """Changes with the scripts, so that browsers may keep them for good."""
    return hashlib.sha256(b"".join(map(_source, _SCRIPTS))).hexdigest()[:12]


def own_routes(running: Running) -> list[Route]:
    """The routes, all of them for pages of this site alone."""

    async def events(request: Request) -> Response:
        cursor = request.headers.get("last-event-id") or request.query_params.get("since", "")
        stream = running.channel.messages(cursor, request.query_params.get("page", ""))
        return StreamingResponse(stream, media_type="text/event-stream", headers=FRESH)

    async def edit(request: Request) -> Response:
        client = request.client.host if request.client else ""
        if not may_act(request.headers, client, running.token):
            return PlainTextResponse("for pages of this site, on this machine, only", 403, FRESH)
        asked = await request.body() if int(request.headers.get("content-length", _MOST)) < _MOST else b""
        return await run_in_threadpool(_edit, running, asked)

    async def why(request: Request) -> Response:
        return await run_in_threadpool(_why, running, request.query_params.get("page", ""))

    async def saved(request: Request) -> Response:
        return await run_in_threadpool(_saved, running, request.query_params.get("page", ""))

    return [
        Route(f"{SCRIPTS}events", _for_own_pages(events), methods=["GET"]),
        Route(f"{SCRIPTS}edit", edit, methods=["POST"]),
        Route(f"{SCRIPTS}why", _for_own_pages(why), methods=["GET"]),
        Route(f"{SCRIPTS}saved", _for_own_pages(saved), methods=["GET"]),
        *(Route(f"{SCRIPTS}{{version}}/{name}", _script(name), methods=["GET"]) for name in _SCRIPTS),
    ]


def _for_own_pages(answer: Callable[[Request], object]) -> Callable[[Request], object]:
    async def guarded(request: Request) -> object:
        if not is_same_origin(request.headers):
            return PlainTextResponse("for pages of this site only", 403, FRESH)
        return await answer(request)  # type: ignore[misc]

    return guarded


def _source(name: str) -> bytes:
    return Path(__file__).with_name(name).read_bytes()


def _script(name: str) -> Callable[[Request], Response]:
    body = _source(name)
    headers = {
        "Cache-Control": "max-age=31536000, immutable",  # the version in its address changes with it
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    return lambda _: Response(body, media_type="text/javascript", headers=headers)


def _edit(running: Running, asked: bytes) -> Response:
    """Open the file that a page was made of, or one that a problem names. No other can be asked for."""
    try:
        wanted = json.loads(asked)
        page, file = str(wanted.get("page", "")), str(wanted.get("file", ""))
    except (ValueError, AttributeError):
        return PlainTextResponse("not understood", 400, FRESH)
    if file not in {problem.file for problem in running.channel.news.problems}:
        about = running.session.about(page) if page else None
        file = about.file if about else ""
    path = running.root / file
    if not file or not path.is_file():
        return PlainTextResponse("there is no such file", 404, FRESH)
    return JSONResponse({"opened": open_in_editor(path), "path": str(path)}, headers=FRESH)


def _why(running: Running, page: str) -> Response:
    try:
        reasons = running.session.reasons(page)
    except SitegenError as error:
        text = "\n".join(map(str, show(error, running.root)))
        return PlainTextResponse(text, 500, FRESH)
    if reasons is None:
        return PlainTextResponse("this page was not made from a saved page", 404, FRESH)
    return Response(why_page(reasons, page), media_type="text/html", headers={**FRESH, **POLICY})


def _saved(running: Running, page: str) -> Response:
    try:
        reasons = running.session.reasons(page)
    except SitegenError:
        reasons = None
    if reasons is None:
        return PlainTextResponse("there is no saved page", 404, {**FRESH, **INERT})
    original = reasons.original
    is_page = original.media_type == "text/html"
    return Response(
        inert(original.body) if is_page else original.body,
        media_type="text/html" if is_page else "text/plain",
        headers={**FRESH, **INERT},
    )
