"""The site's configuration: `sitegen.toml` as written, then as meant.

`parse_config` takes the file's text and gives a `Config` with every default applied, or one `ConfigError` that holds
every fault at once, each with its line. Past this module nothing checks again.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import tomllib
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

from sitegen.errors import ConfigError, Location, Problem, closest
from sitegen.language_tags import is_language_tag

CONFIG_FILE = "sitegen.toml"


@dataclass(frozen=True, slots=True)
class Publish:
    """How the archive presents itself to the world."""

    robots: Literal["noindex", "index"] = "noindex"
    canonical: Literal["self", "original"] = "self"
    feeds: Literal["summary", "full"] = "summary"
    future: bool = False


@dataclass(frozen=True, slots=True)
class Import:
    """How saved pages come in: whether they are copied, and which files (globs) are left alone."""

    copy: bool = True
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnRegion:
    """A region of the user's own, such as the Caucasus, with the codes of its members."""

    name: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Regions:
    """Changes to the regions we ship: names by code, codes by alias, parents by code, own regions, exclusions."""

    names: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    parents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own: Mapping[str, OwnRegion] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deploy:
    """Where the archive is published; `install` is the pip requirement that a workflow installs us by."""

    remote: str = "origin"
    branch: str = "gh-pages"
    domain: str = ""
    install: str = ""


@dataclass(frozen=True, slots=True)
class Build:
    """How pages are made."""

    per_page: int = 20


@dataclass(frozen=True, slots=True)
class Config:
    """The configuration in force. `base_url` ends with a slash; `theme` maps design tokens to CSS values."""

    title: str = "News archive"
    description: str = ""
    base_url: str = "/"
    language: str = "en"
    timezone: str = "UTC"
    publish: Publish = Publish()
    import_: Import = Import()
    regions: Regions = Regions()
    deploy: Deploy = Deploy()
    build: Build = Build()
    theme: Mapping[str, str] = field(default_factory=dict)

    @property
    def base_path(self) -> str:
        """The path that every address of the site begins with: ``/`` or such as ``/news/``."""
        return urlsplit(self.base_url).path or "/"


@dataclass(frozen=True, slots=True)
class Setting:
    """One value in force: its dotted name, and whether it was said by a `source` or is the default."""

    name: str
    value: Any
    source: str


def parse_config(text: str, file: str = CONFIG_FILE) -> Config:
    """The configuration that `text` (TOML) says.

    Raises ConfigError with every fault of the text, each with `file` and line.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(_syntax_problem(error, text, file)) from None
    except RecursionError:
        raise ConfigError(Problem("not TOML: nested too deeply", Location(file))) from None
    reader = _Reader(text, file)
    config: Config = reader.table(Config, raw, ())
    reader.problems += [reader.problem(key, message, advice) for key, message, advice in _faults(config)]
    if reader.problems:
        raise ConfigError(
            sorted(reader.problems, key=lambda problem: (problem.location and problem.location.line) or 0)
        )
    return dataclasses.replace(config, base_url=config.base_url.rstrip("/") + "/")


def zone(config: Config) -> dt.tzinfo:
    """The time zone of a site. Raises LookupError, ValueError or OSError where there is none of that name."""
    if config.timezone == "UTC":
        return dt.UTC
    import zoneinfo  # noqa: PLC0415 - it takes longer to load than the time of most sites is worth

    return zoneinfo.ZoneInfo(config.timezone)


def written(text: str, file: str = CONFIG_FILE) -> Mapping[tuple[str, ...], Location]:
    """Where each key of a TOML text stands."""
    return {key: Location(file, line) for key, line in _written_keys(text)}


def settings(text: str, file: str = CONFIG_FILE) -> Iterator[Setting]:
    """Every value in force, in the order of the documentation, and where it comes from."""
    config, raw, lines = parse_config(text, file), tomllib.loads(text), dict(_written_keys(text))
    for name, value in _flatten(config):
        said: Any = raw
        for key in name.split("."):
            said = said.get(key) if isinstance(said, dict) else None
        line = None if said is None else _line_of(lines, tuple(name.split(".")))
        yield Setting(name, value, "default" if said is None else str(Location(file, line)))


def _flatten(value: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for part in dataclasses.fields(value):
        name, inner = prefix + part.name.rstrip("_"), getattr(value, part.name)
        if dataclasses.is_dataclass(inner):
            yield from _flatten(inner, f"{name}.")
        else:
            yield name, inner


# --- reading ----------------------------------------------------------------------------------------------------------


class _Reader:
    """Reads TOML tables into dataclasses by their fields' types, and gathers what is wrong."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._lines = dict(_written_keys(text))

    def problem(self, path: tuple[str, ...], message: str, advice: str = "") -> Problem:
        return Problem(message, Location(self.file, _line_of(self._lines, path)), advice)

    def table(self, kind: type[Any], raw: Mapping[str, Any], path: tuple[str, ...]) -> Any:
        """An instance of the dataclass `kind`; a fault leaves the default in place."""
        hints = typing.get_type_hints(kind)
        known = {part.name.rstrip("_"): part.name for part in dataclasses.fields(kind)}
        values: dict[str, Any] = {}
        for key, value in raw.items():
            if key not in known:
                self.problems.append(self._unknown(key, tuple(known), (*path, key)))
                continue
            if (read := self._entry(hints[known[key]], value, (*path, key))) is not None:
                values[known[key]] = read
        try:
            return kind(**values)
        except TypeError:
            missing = [part.name for part in dataclasses.fields(kind) if part.name not in values]
            self.problems.append(self.problem(path, f"`{'.'.join(path)}` lacks `{missing[0]}`"))
            return None

    def value(self, kind: Any, value: Any, path: tuple[str, ...]) -> Any:
        """`value` as the type `kind`; raises TypeError saying what it must be."""
        origin = typing.get_origin(kind)
        if dataclasses.is_dataclass(kind):
            return self.table(typing.cast("type[Any]", kind), _expect(dict, value, "a table"), path)
        if origin is Literal:
            choices = typing.get_args(kind)
            if value not in choices:
                raise TypeError(" or ".join(f'"{choice}"' for choice in choices))
            return value
        if origin is tuple:
            return tuple(_expect(str, item, "a list of strings") for item in _expect(list, value, "a list of strings"))
        if origin is not None:  # a mapping of strings to something
            inner = typing.get_args(kind)[1]
            items = _expect(dict, value, "a table").items()
            return {key: read for key, item in items if (read := self._entry(inner, item, (*path, key))) is not None}
        names = {str: "a string", bool: "true or false", int: "a whole number"}
        return _expect(kind, value, names[kind])

    def _entry(self, kind: Any, value: Any, path: tuple[str, ...]) -> Any:
        """`value` as the type `kind`, or `None` where it is none: then there is one more problem."""
        try:
            return self.value(kind, value, path)
        except TypeError as error:
            self.problems.append(self.problem(path, f"`{'.'.join(path)}` must be {error}"))
            return None

    def _unknown(self, key: str, known: tuple[str, ...], path: tuple[str, ...]) -> Problem:
        meant = closest(key, known)
        advice = f"did you mean `{meant}`?" if meant else f"known here: {', '.join(known)}"
        return self.problem(path, f"unknown key `{'.'.join(path)}`", advice)


