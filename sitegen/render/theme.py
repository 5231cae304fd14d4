"""The theme: the site's own templates before the shipped ones, what each is made of, and its assets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2

from sitegen.errors import Problem, TemplateError
from sitegen.render.assets import Asset, gather
from sitegen.render.faults import fault, told
from sitegen.render.memory import Memory
from sitegen.render.references import Reference, references
from sitegen.render.theme_files import ASSETS, ThemeFile, read_theme, unknown_files, unknown_tokens
from sitegen.render.versions import code_version

Token = tuple[str, str]

_REFERENCES: Memory[bytes, tuple[Reference, ...]] = Memory(256)
"""What templates were found to name, by their content: most stay as they are from one theme to the next."""


class Theme:
    """Templates and assets of the given folders, the first that has a file first; the last is the whole theme."""

    def __init__(self, folders: Sequence[Path], tokens: Sequence[Token] = ()) -> None:
        self._take(tuple(folders), tuple(tokens), read_theme(folders))

    def _take(self, folders: tuple[Path, ...], tokens: tuple[Token, ...], files: Mapping[str, ThemeFile]) -> None:
        self.folders, self.tokens, self.files = folders, tokens, files
        self._parser = self.environment()
        self._uses: dict[str, frozenset[str]] = {}
        self._digests: dict[str, str] = {}

    def __getstate__(self) -> tuple[Any, ...]:
        return self.folders, self.tokens, self.files

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self._take(*state)  # a worker has the files that its parent read, whatever lies on the disk by now

    def environment(self) -> jinja2.Environment:
        """A jinja2 environment that finds the theme's templates; whoever renders adds filters."""
        return jinja2.Environment(
            loader=jinja2.FunctionLoader(self._load),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )

    def assets(self) -> Mapping[str, Asset]:
        """Every asset by its name in templates, such as "style.css"."""
        return self._assets

    def digest(self, template: str) -> str:
        """A digest of everything that the pages of `template` are made of besides their views.

        Raises TemplateError where it, or a template that it uses, is missing, broken, or named by an expression.
        """
        if template not in self._digests:
            if template not in self.files:
                raise TemplateError(fault(self.files, template, None, "the template is missing", "add the file"))
            parts = [code_version()]
            for name in sorted(self.closure(template)):
                if name.startswith(ASSETS):
                    content = self._asset(name).path.encode()
                else:
                    content = self.files[name].content if name in self.files else b"absent"
                parts.append(f"{name} {hashlib.sha256(content).hexdigest()}")
            self._digests[template] = hashlib.sha256("\n".join(parts).encode()).hexdigest()
        return self._digests[template]

    def problems(self) -> tuple[Problem, ...]:
        """Warnings: files in the site's templates/ that nothing will ever read, tokens that no stylesheet asks for."""
        templates = [name for name, _ in self.files.items() if name.endswith(".html")]
        shipped = read_theme(self.folders[-1:])
        used = frozenset[str]().union(*(self.closure(name) for name in templates if name in shipped))
        return (*unknown_files(self.folders, used), *unknown_tokens(self.files, (name for name, _ in self.tokens)))

    def closure(self, template: str) -> frozenset[str]:
        """The names of `template` and of all files that it uses, directly or not."""
        found: set[str] = set()
        wanted = [template]
        while wanted:
            name = wanted.pop()
            if name not in found:
                found.add(name)
                wanted += sorted(self._used_by(name))
        return frozenset(found)

    @cached_property
    def _assets(self) -> Mapping[str, Asset]:
        return gather(self.files, self.tokens)

    def _asset(self, name: str) -> Asset:
        return self._assets[name.removeprefix(ASSETS)]

    def _load(self, name: str) -> tuple[str, str, None] | None:
        file = self.files.get(name)
        return (file.content.decode(), str(file.path), None) if file else None

    def assets_in(self, template: str) -> tuple[str, ...]:
        """The paths of the assets that `template` names itself."""
        if template in self.files and b"asset" not in self.files[template].content:
            return ()  # as of most, without looking closer
        named = sorted(name for name in self._used_by(template) if name.startswith(ASSETS))
        return tuple(self._asset(name).path for name in named)

    def _used_by(self, name: str) -> frozenset[str]:
        """What the template `name` names itself; an asset, or a file that may be absent, names none."""
        if name not in self._uses:
            template = name in self.files and not name.startswith(ASSETS)
            self._uses[name] = frozenset(self._find_uses(name)) if template else frozenset()
        return self._uses[name]

    def _find_uses(self, name: str) -> Iterator[str]:
        for reference in self._references(name):
            if not reference.names:
                message = "a file of the theme is named by an expression here"
                raise TemplateError(fault(self.files, name, reference.line, message, "write its name between quotes"))
            for used in reference.names:
                if used not in self.files and not reference.optional:
                    message, advice = f"there is no {used} in the theme", "add the file, or remove what names it"
                    raise TemplateError(fault(self.files, name, reference.line, message, advice))
                yield used

    def _references(self, name: str) -> tuple[Reference, ...]:
        content = self.files[name].content
        known = _REFERENCES.get(content)
        if known is None:
            with told(self.files, name):
                known = references(self._parser.parse(content.decode(), name))
            _REFERENCES.put(content, known)
        return known
