"""`sitegen` as other programs call it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import sitegen
from tests.site_on_disk import saved_page

extract: Any = sitegen.extract
tag_regions: Any = sitegen.tag_regions
build: Any = sitegen.build


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: extract(None), "`html` must be str or bytes, not NoneType"),
        (lambda: extract("<p>", url=3), "`url` must be str or None, not int"),
        (lambda: tag_regions(title="A", text=None), "`text` must be str, not NoneType"),
        (lambda: tag_regions(title="A", text="B", lang=b"en"), "`lang` must be str or None, not bytes"),
        (lambda: build(None), "`site_dir` must be str or Path, not NoneType"),
    ],
)
def test_what_is_no_text_is_told_at_the_door(call: Callable[[], object], words: str) -> None:
    with pytest.raises(TypeError, match=words):
        call()


def test_an_address_may_be_unknown() -> None:
    assert sitegen.extract(saved_page("A ferry returns"), url=None).title == "A ferry returns"


def test_a_page_without_a_file_is_refused_without_its_name() -> None:
    with pytest.raises(sitegen.ExtractionError, match=r"^no article found: "):
        sitegen.extract(b"")
