"""The folder that browsers save beside a page, with its pictures, styles and scripts."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
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
    """The files saved with `page`, by the reference as the page writes it."""
    stem = unicodedata.normalize("NFC", page.name.removesuffix(".gz"))
    stem = stem[: -len(Path(stem).suffix)] if Path(stem).suffix.lower() in PAGES else stem
    try:
        entries = sorted(os.scandir(page.parent), key=lambda entry: entry.name)
    except OSError:
        entries = []
    folders = {
        unicodedata.normalize("NFC", entry.name): Path(entry.path)
        for entry in entries
        if entry.is_dir(follow_symlinks=False) and files_folder_of(entry.name)
    }
    own = next((folder for name, folder in folders.items() if files_folder_of(name) == stem), None)
    return Folder(own, folders) if folders else {}


@dataclass(frozen=True, slots=True)
class Folder(Mapping[str, Resource]):
    """Resources found when they are asked for.

    `folders` are those beside the page that may be meant, by name. A reference into one of them is looked up there; one
    into a folder that is gone is looked up in the page's `own`, for when both were renamed. Nothing outside is found:
    no `..`, no link that leads out.
    """

    own: Path | None
    folders: Mapping[str, Path]

    def __getitem__(self, reference: str) -> Resource:
        """The file meant by `reference`, written as in the page (percent-encoded or not). Raises `KeyError`."""
        for path in (reference, unquote(reference), unquote(reference.partition("#")[0].partition("?")[0])):
            if found := self._find(path):
                return Resource(found.name, partial(read_resource, found))
        raise KeyError(reference)

    def __iter__(self) -> Iterator[str]:
        if self.own:
            for path in sorted(self.own.rglob("*")):
                if path.is_file() and _inside(path, self.own):
                    yield path.relative_to(self.own.parent).as_posix()

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _find(self, path: str) -> Path | None:
        folder_name, *rest = unicodedata.normalize("NFC", path.replace("\\", "/").removeprefix("./")).split("/")
        if not rest or "\0" in path or ".." in rest or not files_folder_of(folder_name):
            return None
        for folder in filter(None, (self.folders.get(folder_name), self.own)):
            for form in ("NFC", "NFD"):
                file = folder.joinpath(*(unicodedata.normalize(form, part) for part in rest))  # type: ignore[arg-type]
                if _inside(file, folder):
                    return file
        return None


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