def _expect(kind: type[Any], value: Any, name: str) -> Any:
    if type(value) is not kind:
        raise TypeError(name)
    return value


# --- meaning ----------------------------------------------------------------------------------------------------------

_ADDRESS = re.compile(r"""(?=.)(https?://[^\s/?#"'<>\\\[\]]+)?(/[^\s/?#"'<>\\\[\]]+)*/*""")

Fault = tuple[tuple[str, ...], str, str]


def _faults(config: Config) -> Iterator[Fault]:
    for check in (_title_faults, _base_url_faults, _timezone_faults, _number_faults, _language_faults, _theme_faults):
        yield from check(config)


def _title_faults(config: Config) -> Iterator[Fault]:
    if not config.title.strip():
        yield ("title",), "`title` is empty", "write what the archive is called, or take the line out"


def _base_url_faults(config: Config) -> Iterator[Fault]:
    if not _ADDRESS.fullmatch(config.base_url):
        advice = 'write an address such as "https://example.org/news/", or a path such as "/news/"'
        yield ("base_url",), f'`base_url` "{config.base_url}" is no web address', advice


def _timezone_faults(config: Config) -> Iterator[Fault]:
    try:
        zone(config)
    except (LookupError, ValueError, OSError):
        yield ("timezone",), f'unknown time zone "{config.timezone}"', 'write one such as "Europe/Warsaw"'


def _number_faults(config: Config) -> Iterator[Fault]:
    if not 1 <= config.build.per_page <= 1000:
        yield ("build", "per_page"), "`build.per_page` must be from 1 to 1000", ""


def _language_faults(config: Config) -> Iterator[Fault]:
    if not is_language_tag(config.language):
        yield ("language",), f'`language` "{config.language}" is no language tag', 'write one such as "en" or "pt-BR"'


def _theme_faults(config: Config) -> Iterator[Fault]:
    for token, value in config.theme.items():
        if not re.fullmatch(r"[a-z][a-z0-9-]*", token) or re.search(r"[;{}<>]|url\(|/\*", value):
            yield (
                ("theme", token),
                f"`theme.{token}` is no design token",
                "write a CSS value without `;`, braces or url()",
            )


# --- lines ------------------------------------------------------------------------------------------------------------


def _syntax_problem(error: Exception, text: str, file: str) -> Problem:
    found = re.search(r"\(at line (\d+), column \d+\)", str(error))
    message = re.sub(r" \(at .*\)$", "", str(error))
    return Problem(f"not TOML: {message}", Location(file, int(found[1]) if found else len(text.splitlines())))


def _line_of(lines: Mapping[tuple[str, ...], int], path: tuple[str, ...]) -> int | None:
    """The line (from 1) on which the key `path` is written, or else the nearest above it."""
    return next((line for depth in range(len(path), 0, -1) if (line := lines.get(path[:depth]))), None)


def _written_keys(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """The keys of a TOML text with their lines, found by the headings of tables and by names before equals signs."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        if heading := re.match(r"\s*\[+([^\[\]]+)\]+", line):
            table = _key_parts(heading[1])
            yield table, number
        elif key := re.match(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""", line):
            yield (*table, *_key_parts(key[1])), number


def _key_parts(written: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(r"""[\w-]+|"[^"]*"|'[^']*'""", written))
