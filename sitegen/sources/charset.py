"""Bytes → text, in the order in which the evidence deserves trust.

Byte order mark > bytes that are UTF-8 beyond doubt > the first ``meta`` of the head, then later ones > XML declaration
> detection. Labels mean what browsers take them for (WHATWG Encoding Standard): ``gb2312`` is GB18030,
``ks_c_5601-1987`` is CP949, ``iso-8859-1`` is windows-1252. A declaration that the bytes contradict is overruled.
Nothing here fails: what cannot be decoded becomes U+FFFD. UTF-8 that was once taken for Latin-1 and encoded again is
mended.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import webencodings  # type: ignore[import-untyped]

HEAD = 512 * 1024  # bytes that are searched where the head does not end; the HTML standard stops at 1,024
SAMPLE = 512 * 1024  # bytes that detection looks at
MAX_DAMAGE = 0.02  # share of undecodable characters up to which a declaration is still believed

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

# Python's codecs for labels whose WHATWG meaning is wider than Python's codec of the same name.
_WIDER: Mapping[str, str] = MappingProxyType(
    {"gbk": "gb18030", "x-user-defined": "cp1252", "iso-8859-8-i": "iso-8859-8"}
)

_ASCII = bytes(range(0x80))
_STOP = re.compile(rb"<!--|<(?:script|style|noscript|title|meta|body|/head)\b", re.IGNORECASE)
_META = re.compile(rb"<meta\b[^<>]*?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]+)", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9_:.\-]+)", re.IGNORECASE)
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_CONTROL = re.compile(rb"\xc3[\x82-\xb4]\xc2[\x80-\x9f]")  # such a letter before a control character, in UTF-8
_TWICE = re.compile("[\xc2-\xf4][\x80-\xbf]{1,3}")


# Encodings that universalchardet misses (CP949's rarer syllables, short EUC-JP): the letters that tell a text in them,
# and what share these have of the characters beyond ASCII. Other languages read in them come out as something else.
_ASIAN = (
    ("cp949", re.compile("[가-힣]"), 0.85),
    ("euc_jp", re.compile("[ぁ-ヿ]"), 0.25),
    ("cp932", re.compile("[ぁ-ヿ]"), 0.25),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and the Python name of the encoding that it was in."""

    text: str
    encoding: str


def decode(data: bytes, *, html: bool = True) -> Decoded:
    """`data` as text; `html` tells whether to look for declarations in it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    if encoding := _wide(data):
        return _decoded(data, encoding)
    if text := _utf8(data):
        return Decoded(_mended(text) if _CONTROL.search(data) else text, "utf-8")
    for encoding in _declared(data) if html else ():
        if encoding and _is_plausible(data, encoding):
            return _decoded(data, encoding)
    return _decoded(data, _detected(data))


def codec_for(label: str) -> str:
    """Python's name of the encoding that browsers take `label` for, or an empty string when it is none."""
    found = webencodings.lookup(label.strip())
    if found is None or found.name == "replacement":
        return ""
    if found.name.startswith("utf-16"):
        return "utf-8"  # a declaration that can be read byte by byte is not in UTF-16
    return _WIDER.get(found.name, found.codec_info.name)


def _decoded(data: bytes, encoding: str) -> Decoded:
    return Decoded(data.decode(encoding, errors="replace"), encoding)


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of ASCII markup is zero."""
    sample = data[:256]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 < len(sample) or min(even, odd) * 8 > max(even, odd):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _utf8(data: bytes) -> str:
    """The text if it is UTF-8 beyond doubt: valid, with characters beyond ASCII, and not written in escapes."""
    if data.isascii():
        return ""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _mended(text: str) -> str:
    """`text` with characters put together again that were encoded twice: no page means to show a control character."""
    return _TWICE.sub(_once, text)


def _once(found: re.Match[str]) -> str:
    try:
        return found[0].encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def _declared(data: bytes) -> Iterator[str]:
    """Encodings that the page declares, the most trusted first."""
    for label in _metas(data[:HEAD]):
        yield codec_for(label)
    if declaration := _XML.match(data):
        yield codec_for(declaration[1].decode("ascii"))


def _metas(head: bytes) -> Iterator[str]:
    """The encodings that ``meta`` elements declare; what scripts and comments hold declares nothing.

    One pass, whatever the page: it may have been made to keep us busy.
    """
    lowered = head.lower()
    position = 0
    while found := _STOP.search(lowered, position):
        tag = found[0]
        position = found.end()
        if tag in {b"<body", b"</head"}:
            return
        if tag == b"<meta":
            if declared := _META.match(head, found.start()):
                yield declared[1].decode("ascii")
            continue
        end = lowered.find(b"-->" if tag == b"<!--" else b"</" + tag[1:], position)
        if end < 0:
            return
        position = end


def _reads_as(data: bytes, encoding: str, letters: re.Pattern[str], share: float) -> bool:
    """Whether `data` can be read in `encoding` without a fault, and enough of it are `letters`."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data[:SAMPLE])  # which forgives a cut at the end
    except UnicodeDecodeError:
        return False
    beyond = len(_BEYOND_ASCII.findall(text))
    return beyond > 0 and len(letters.findall(text)) >= share * beyond


def _is_plausible(data: bytes, encoding: str) -> bool:
    """Whether (nearly) all of `data` can be read in `encoding`."""
    text = data.decode(encoding, errors="replace")
    beyond = len(data.translate(None, delete=_ASCII))
    return text.count("\ufffd") <= max(2, beyond * MAX_DAMAGE)


def _detected(data: bytes) -> str:
    """The encoding that statistics suggest: ours for Korean and Japanese, else Mozilla's universalchardet."""
    if data.isascii():
        return "utf-8"
    if encoding := next((name for name, letters, share in _ASIAN if _reads_as(data, name, letters, share)), ""):
        return encoding
    from resiliparse.parse.encoding import detect_encoding  # noqa: PLC0415 - only for pages that do not say

    return codec_for(detect_encoding(data, max_len=SAMPLE) or "") or "cp1252"
