"""Front matter: YAML as written between two lines of three hyphens, and `Metadata` as meant.

What is written here reads the same for YAML 1.1 and 1.2: every text that some reader would take for a number, a date, a
truth value or null is quoted.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sitegen.article import Metadata, Saved, is_moment
from sitegen.errors import ContentError, Location, Problem, closest

FENCE = "---"
_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_CONFLICT = re.compile(r"^(?:<<<<<<<|>>>>>>>) ", re.MULTILINE)

# --- reading ----------------------------------------------------------------------------------------------------------


def split(text: str) -> tuple[str, str, int]:
    """Front matter (may be empty), Markdown, and the line (from 1) on which the Markdown begins.

    Raises ValueError where the front matter has no end.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    opening = _OPENING.match(text)
    if opening is None:
        return "", text, 1
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        raise ValueError
    body = text[closing.end() + 1 :]
    stripped = body.lstrip("\n")
    return text[opening.end() : closing.start()], stripped, text.count("\n", 0, len(text) - len(stripped)) + 1


def parse(yaml: str, file: str) -> Metadata:
    """The metadata that the front matter `yaml` says.

    Raises ContentError with every fault, each with `file` and line.
    """
    if conflict := _CONFLICT.search(yaml):
        where = Location(file, yaml.count("\n", 0, conflict.start()) + 2)
        raise ContentError(Problem("a conflict of a git merge stands here", where, SETTLE))
    written = _load(yaml, file)
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for key, value in written.items():
        if value is None or key not in _READERS:
            continue
        try:
            values[key] = _READERS[key](value)
        except ValueError as error:
            problems.append(Problem(f"`{key}` {error}", _location(yaml, file, key)))
    if not str(values.get("title", "")).strip() and not problems:
        problems.append(Problem("no `title`", Location(file, 1), _title_advice(written)))
    if problems:
        raise ContentError(problems)
    extra = {key: value for key, value in written.items() if key not in _READERS}
    return Metadata(**values, extra=extra)


SETTLE = "keep one of its two sides, and take out the lines that begin with <<<<<<<, ======= and >>>>>>>"


def _title_advice(written: Mapping[str, Any]) -> str:
    if not written:
        return "begin the file with front matter: a line of three hyphens, `title: …`, a line of three hyphens"
    meant = next((key for key in written if key not in _READERS and meant_by(key) == "title"), "")
    return f"write `title` instead of `{meant}`" if meant else "give the article a title in its front matter"


def meant_by(key: str) -> str:
    """The key of ours that a key of the owner's was probably meant to be, or nothing."""
    return closest(key.lower(), tuple(_READERS), 0.8)


def _load(yaml: str, file: str) -> Mapping[str, Any]:
    import ryaml  # noqa: PLC0415 - a build with nothing to do reads no YAML

    try:
        written = ryaml.loads(yaml) if yaml.strip() else {}
    except ValueError as error:  # an InvalidYamlError, or a key that is no text
        raise ContentError(_syntax_problem(str(error), yaml, file)) from None
    if written is None:
        return {}
    if not isinstance(written, dict) or not all(isinstance(key, str) for key in written):
        raise ContentError(Problem("front matter is no list of `key: value`", Location(file, 2)))
    return written


def _syntax_problem(message: str, yaml: str, file: str) -> Problem:
    if duplicate := re.search(r'duplicate entry with key "(.*)"', message):
        lines = [n for n, line in enumerate(yaml.splitlines(), 2) if line.startswith(f"{duplicate[1]}:")]
        return Problem(f"`{duplicate[1]}` is given twice", Location(file, lines[-1] if lines else None))
    place = re.search(r"at line (\d+) column \d+", message)
    what = re.split(r" at line \d+| at position \d+|, while ", message)[0]
    line = min(int(place[1]), yaml.count("\n") or 1) + 1 if place else _odd_line(yaml)
    advice = "put the text in quotes" if "mapping values" in what or "cannot start" in what else ""
    return Problem(f"front matter is not YAML: {what}", Location(file, line), advice)


