"""What jinja2 complains of, as a problem with the file and the line that the user can open."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import jinja2

from sitegen.errors import Location, Problem, SitegenError, TemplateError
from sitegen.render.theme_files import ThemeFile

_ADVICE: Mapping[type[Exception], str] = {
    jinja2.UndefinedError: "a template can use what its view in sitegen/site/views.py has",
    jinja2.TemplateNotFound: "add the file, or remove what names it",
}


@contextmanager
def told(files: Mapping[str, ThemeFile], template: str) -> Iterator[None]:
    """Whatever goes wrong in a template inside this block becomes a TemplateError; our own errors pass."""
    try:
        yield
    except SitegenError:
        raise
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(
            fault(files, error.name or template, error.lineno, error.message or "not a template")
        ) from error
    except Exception as error:
        name, line = _innermost(files, error) or (template, None)
        message = f"template {error} is missing" if isinstance(error, jinja2.TemplateNotFound) else str(error)
        advice = next((text for kind, text in _ADVICE.items() if isinstance(error, kind)), "")
        raise TemplateError(fault(files, name, line, message or type(error).__name__, advice)) from error


def fault(files: Mapping[str, ThemeFile], name: str, line: int | None, message: str, advice: str = "") -> Problem:
    """A problem in the template `name`."""
    place = files[name].place if name in files else f"theme:{name}"
    return Problem(message, Location(place, line), advice)


def _innermost(files: Mapping[str, ThemeFile], error: Exception) -> tuple[str, int | None] | None:
    """The template and line that the error comes from; jinja2 puts them into the traceback."""
    names = {str(file.path): name for name, file in files.items()}
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in names]
    return (names[frames[-1].filename], frames[-1].lineno) if frames else None
