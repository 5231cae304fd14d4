"""What the programs that save pages write into them: the page's address and the time of saving.

One small function a program; each takes a page's beginning and end and returns what it finds of its program.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

BEGINNING = 16 * 1024  # characters at the page's beginning in which programs leave their comments
HEAD = 256 * 1024  # those in which its head, which one program writes to, ends, with styles put into it
END = 16 * 1024


@dataclass(frozen=True, slots=True)
class Trace:
    """What one program tells; unknown is empty or `None`. `format` is the name of the saved format."""

    format: str = "html"
    url: str = ""
    saved_at: dt.datetime | None = None


Ends: TypeAlias = tuple[str, str]


def trace_of(source: str) -> Trace:
    """Everything that the programs which saved `source` tell of it; where two tell the same, the one listed first."""
    end = source[-END:]
    found = Trace()
    for mark, length, read in READERS:
        is_there = source.find(mark, 0, length) >= 0 or mark in end
        trace = read((source[:length], end)) if is_there else None
        if trace is None:
            continue
        found = Trace(
            trace.format if found.format == "html" else found.format,
            found.url or _web_address(trace.url),
            found.saved_at or trace.saved_at,
        )
    return _unwrapped(found)


# --- one function a program -------------------------------------------------------------------------------------------

_SINGLE_FILE = re.compile(
    r"<!--\s*(?:Page saved with SingleFile|Archive processed by SingleFile)\s+url:\s*(\S+)(?:\s+saved date:([^\n]*))?"
)
_CHROME = re.compile(r"<!--\s*saved from url=\((\d{4,6})\)([^\n<>]{0,8000}?)\s*-->")
_META = r"<meta\s+name=[\"']?{}[\"']?\s+content=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))"
_PAGE_WE_URL = re.compile(_META.format("savepage-url"), re.IGNORECASE)
_PAGE_WE_DATE = re.compile(_META.format("savepage-date"), re.IGNORECASE)
_MONOLITH = re.compile(r"<!--\s*Saved from ([^\n<>]{1,8000}?) at (\S{1,40}) using monolith\b")
_SCRAPBOOK_URL = re.compile(r"<html\b[^<>]*\sdata-scrapbook-source=\"([^\"]*)\"", re.IGNORECASE)
_SCRAPBOOK_TIME = re.compile(r"<html\b[^<>]*\sdata-scrapbook-create=\"(\d{17})\"", re.IGNORECASE)
_HTTRACK = re.compile(r"<!--\s*Mirrored from (\S{1,8000}) by HTTrack Website Copier/[^,<>]{0,80}, ([^<>]{1,80}?) -->")
_WOMBAT = re.compile(r"__wm\.wombat\(\s*\"([^\"]+)\"\s*,\s*\"(\d{14})\"")
_ARCHIVED_ON = re.compile(r"FILE ARCHIVED ON (\d\d:\d\d:\d\d \w{3} \d{1,2}, \d{4}) AND RETRIEVED FROM THE")
_WAYBACK_ADDRESS = re.compile(r"https?://web\.archive\.org/web/(\d{14})(?:[a-z]{2}_)?/(https?:/{1,2}.*)", re.IGNORECASE)


def _single_file(ends: Ends) -> Trace | None:
    found = _SINGLE_FILE.search(ends[0])
    return Trace("singlefile", found[1], _script_date(found[2] or "")) if found else None


def _save_page_we(ends: Ends) -> Trace | None:
    url, date = _PAGE_WE_URL.search(ends[0]), _PAGE_WE_DATE.search(ends[0])
    return Trace(url=_attribute(url), saved_at=_script_date(_attribute(date))) if url or date else None


def _chrome(ends: Ends) -> Trace | None:
    """The "mark of the web" of Internet Explorer, Edge and Chrome, which counts the characters of the address.

    Chrome writes ``--``, which would end a comment, as ``-%2D`` and counts the two characters that it was.
    """
    found = _CHROME.search(ends[0])
    if found is None:
        return None
    restored = found[2].replace("-%2D", "--")
    return Trace(url=restored if len(restored) == int(found[1]) else found[2])


def _monolith(ends: Ends) -> Trace | None:
    found = _MONOLITH.search(ends[0])
    return Trace(url=found[1], saved_at=_iso_date(found[2])) if found else None


def _web_scrap_book(ends: Ends) -> Trace | None:
    url, time = _SCRAPBOOK_URL.search(ends[0]), _SCRAPBOOK_TIME.search(ends[0])
    if url is None and time is None:
        return None
    return Trace(url=html.unescape(url[1]) if url else "", saved_at=_stamp(time[1][:14]) if time else None)


def _httrack(ends: Ends) -> Trace | None:
    """HTTrack leaves the scheme out; it is that of most pages of its time."""
    found = _HTTRACK.search(ends[0]) or _HTTRACK.search(ends[1])
    if found is None:
        return None
    return Trace(url=f"http://{found[1]}", saved_at=_moment(found[2], "%a, %d %b %Y %H:%M:%S GMT"))


def _wayback(ends: Ends) -> Trace | None:
    """A page from web.archive.org: the time of saving is that of the capture."""
    wombat, archived = _WOMBAT.search(ends[0]), _ARCHIVED_ON.search(ends[1])
    if wombat is None and archived is None:
        return None
    if wombat:
        return Trace(url=wombat[1], saved_at=_stamp(wombat[2]))
    return Trace(saved_at=_moment(archived[1], "%H:%M:%S %b %d, %Y")) if archived else None


# Each behind words that its traces always have, since most pages have none and looking for words costs next to nothing.
READERS: tuple[tuple[str, int, Callable[[Ends], Trace | None]], ...] = (
    ("SingleFile", BEGINNING, _single_file),
    ("savepage-", HEAD, _save_page_we),
    ("saved from url", BEGINNING, _chrome),
    ("monolith", BEGINNING, _monolith),
    ("data-scrapbook-", BEGINNING, _web_scrap_book),
    ("__wm.wombat", BEGINNING, _wayback),
    ("FILE ARCHIVED ON", BEGINNING, _wayback),
    ("HTTrack", BEGINNING, _httrack),
)

# --- addresses and times ----------------------------------------------------------------------------------------------

_SCRIPT_DATE = re.compile(
    r"\s*[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT([+-])(\d\d):?(\d\d)"
)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DEFAULT_PORT = re.compile(r"\A(http://[^/:]+):80(?=/|\Z)|\A(https://[^/:]+):443(?=/|\Z)", re.IGNORECASE)


def _web_address(address: str) -> str:
    """`address` if it is one of the web: not about:internet, a file, or words such as "local source"."""
    address = address.strip()
    if not address.lower().startswith(("http://", "https://")) or re.search(r"\s", address):
        return ""
    return _DEFAULT_PORT.sub(lambda found: found[1] or found[2], address)


def _unwrapped(trace: Trace) -> Trace:
    """A page that was saved from the Wayback Machine's site is the page that it shows, at the time of its capture."""
    found = _WAYBACK_ADDRESS.match(trace.url)
    if found is None:
        return trace
    url = re.sub(r"\A(https?):/+", r"\1://", found[2], flags=re.IGNORECASE)
    return replace(trace, url=_web_address(url), saved_at=_stamp(found[1]) or trace.saved_at)


def _attribute(found: re.Match[str] | None) -> str:
    return html.unescape(next(filter(None, found.groups()), "")) if found else ""


def _script_date(text: str) -> dt.datetime | None:
    """A date as JavaScript prints it, with its offset; the zone's name behind it is in the user's language."""
    found = _SCRIPT_DATE.match(text)
    if found is None or found[1] not in _MONTHS:
        return None
    minutes = int(found[8]) * 60 + int(found[9])
    zone = dt.timezone(dt.timedelta(minutes=-minutes if found[7] == "-" else minutes))
    day, year, hour, minute, second = (int(found[group]) for group in (2, 3, 4, 5, 6))
    return _checked(lambda: dt.datetime(year, _MONTHS.index(found[1]) + 1, day, hour, minute, second, tzinfo=zone))


def _iso_date(text: str) -> dt.datetime | None:
    moment = _checked(lambda: dt.datetime.fromisoformat(text))
    return moment.replace(tzinfo=dt.UTC) if moment and moment.tzinfo is None else moment


def _moment(text: str, pattern: str) -> dt.datetime | None:
    """A time in UTC with English names, whatever the machine's language."""
    for number, name in enumerate(_MONTHS, 1):
        text = text.replace(name, f"{number:02}")
    pattern = pattern.replace("%b", "%m")
    if pattern.startswith("%a, "):
        pattern, text = pattern[4:], text.partition(", ")[2]
    return _checked(lambda: dt.datetime.strptime(text, pattern).replace(tzinfo=dt.UTC))


def _stamp(digits: str) -> dt.datetime | None:
    return _checked(lambda: dt.datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC))


def _checked(make: Callable[[], dt.datetime]) -> dt.datetime | None:
    """What `make` returns, or nothing where the figures are no time."""
    try:
        return make()
    except (ValueError, OverflowError):
        return None
