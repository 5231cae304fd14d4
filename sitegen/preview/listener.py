"""The socket that the preview listens at."""

from __future__ import annotations

import errno
import socket

from sitegen.errors import PreviewError, Problem
from sitegen.preview.addresses import encoded
from sitegen.preview.trust import is_loopback

_WILDCARDS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # addresses that mean all, and one of them to open


def listen(host: str, port: int) -> socket.socket:
    """Listen at `host` and `port`; port 0 is any that is free.

    Raises:
        PreviewError: the port is taken or is none, or the host is not this machine.
    """
    if not 0 <= port <= 65535:  # the system's resolver would wrap it round
        raise PreviewError(Problem(f"{port} is not a port", advice="choose one from 1024 to 65535, as in --port 8000"))
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return _bound(socket.socket(family, kind, protocol), address)
    except OSError as error:
        raise PreviewError(_refusal(error, host, port)) from error


def _bound(listener: socket.socket, address: tuple[object, ...]) -> socket.socket:
    try:
        # Without it the port would stay taken for a minute after the preview ends.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


def _refusal(error: OSError, host: str, port: int) -> Problem:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else 8000
        return Problem(f"port {port} is taken by another program", advice=f"choose another, as in --port {other}")
    if error.errno == errno.EACCES:
        return Problem(f"port {port} is reserved for the system", advice="choose one above 1023, as in --port 8000")
    return Problem(
        f"cannot listen at {host}: {error.strerror}", advice="name an address of this machine, as in --host 127.0.0.1"
    )


def urls_of(listener: socket.socket, base: str) -> tuple[str, str]:
    """The URLs for the base path at this socket: on this machine, and for other devices (or nothing)."""
    host, port = listener.getsockname()[:2]
    outside = _address_in_network(listener.family) if host in _WILDCARDS else "" if is_loopback(host) else host
    here = _WILDCARDS.get(host, host)
    return _url(here, port, base), _url(outside, port, base) if outside else ""


def _url(host: str, port: int, base: str) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{encoded(base)}"


def _address_in_network(family: socket.AddressFamily) -> str:
    """The address by which other devices know this machine; nothing is sent to find it out."""
    elsewhere = "2001:db8::1" if family == socket.AF_INET6 else "192.0.2.1"  # addresses that belong to nobody
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((elsewhere, 9))
            found = str(probe.getsockname()[0])
    except OSError:  # there is no network
        return ""
    return "" if is_loopback(found) else found