def _odd_line(yaml: str) -> int | None:
    tabbed = re.search(r"^[ ]*\t", yaml, re.MULTILINE)
    return yaml.count("\n", 0, tabbed.start()) + 2 if tabbed else None


def _location(yaml: str, file: str, key: str) -> Location:
    found = re.search(rf"^{re.escape(key)}[ \t]*:", yaml, re.MULTILINE)
    return Location(file, yaml.count("\n", 0, found.start()) + 2 if found else None)


# --- values -----------------------------------------------------------------------------------------------------------


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise ValueError(f"must be text, not the number {value}; put it in quotes")
    raise ValueError("must be text")


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, dict):
        raise ValueError("must be text, or a list of texts")
    return tuple(filter(None, map(_text, value if isinstance(value, list) else [value])))


def _date(value: Any) -> dt.date:
    written = _text(value)
    try:
        return dt.date.fromisoformat(written) if len(written) <= 10 else dt.datetime.fromisoformat(written)
    except ValueError:
        raise ValueError(f'"{written}" is no date; write 2024-04-17 or 2024-04-17T09:30:00+09:00') from None


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _saved(value: Any) -> Saved:
    if not isinstance(value, dict):
        raise ValueError("must hold `file`, `sha256` and `format`")
    file, sha, kind = (_text(value.get(key, "")) for key in ("file", "sha256", "format"))
    if not re.fullmatch(r"[0-9a-f]{64}", sha):
        raise ValueError("needs the 64 hexadecimal digits of `sha256`")
    at = _date(value["at"]) if value.get("at") else None
    if at is not None and not isinstance(at, dt.datetime):
        at = dt.datetime(at.year, at.month, at.day, tzinfo=dt.UTC)
    return Saved(file, sha, kind, at)


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "title": _text,
    "date": _date,
    "updated": _date,
    "authors": _texts,
    "site": _text,
    "section": _text,
    "url": _text,
    "lang": _text,
    "description": _text,
    "image": _text,
    "image_alt": _text,
    "regions": _texts,
    "tags": _texts,
    "aliases": _texts,
    "draft": _truth,
    "saved": _saved,
}

# --- writing ----------------------------------------------------------------------------------------------------------

_PLAIN = re.compile(r"[^\W\d_](?:[^\s:#\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]| (?!#|$)|:(?! |$)|(?<! )#)*")
_PLAIN_IN_LIST = re.compile(r"[^\W\d_](?:[^\s:#?\[\]{},\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]| (?!#|$))*")
_TAKEN_FOR_OTHERS = re.compile(r"y|n|yes|no|on|off|true|false|null|nan|inf", re.IGNORECASE)
_UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def dump(metadata: Metadata) -> str:
    """Front matter, without its fences, that `parse` reads back as `metadata`."""
    return "".join(f"{line}\n" for line in _lines(metadata))


def _lines(metadata: Metadata) -> Iterator[str]:
    for key in _READERS:
        value = getattr(metadata, key)
        if key == "saved" and value is not None:
            yield "saved:"
            parts = {"file": value.file, "sha256": value.sha256, "at": value.at, "format": value.format}
            yield from (f"  {name}: {_written(part)}" for name, part in parts.items() if part)
        elif value:
            yield f"{key}: {_written(value)}"
    for key, value in metadata.extra.items():
        yield f"{_scalar(key, _PLAIN_IN_LIST)}: {_UNPRINTABLE.sub(_escaped, json.dumps(value, ensure_ascii=False))}"


def _written(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case dt.date():
            return iso_date(value)
        case tuple():
            return f"[{', '.join(_scalar(item, _PLAIN_IN_LIST) for item in value)}]"
        case _:
            return _scalar(value, _PLAIN)


def iso_date(value: dt.date) -> str:
    """ISO 8601, with `Z` for UTC."""
    written = value.isoformat()
    return written.removesuffix("+00:00") + "Z" if is_moment(value) and written.endswith("+00:00") else written


def _scalar(text: str, plain: re.Pattern[str]) -> str:
    if plain.fullmatch(text) and not _TAKEN_FOR_OTHERS.fullmatch(text):
        return text
    return _UNPRINTABLE.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
