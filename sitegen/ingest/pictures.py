"""The pictures that a saved page carries, cleaned and named by their content; pictures elsewhere stay links."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sitegen.article import Article
from sitegen.body import pictures, with_pictures
from sitegen.errors import SitegenError
from sitegen.media.clean import Picture, clean_picture, media_path
from sitegen.media.data_uri import decode_data_uri
from sitegen.saved_page import SavedPage


@dataclass(frozen=True, slots=True)
class Collected:
    """An article whose pictures are ours or on the web; `media` are ours, by path below content/."""

    article: Article
    media: Mapping[str, bytes]
    warnings: tuple[str, ...]


def collect_pictures(article: Article, page: SavedPage, folder: str) -> Collected:
    """The article as it will lie in `folder` (relative to the site), with the pictures that `page` carries.

    In the body a picture's address becomes relative to `folder`, in the front matter relative to content/. One that is
    broken, or no picture at all, goes.
    """
    paths: dict[str, str] = {}
    media: dict[str, bytes] = {}
    warnings: list[str] = []
    for src in dict.fromkeys(_sources(article)):
        if src in page.resources or src.startswith("data:"):
            try:
                picture = _read(src, page)
                paths[src] = media_path(picture)
                media[paths[src]] = picture.data
            except SitegenError as error:
                paths[src] = ""
                warnings.append(f"picture {src[:60]}: {error.problems[0].message}")
            except OSError as error:
                paths[src] = ""
                warnings.append(f"picture {src[:60]}: {error.strerror}")
    relative = {src: posixpath.relpath(f"content/{path}", folder) if path else "" for src, path in paths.items()}
    metadata = replace(article.metadata, image=paths.get(article.metadata.image, article.metadata.image))
    return Collected(Article(metadata, with_pictures(article.body, relative)), media, tuple(warnings))


def _sources(article: Article) -> Iterator[str]:
    if article.metadata.image:
        yield article.metadata.image
    yield from (picture.src for picture in pictures(article.body))


def _read(src: str, page: SavedPage) -> Picture:
    return clean_picture(decode_data_uri(src) if src.startswith("data:") else page.resources[src].read())
