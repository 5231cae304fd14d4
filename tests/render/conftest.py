from __future__ import annotations

import functools
import http.server
import io
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from sitegen.render.renderer import Renderer
from sitegen.render.theme import Theme
from sitegen.render.theme_files import shipped_theme
from sitegen.site.views import Page

from . import samples

Html = Callable[..., LexborHTMLParser]


@pytest.fixture(scope="session")
def theme() -> Theme:
    return Theme([shipped_theme()])


@pytest.fixture(scope="session")
def renderer(theme: Theme) -> Renderer:
    return Renderer(theme, samples.site())


@pytest.fixture(scope="session")
def html(theme: Theme) -> Html:
    """Renders a page, for a site with the given changes, and parses it."""

    @functools.cache
    def renderer_of(changes: tuple[tuple[str, Any], ...]) -> Renderer:
        return Renderer(theme, samples.site(**dict(changes)))

    def rendered(page: Page, **changes: Any) -> LexborHTMLParser:
        return LexborHTMLParser(renderer_of(tuple(changes.items())).render(page, samples.bodies).decode())

    return rendered


@pytest.fixture
def own(tmp_path: Path) -> Callable[..., Theme]:
    """A theme with files of the site's own: `own({"404.html": "..."})`."""

    def made(files: dict[str, str]) -> Theme:
        for name, text in files.items():
            path = tmp_path / "templates" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Theme([tmp_path / "templates", shipped_theme()])

    return made


@pytest.fixture(scope="session")
def served(renderer: Renderer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address below which every kind of page is served, each as NAME.html."""
    root = tmp_path_factory.mktemp("site")
    picture = io.BytesIO()
    Image.linear_gradient("L").resize((1200, 700)).save(picture, "webp")
    files = {f"{name}.html": renderer.render(page, samples.bodies) for name, page in samples.every_kind().items()}
    files |= {asset.path: asset.content for asset in renderer.theme.assets().values()}
    files |= {samples.PICTURE: picture.getvalue(), "media/cd/other.webp": picture.getvalue()}
    for name, content in files.items():
        path = root / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(root)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/news/"
    server.shutdown()
    server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass
