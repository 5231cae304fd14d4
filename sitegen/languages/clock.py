"""Times of day beside a date: "at 9.30 am GMT", "22.11 Uhr", "오후 3시 5분", "T09:30:00.5+0900"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

# Minutes east of Greenwich of the zones that news sites name by letters.
ZONES: Mapping[str, int] = MappingProxyType({
    "utc": 0, "gmt": 0, "z": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "mez": 60, "cest": 120, "mesz": 120,
    "eet": 120, "sast": 120, "cat": 120, "eest": 180, "msk": 180, "eat": 180, "trt": 180, "wat": 60, "ist": 330,
    "pkt": 300, "wib": 420, "ict": 420, "wita": 480, "sgt": 480, "hkt": 480, "pht": 480, "awst": 480, "kst": 540,
    "jst": 540, "wit": 540, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "est": -300, "edt": -240, "cst": -360,
    "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "akst": -540, "akdt": -480, "hst": -600,
    "brt": -180, "art": -180,
})  # fmt: skip
HALF = r"(?P<half>[ap]\.?\s?m\b\.?|[ap]\.m\.)?"
ZONE = (
    r"(?:\s*\(?(?P<zone>[A-Za-z]{1,4})\b(?:(?P<plus>[+-]\d{1,2})(?::?(?P<more>\d{2}))?)?"
    r"|\s*(?P<offset>[+-]\d{2}):?(?P<minutes>\d{2})?\b)?"
)
SECONDS = r"(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
MINUTES = rf"\s?[:.h時时시点點]\s?(?P<minute>\d{{2}}|\d(?=\s?[分분]))[分분]?{SECONDS}\s*{HALF}"
TIME = rf"(?P<hour>\d{{1,2}})(?:{MINUTES}|\s*(?P<half2>[ap]\.?m\b\.?)|\s?[h時시点](?!\w))"
DAYTIME = r"(?P<daytime>오전|오후|午前|午後|上午|下午|晚上)?\s*"
BETWEEN = r"(?:[\s,|·•–—/()-]|[月火水木金土日월화수목금토]요?일?\b|星期.|周.|[^\W\d]{1,4}\.?){0,6}?"
AFTER = re.compile(rf"(?:T|\.?{BETWEEN}){DAYTIME}{TIME}{ZONE}", re.IGNORECASE)
BEFORE = re.compile(
    rf"(?<![\d.:/-]){DAYTIME}{TIME}{ZONE}\s*(?:uhr)?[\s,|·•–—/()-]*(?:[^\W\d]{{1,10}}\.?,?\s*)?$", re.IGNORECASE
)
AFTERNOON = frozenset({"오후", "午後", "下午", "晚上"})
REACH = 40  # characters between a date and its time, at most


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, and its zone where one is named."""

    hour: int
    minute: int
    second: int
    microsecond: int
    zone: dt.timezone | None


def clock_after(text: str) -> Clock | None:
    """The time that follows a date, `text` being what stands behind the date."""
    match = AFTER.match(text[:REACH])
    return _clock(match) if match else None


def clock_before(text: str) -> Clock | None:
    """The time that a date follows, `text` being what stands before the date."""
    match = BEFORE.search(text[-REACH:])
    return _clock(match) if match else None


def _clock(match: re.Match[str]) -> Clock | None:
    part = match.groupdict()
    hour, minute, second = int(part["hour"]), int(part["minute"] or 0), int(part["second"] or 0)
    half = (part["half"] or part["half2"] or "").lower()
    if half.startswith("p") or part["daytime"] in AFTERNOON:
        hour += 12 if hour < 12 else 0
    elif half.startswith("a") or part["daytime"]:
        hour = 0 if hour == 12 else hour
    if hour > 23 or minute > 59 or second > 59:
        return None
    microsecond = int((part["fraction"] or "0").ljust(6, "0")[:6])
    return Clock(hour, minute, second, microsecond, _zone(part))


def _zone(part: Mapping[str, str | None]) -> dt.timezone | None:
    if part["offset"]:
        return _east(part["offset"], part["minutes"])
    if (letters := (part["zone"] or "").lower()) not in ZONES:
        return None
    if part["plus"] and letters in {"utc", "gmt"}:
        return _east(part["plus"], part["more"])
    return dt.timezone(dt.timedelta(minutes=ZONES[letters]))


def _east(hours: str, minutes: str | None) -> dt.timezone | None:
    total = abs(int(hours)) * 60 + int(minutes or 0)
    return dt.timezone(dt.timedelta(minutes=-total if hours.startswith("-") else total)) if total < 24 * 60 else None
