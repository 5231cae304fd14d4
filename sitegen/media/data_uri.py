"""``data:`` addresses (RFC 2397): a file written into the page itself."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import unquote_to_bytes

from sitegen.errors import Problem, SourceError

MAX_BYTES = 20_000_000

_PARTS = re.compile(r"\s*data:([^,]*),(.*)", re.IGNORECASE | re.DOTALL)
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


def is_data_uri(address: str) -> bool:
    """Whether `address` holds its file itself."""
    return address[:32].lstrip()[:5].lower() == "data:"


def decode_data_uri(address: str) -> bytes:
    """The bytes in `address`. Raises `SourceError` when there are none, too many, or it is damaged."""
    parts = _PARTS.match(address)
    if parts is None:
        raise SourceError(Problem("the data: address is damaged"))
    if len(parts[2]) > 3 * MAX_BYTES:  # percent-encoding makes three characters of a byte
        raise _too_big()
    data = unquote_to_bytes(parts[2])
    if parts[1].lower().replace(" ", "").endswith(";base64"):
        data = _base64(data)
    if len(data) > MAX_BYTES:
        raise _too_big()
    if not data:
        raise SourceError(Problem("the data: address is empty"))
    return data


def _base64(text: bytes) -> bytes:
    """Base64 in either alphabet, with line breaks, with or without padding at its end."""
    digits = _NOT_BASE64.sub(b"", text.translate(bytes.maketrans(b"-_", b"+/")))
    try:
        return base64.b64decode(digits + b"=" * (-len(digits) % 4))
    except binascii.Error as error:
        raise SourceError(Problem("the data: address is damaged")) from error


def _too_big() -> SourceError:
    return SourceError(Problem(f"the data: address holds over {MAX_BYTES // 1_000_000} MB"))
