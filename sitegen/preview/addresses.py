"""From the address that a browser asks for to the path that a session is asked for. Pure."""

from __future__ import annotations

from urllib.parse import quote


def clean_base(base_path: str) -> str:
    """`/` or `/news/`, for a base path with or without its slashes."""
    inner = base_path.strip("/")
    return f"/{inner}/" if inner else "/"


def below(path: str, base: str) -> str | None:
    """What follows `base` in `path`, both decoded; None where the path lies elsewhere or is not plain.

    Not plain are empty, `.` and `..` segments, NUL and backslashes. A double slash is among them because a redirect to
    `//host/` would lead to another host.
    """
    if not path.startswith(base) or "\0" in path or "\\" in path:
        return None
    inner = path[len(base) :]
    segments = inner.removesuffix("/").split("/")
    return None if inner and any(segment in {"", ".", ".."} for segment in segments) else inner


def output_path(inner: str) -> str:
    """The file that a path below the base path shows: that of a folder is the index in it."""
    return f"{inner}index.html" if inner == "" or inner.endswith("/") else inner


def encoded(path: str, query: str = "") -> str:
    """A decoded path as it is written in a URL."""
    return quote(path) + (f"?{query}" if query else "")
