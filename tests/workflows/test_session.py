"""A site held open shows what a build would make, whatever happened since, and says what may have changed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from sitegen.errors import ConfigError, ContentError, TemplateError
from sitegen.render.theme_files import shipped_theme
from sitegen.workflows.session import Session, Stale
from sitegen.workflows.site_folder import open_site
from tests.building.test_incremental import Change, changes
from tests.site_on_disk import SiteOnDisk, tree


class Held:
    """A site with a session, whose files may be changed by hand."""

    def __init__(self, site: SiteOnDisk) -> None:
        self.site = site
        self.session = Session(open_site(site.root / "sitegen.toml"), lambda _: site.now, jobs=1)
        self.session.apply()
        self._before = self._files()

    def follow(self) -> Stale:
        """Tells the session of every file that changed, as the preview would."""
        now = self._files()
        changed = {path for path in now.keys() | self._before.keys() if now.get(path) != self._before.get(path)}
        self._before = now
        try:
            return self.session.apply([self.session.site.root / path for path in changed]).stale
        except ConfigError:  # the base path is another: the owner stops the preview and starts it again
            self.session.close()
            self.session = Session(open_site(self.site.root / "sitegen.toml"), lambda _: self.site.now, jobs=1)
            return self.session.apply().stale

    def _files(self) -> dict[str, bytes]:
        kept = ("content/", "templates/", "static/", "sitegen.toml")
        return {path: data for path, data in tree(self.site.root).items() if path.startswith(kept)}

    def pages(self, paths: Iterator[str] | list[str]) -> dict[str, bytes | None]:
        return {path: self.session.render(path) for path in paths}


@pytest.fixture
def held(site: SiteOnDisk) -> Iterator[Held]:
    found = Held(site.article("rain", tags=["water"], regions=["AM"], body="Wet.\n").page("about"))
    yield found
    found.session.close()


def fresh(site: SiteOnDisk) -> dict[str, bytes | None]:
    """What a new build for the owner makes, without what it notes for itself."""
    return {
        path: data for path, data in site.fresh(drafts=True).items() if path not in (".sitegen-manifest", ".nojekyll")
    }


@pytest.mark.slow
@settings(
    max_examples=6, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), derandomize=True
)
@given(changes)
def test_every_page_is_what_a_build_makes_of_it(steps: list[list[Change]]) -> None:
    folder = Path(tempfile.mkdtemp(prefix="sitegen-test-"))
    held = Held(SiteOnDisk(folder / "site").article("2024/04/rain").page("about"))
    shown = held.pages(list(fresh(held.site)))
    try:
        for step in steps:
            for act in step:
                act(held.site)
            stale = held.follow()
            expected = fresh(held.site)
            assert held.pages(list(expected)) == expected
            same = {path for path in shown if path in expected and not held.session.is_stale(path, stale)}
            assert {path: shown[path] for path in same} == {path: expected[path] for path in same}
            assert all(held.session.render(path) is None for path in shown.keys() - expected.keys())
            shown = expected
    finally:
        held.session.close()
        shutil.rmtree(folder)


def test_an_edited_body_makes_its_page_stale_and_no_list(held: Held) -> None:
    held.site.edit("content/articles/2024/04/rain.md", "Wet.", "Dry.")
    stale = held.follow()
    assert held.session.is_stale("2024/04/rain/index.html", stale)
    assert not held.session.is_stale("tags/water/index.html", stale)
    assert b"Dry." in (held.session.render("2024/04/rain/index.html") or b"")


def test_a_template_makes_its_pages_stale_and_no_others(held: Held) -> None:
    held.site.write(
        "templates/404.html", (shipped_theme() / "404.html").read_text().replace("</h1>", "<!-- mine --></h1>")
    )
    stale = held.follow()
    assert held.session.is_stale("404.html", stale)
    assert not held.session.is_stale("index.html", stale)
    assert b"<!-- mine -->" in (held.session.render("404.html") or b"")


def test_after_a_fault_the_site_is_shown_as_it_was_until_it_is_mended(held: Held) -> None:
    held.site.write("templates/404.html", "{{ view.nothing }} {% if %}")
    with pytest.raises(TemplateError):
        held.follow()
    held.site.edit("content/articles/2024/04/rain.md", 'title: "rain"', "title: [")
    with pytest.raises(ContentError):
        held.follow()
    assert b"Wet." in (held.session.render("2024/04/rain/index.html") or b"")
    held.site.edit("content/articles/2024/04/rain.md", "title: [", 'title: "Drizzle"')
    with pytest.raises(TemplateError):
        held.follow()
    held.site.delete("templates/404.html")
    assert held.follow() == Stale(None)
    assert b"Drizzle" in (held.session.render("index.html") or b"")


def test_a_damaged_cache_costs_nothing_but_time(site: SiteOnDisk) -> None:
    Held(site.article("rain")).session.close()
    (site.root / ".sitegen/preview.sqlite").write_bytes(b"This is no database.\n" * 100)
    again = Held(site)
    assert again.pages(["index.html"]) == {"index.html": fresh(site)["index.html"]}
    again.session.close()


def test_nothing_is_at_other_addresses(held: Held) -> None:
    for path in ("nowhere/index.html", "page/2/index.html", "tags/water/feed.xml", "content/x", "", "tags/water"):
        assert held.session.render(path) is None


def test_what_a_build_has_rendered_is_not_rendered_again_nor_the_other_way_round(
    site: SiteOnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("rendered again")

    site.article("one").article("two").build()
    with monkeypatch.context() as patched:
        patched.setattr("sitegen.markdown.render.render", refuse)
        Held(site).session.close()
        (site.root / ".sitegen/build.sqlite").unlink()
        site.build()
