"""The theme: overrides file by file, digests that change when they should, errors that name file and line."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest

from sitegen.errors import TemplateError
from sitegen.render.renderer import Renderer, template_of
from sitegen.render.theme import Theme
from sitegen.render.theme_files import shipped_theme, unknown_tokens
from sitegen.site.views import NotFoundView, Page

from . import samples

Own = Callable[[dict[str, str]], Theme]
PAGES = samples.every_kind()
NOT_FOUND = Page("404.html", NotFoundView())


def rendered(theme: Theme, page: Page = NOT_FOUND) -> str:
    return Renderer(theme, samples.site()).render(page, samples.bodies).decode()


def fault(theme: Theme, page: Page = NOT_FOUND) -> str:
    with pytest.raises(TemplateError) as caught:
        rendered(theme, page)
    return str(caught.value)


# --- overriding -------------------------------------------------------------------------------------------------------


def test_one_file_is_replaced_and_the_rest_stays(own: Own) -> None:
    theme = own({"404.html": '{% extends "base.html" %}{% block main %}<h1>Gone fishing</h1>{% endblock %}'})
    assert "<h1>Gone fishing</h1>" in rendered(theme) and "Skip to the text" in rendered(theme)
    assert "Skip to the text" in rendered(theme, PAGES["article"])
    assert theme.problems() == ()


def test_a_part_is_replaced_in_every_page_that_has_it(own: Own) -> None:
    theme = own({"foot.html": "<p>{{ site.title }}, since 1998</p>", "row.html": "<li>{{ row.card.title }}</li>"})
    assert "The Borderlands Archive, since 1998" in rendered(theme)
    assert "<li>A railway town waits for its train</li>" in rendered(theme, PAGES["region"])


def test_assets_are_replaced_and_added(own: Own) -> None:
    theme = own(
        {
            "assets/icon.svg": "<svg/>",
            "assets/style.css": "@font-face{src:url(faces/book.woff2)}",
            "assets/faces/book.woff2": "x",
        }
    )
    assets = theme.assets()
    assert assets["icon.svg"].content == b"<svg/>"
    face = assets["faces/book.woff2"].path.removeprefix("assets/")
    assert f'url("{face}")'.encode() in assets["style.css"].content
    assert assets["style.css"].path in rendered(theme)


def test_design_tokens_come_last_and_change_the_name() -> None:
    plain, branded = Theme([shipped_theme()]), Theme([shipped_theme()], [("accent", "#123456"), ("measure", "30em")])
    assert branded.assets()["style.css"].content.endswith(b":root{--accent:#123456;--measure:30em;}\n")
    assert plain.assets()["style.css"].path != branded.assets()["style.css"].path
    assert plain.assets()["icon.svg"] == branded.assets()["icon.svg"]


def test_tokens_that_no_stylesheet_asks_for_are_warned_of(own: Own) -> None:
    theme = Theme([shipped_theme()], [("accnt", "red"), ("accent", "red"), ("xyzzy", "1")])
    assert [str(problem) for problem in theme.problems()] == [
        "no stylesheet of the theme uses the token `theme.accnt`; did you mean `accent`?",
        "no stylesheet of the theme uses the token `theme.xyzzy`; remove it, or use it in a stylesheet",
    ]
    styled = own({"assets/more.css": "p { color: var(--xyzzy) }", "head.html": '{{ "more.css" | asset }}'})
    assert list(unknown_tokens(styled.files, ["xyzzy"])) == []


def test_unknown_files_are_warned_of_with_the_nearest_name(own: Own) -> None:
    theme = own({"artcle.html": "x", "assets/style.cs": "x", "notes.txt": "x", ".hidden": "x", "old.html~": "x"})
    assert [str(problem) for problem in theme.problems()] == [
        "templates/artcle.html: the theme has no file of this name; did you mean article.html?",
        "templates/assets/style.cs: the theme has no file of this name; did you mean assets/style.css?",
        "templates/notes.txt: the theme has no file of this name; remove it, or include it in a template",
    ]


def test_a_part_of_the_sites_own_is_known_when_a_template_uses_it(own: Own) -> None:
    theme = own(
        {
            "foot.html": '{% include "mine.html" %}{{ "logo.svg" | asset }}',
            "mine.html": "m",
            "assets/logo.svg": "<svg/>",
        }
    )
    assert theme.problems() == ()
    assert theme.assets()["logo.svg"].path in rendered(theme)


def test_a_site_may_lack_templates_of_its_own_and_the_theme_may_be_its_own(tmp_path: Path) -> None:
    assert Theme([tmp_path / "none", shipped_theme()]).problems() == ()
    assert Theme([shipped_theme(), shipped_theme()]).problems() == ()


def test_workers_render_what_their_parent_read(own: Own, tmp_path: Path) -> None:
    renderer = Renderer(own({"404.html": "before"}), samples.site())
    (tmp_path / "templates" / "404.html").write_text("after")
    there = pickle.loads(pickle.dumps(renderer))
    assert there.render(NOT_FOUND, samples.bodies) == b"before"
    assert there.digest("404.html") == renderer.digest("404.html")


# --- errors -----------------------------------------------------------------------------------------------------------


def test_a_syntax_error_has_its_line(own: Own) -> None:
    assert fault(own({"404.html": "fine\n{% if %}\n"})).startswith("templates/404.html:2: ")


def test_an_undefined_variable_has_its_line(own: Own) -> None:
    assert fault(own({"404.html": "fine\n\n{{ view.nothing }}"})).startswith("templates/404.html:3: ")
    assert fault(own({"row.html": "\n{{ rwo.card }}"}), PAGES["region"]).startswith(
        "templates/row.html:2: 'rwo' is undefined"
    )


def test_an_unknown_filter_has_its_line(own: Own) -> None:
    assert fault(own({"404.html": "\n{{ site.title | shout }}"})).startswith(
        "templates/404.html:2: No filter named 'shout'"
    )


@pytest.mark.parametrize(
    "use",
    [
        '{% include "none.html" %}',
        '{% extends "none.html" %}',
        '{% import "none.html" as n %}',
        '{{ part("none.html") }}',
        '{{ "none.css" | asset }}',
    ],
)
def test_a_file_that_is_not_there_is_told_where_it_is_named(own: Own, use: str) -> None:
    theme = own({"404.html": f"\n{use}"})
    assert fault(theme).startswith("templates/404.html:2: there is no ")
    with pytest.raises(TemplateError):
        theme.digest("404.html")


@pytest.mark.parametrize(
    "use",
    [
        "{% include view.x %}",
        "{% extends site.title ~ '.html' %}",
        "{{ part(site.title) }}",
        "{{ site.title | asset }}",
    ],
)
def test_a_file_named_by_an_expression_is_refused(own: Own, use: str) -> None:
    theme = own({"404.html": f"\n\n{use}"})
    with pytest.raises(TemplateError, match=r"templates/404.html:3: a file of the theme is named by an expression"):
        theme.digest("404.html")


def test_what_may_be_absent_may_be_absent(own: Own) -> None:
    theme = own({"404.html": '{% include "none.html" ignore missing %}{% include ["none.html", "foot.html"] %}'})
    assert "kept as it was written" in rendered(theme)


def test_a_missing_template_and_a_fault_of_the_shipped_theme(tmp_path: Path) -> None:
    (tmp_path / "404.html").write_text("\n{{ nobody }}")
    theme = Theme([tmp_path / "own", tmp_path])
    assert fault(theme).startswith("theme:404.html:2: ")
    assert fault(theme, PAGES["article"]).startswith("theme:article.html: ")


# --- digests ----------------------------------------------------------------------------------------------------------


def digests(theme: Theme, **changes: str) -> dict[str, str]:
    renderer = Renderer(theme, samples.site(**changes))
    return {name: renderer.digest(template_of(page)) for name, page in [*PAGES.items(), ("feed", samples.feed("atom"))]}


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {name for name in before if before[name] != after[name]}


def test_a_template_changes_the_pages_that_use_it_and_no_others(own: Own) -> None:
    before = digests(Theme([shipped_theme()]))
    assert changed(before, digests(Theme([shipped_theme()]))) == set()
    source = (shipped_theme() / "source.html").read_text() + "x"
    assert changed(before, digests(own({"source.html": source}))) == {
        name for name in PAGES if name.startswith("article")
    }


def test_a_row_changes_lists_and_an_asset_every_page_but_no_feed(own: Own) -> None:
    before = digests(Theme([shipped_theme()]))
    row = (shipped_theme() / "row.html").read_text() + "x"
    assert changed(before, digests(own({"row.html": row}))) == {
        name for name in PAGES if name.startswith(("home", "region"))
    }
    assert changed(before, digests(own({"assets/icon.svg": "<svg/>"}))) == {*PAGES} | changed(before, digests(own({})))


def test_the_configuration_that_pages_show_changes_them_all() -> None:
    theme = Theme([shipped_theme()])
    assert changed(digests(theme), digests(theme, title="Another")) == {*PAGES, "feed"}


def test_no_shipped_template_is_left_unused(theme: Theme) -> None:
    templates = {name for name in theme.files if name.endswith(".html")}
    kinds = {"home.html", "list.html", "index.html", "article.html", "page.html", "redirect.html", "404.html"}
    assert templates <= frozenset[str]().union(*map(theme.closure, kinds))


def test_the_style_sheet_keeps_to_its_weight(theme: Theme) -> None:
    assert len(theme.assets()["style.css"].content) < 30_000
    assert b"http" not in theme.assets()["style.css"].content.replace(b'a[href^="http"]', b"")


# --- what was compiled before -----------------------------------------------------------------------------------------


def test_pages_made_in_turn_by_themes_that_differ_are_each_their_own(own: Own) -> None:
    """Templates compiled for one are used for the other only where they hold nothing of it."""
    for text in ("one", "two", "one"):
        own({"assets/style.css": f"/* {text} */", "foot.html": f"<p>{text}</p>"})
        theme = own({})
        assert theme.assets()["style.css"].path in rendered(theme)
        assert f"<p>{text}</p>" in rendered(theme)


def test_the_same_theme_for_different_sites_says_what_each_does(theme: Theme) -> None:
    said = {
        Renderer(theme, samples.site(base_path=base, base_url=f"https://a.example{base}")).render(
            NOT_FOUND, samples.bodies
        )
        for base in ("/", "/b/", "/c/")
    }
    assert len(said) == 3


def test_a_template_that_did_not_change_is_compiled_once(own: Own, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered(own({"foot.html": "<p>first</p>"}))
    compiled: list[str] = []
    compile_ = jinja2.Environment.compile
    monkeypatch.setattr(
        jinja2.Environment,
        "compile",
        lambda self, source, name, filename: compiled.append(name) or compile_(self, source, name, filename),  # type: ignore[func-returns-value]
    )
    assert "<p>second</p>" in rendered(own({"foot.html": "<p>second</p>"}))
    assert compiled == ["foot.html"]
