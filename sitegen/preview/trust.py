"""Who may speak to the preview. Pure.

A page anywhere on the web can make the browser send requests to localhost, or point its own host name at 127.0.0.1
(DNS rebinding) and read the answers. The first gets no stream of ours, the second nothing at all: it needs a name, and
we answer only to names of this machine and to addresses in figures.
"""

from __future__ import annotations

import ipaddress
import re
import secrets
from collections.abc import Collection, Mapping

_HOST = re.compile(r"(?P<name>[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:\d+)?")


def is_loopback(host: str) -> bool:
    """Whether `host` is this machine as it speaks to itself; a server bound to it can be reached from here alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def is_local_host(header: str) -> bool:
    """Whether a Host header names this machine as only it does itself, at any port."""
    return _name(header) in {"localhost", "127.0.0.1", "::1"}


def is_known_host(header: str, names: Collection[str]) -> bool:
    """Whether a Host header is an address in figures or one of `names`, in lower case, at any port."""
    name = _name(header)
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name in {"localhost", *names}
    return True


def _name(header: str) -> str:
    found = _HOST.fullmatch(header)
    return found["name"].strip("[]").lower() if found else ""


def is_same_origin(headers: Mapping[str, str]) -> bool:
    """Whether a page of our own, or the user, sent a request with these headers (names in lower case)."""
    by_site = headers.get("sec-fetch-site", "none") in {"same-origin", "none"}
    by_origin = headers.get("origin") in {None, f"http://{headers.get('host', '')}"}
    return by_site and by_origin


def may_act(headers: Mapping[str, str], client: str, token: str) -> bool:
    """Whether a request may make this machine do something: sent from here, by a page of ours that knows the token."""
    given = headers.get("x-sitegen-token", "")
    return (
        is_loopback(client)
        and is_local_host(headers.get("host", ""))
        and is_same_origin(headers)
        and secrets.compare_digest(given.encode(), token.encode())
    )
