"""The folder that browsers save beside a page, with its pictures, styles and scripts."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from urllib.parse import unquote

from sitegen.errors import Location, Problem, SourceError
from sitegen.saved_page import Resource

MAX_RESOURCE = 50_000_000  # bytes

PAGES = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".asp", ".aspx", ".php", ".jsp")

# Endings of such folders, as browsers and Windows write them in their languages.
ENDINGS = (
    *("_files", ".files", "_file", "-Dateien", "_fichiers", "_archivos", "_arquivos", "_ficheiros", "_bestanden"),
    *("-filer", "_filer", "-tiedostot", "_tiedostot", "_pliki", "_soubory", "_subory", "_elemei", "_dosyalar"),
    *("_datoteke", "-datoteke", "_fajlovi", "_failid", "_fails", "_bylos", "_fitxers", "_fitxategiak", "_arxius"),
    *(
        "_файлы",
        "-файлы",
        ".файлы",
        "_файли",
        "_файлове",
        "_αρχεία",
        "_ملفات",
        "_קבצים",
        "_ファイル",
        "_파일",
        "_文件",
        "_檔案",
    ),
)


def files_folder_of(name: str) -> str:
    """The page's name without ending that a folder called `name` belongs to, or an empty string if it is no such."""
    plain = unicodedata.normalize("NFC", name)
    for ending in ENDINGS:
        if plain.lower().endswith(ending.lower()) and len(plain) > len(ending):
            return plain[: -len(ending)]
    return ""


def resources_of(page: Path) -> Mapping[str, Resource]:
    """The files saved with `page`, by the reference as the page writes it; looked for when they are asked for."""
    return Folder(page.parent, stem_of(page.name) or page.name)


def stem_of(name: str) -> str:
    """The name of a page without its ending; of anything else, nothing."""
    name = unicodedata.normalize("NFC", name.removesuffix(".gz"))
    return next((name[: -len(ending)] for ending in PAGES if name.lower().endswith(ending)), "")


@dataclass(frozen=True, slots=True)
class Folder(Mapping[str, Resource]):
    """The resources of the page `stem` in the folder `place`.

    A reference into a folder of saved files beside the page is looked up there; where there is no such folder (page and
    folder were renamed), in the page's own by its name of today. Nothing outside of these is found: no `..`, no link
    that leads out.
    """

    place: Path
    stem: str

    def __getitem__(self, reference: str) -> Resource:
        """The file meant by `reference`, written as in the page (percent-encoded or not). Raises `KeyError`."""
        for path in (reference, unquote(reference), unquote(reference.partition("#")[0].partition("?")[0])):
            if found := self._find(path.replace("\\", "/").removeprefix("./")):
                return Resource(found.name, partial(read_resource, found))
        raise KeyError(reference)

    def __iter__(self) -> Iterator[str]:
        """References to the files in the page's own folder."""
        if own := self._own():
            for path in sorted(own.rglob("*")):
                if _inside(path, own):
                    yield path.relative_to(self.place).as_posix()

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _find(self, path: str) -> Path | None:
        name, *rest = path.split("/")
        if not rest or "\0" in path or ".." in rest or not files_folder_of(name):
            return None
        folder = _folders(self.place).get(unicodedata.normalize("NFC", name)) or self._own()
        return _descend(folder, rest) if folder else None

    def _own(self) -> Path | None:
        folders = _folders(self.place)
        names = (f"{self.stem}{ending}" for ending in ENDINGS if folders)
        return next((folders[name] for name in names if name in folders), None)


def _folders(place: Path) -> Mapping[str, Path]:
    """The folders in `place` by name; macOS writes accents apart from their letters, other systems do not."""
    try:
        return _listed(place, place.stat().st_mtime_ns)
    except OSError:
        return {}


@lru_cache(maxsize=4)
def _listed(place: Path, _changed: int) -> Mapping[str, Path]:
    """The folders in `place`, links left out; a page asks for them again and again."""
    with os.scandir(place) as entries:
        return {
            unicodedata.normalize("NFC", entry.name): place / entry.name
            for entry in entries
            if entry.is_dir(follow_symlinks=False)
        }


def _descend(folder: Path, parts: list[str]) -> Path | None:
    paths = (folder.joinpath(*form) for form in dict.fromkeys((tuple(parts), *zip(*map(_forms, parts), strict=True))))
    return next((path for path in paths if _inside(path, folder)), None)


def _forms(name: str) -> tuple[str, str]:
    return unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)


def _inside(file: Path, folder: Path) -> bool:
    """Whether `file` is a file that lies in `folder`, all links followed."""
    try:
        return file.is_file() and file.resolve(strict=True).is_relative_to(folder.resolve(strict=True))
    except (OSError, ValueError):
        return False


def read_resource(path: Path) -> bytes:
    """The bytes of the file at `path`. Raises `SourceError` when it is too big or cannot be read."""
    try:
        if path.stat().st_size > MAX_RESOURCE:
            message = f"the file is over {MAX_RESOURCE // 1_000_000} MB"
            raise SourceError(Problem(message, Location(str(path))))
        return path.read_bytes()
    except OSError as error:
        raise SourceError(Problem(f"the file cannot be read ({error.strerror})", Location(str(path)))) from error
