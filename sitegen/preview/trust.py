"""Who may speak to the preview. Pure.

A page anywhere on the web can make the browser send requests to localhost, or point its own host name at 127.0.0.1
(DNS rebinding) and read the answers. The first gets no stream of ours, the second nothing at all.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping

_LOCAL = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d+)?", re.IGNORECASE)


def is_loopback(host: str) -> bool:
    """Whether a server bound to `host` can be reached from this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def is_local_host(header: str) -> bool:
    """Whether a Host header names this machine, at any port."""
    return _LOCAL.fullmatch(header) is not None


def is_same_origin(headers: Mapping[str, str]) -> bool:
    """Whether a page of our own, or the user, sent a request with these headers (names in lower case)."""
    by_site = headers.get("sec-fetch-site", "none") in {"same-origin", "none"}
    by_origin = headers.get("origin") in {None, f"http://{headers.get('host', '')}"}
    return by_site and by_origin
