"""sitegen turns saved news pages into a clean static archive that its owner keeps as Markdown.

article = sitegen.extract(html, url="https://…")
regions = sitegen.tag_regions(title=…, text=…)
report = sitegen.build("my-archive")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = ["ExtractionError", "SitegenError", "__version__", "build", "extract", "tag_regions"]

if TYPE_CHECKING:
    from sitegen.errors import ExtractionError, SitegenError
    from sitegen.workflows.public import build, extract, tag_regions


def __getattr__(name: str) -> Any:
    """Loads the public functions when they are asked for: importing sitegen costs next to nothing."""
    if name in {"ExtractionError", "SitegenError"}:
        from sitegen import errors  # noqa: PLC0415

        return getattr(errors, name)
    if name in __all__:
        from sitegen.workflows import public  # noqa: PLC0415

        return getattr(public, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
