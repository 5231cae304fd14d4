from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import ContentError, Location, Problem
from sitegen.preview.addresses import below, clean_base, output_path
from sitegen.preview.app import with_charset
from sitegen.preview.changes import BURST, FEW, LONGEST, Changes, Rest, due
from sitegen.preview.editor import editor_command
from sitegen.preview.git_lock import git_at_work
from sitegen.preview.news import News, message, version_seen
from sitegen.preview.noise import is_noise
from sitegen.preview.pages import Stamp, content_digest, marks_on, with_reload
from sitegen.preview.policy import admit_own, amended
from sitegen.preview.problems import excerpt, show
from sitegen.preview.refresher import summary, surveyed
from sitegen.preview.session import About, Refreshed
from sitegen.preview.trust import is_loopback, is_same_origin
from sitegen.preview.why import inert

STAMP = Stamp("run.1", 'a"b/index.html', "/")


@pytest.mark.parametrize(
    "path",
    [
        ".article.md.swp",
        "2024/.article.md.swx",
        "article.md~",
        "2024/.#article.md",
        "#article.md#",
        "4913",
        ".DS_Store",
        ".goutputstream-A1B2C3",
        "article.md___jb_tmp___",
        ".git",
        ".git/index.lock",
        "deep/_site/index.html",
        ".sitegen/cache.sqlite",
    ],
)
def test_noise(path: str) -> None:
    assert is_noise(path)


@pytest.mark.parametrize(
    "path", ["article.md", "2024/04/4913.md", "swp.md", "a.b.swap", ".gitignore", "my_site/a.md", "a~b.md"]
)
def test_no_noise(path: str) -> None:
    assert not is_noise(path)


MOMENTS = st.lists(st.floats(10, 12), min_size=1, max_size=2 * FEW)


@given(MOMENTS)
def test_a_batch_waits_for_the_last_path_to_rest_but_not_for_ever(rested: list[float]) -> None:
    assert min(max(rested), 10 + LONGEST) <= due(10, rested) <= min(max(rested) + BURST, 10 + LONGEST)


@given(MOMENTS, st.floats(10, 12))
def test_another_change_never_brings_a_batch_forward(rested: list[float], later: float) -> None:
    assert due(10, rested) <= due(10, [*rested, later])


def test_one_save_is_handed_over_at_once_and_a_burst_when_it_is_over() -> None:
    assert due(10, [10.008]) == 10.008
    assert due(10, [10.008] * (FEW + 1)) == 10.008 + BURST


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(Rest))))
def test_no_change_is_lost(events: list[tuple[str, Rest]]) -> None:
    changes = Changes()
    for name, rest in events:
        changes.add(Path(name), rest)
    assert changes.take() == {Path(name) for name, _ in events}
    assert changes.take() == frozenset()


def test_of_very_many_changes_some_may_have_been_dropped_so_that_all_is_looked_at() -> None:
    watched = (Path("content"), Path("templates"))
    few, many = (frozenset(Path(f"content/{number}") for number in range(count)) for count in (500, 5000))
    assert surveyed(few, watched) == few
    assert surveyed(many, watched) == frozenset(watched)


def test_where_git_keeps_its_lock(tmp_path: Path) -> None:
    assert not git_at_work(tmp_path / "archive")()
    (tmp_path / ".git").mkdir()
    (tmp_path / "archive").mkdir()
    at_work = git_at_work(tmp_path / "archive")
    assert not at_work()
    (tmp_path / ".git/index.lock").touch()
    assert at_work()
    (tmp_path / "archive/.git").write_text("gitdir: ../.git\n")
    assert git_at_work(tmp_path / "archive")()


@pytest.mark.parametrize(("given", "base"), [("", "/"), ("/", "/"), ("news", "/news/"), ("/a/b/", "/a/b/")])
def test_base_paths(given: str, base: str) -> None:
    assert clean_base(given) == base


@pytest.mark.parametrize(
    ("path", "inner"),
    [
        ("/news/", ""),
        ("/news/2024/a/", "2024/a/"),
        ("/news/..a/b..c", "..a/b..c"),
        ("/news", None),
        ("/other/", None),
        ("/news//", None),
        ("/news/a//", None),
        ("/news/a/..", None),
        ("/news/../", None),
        ("/news/a\0", None),
    ],
)
def test_below_the_base(path: str, inner: str | None) -> None:
    assert below(path, "/news/") == inner


def test_output_paths() -> None:
    assert [output_path(inner) for inner in ("", "a/", "a.html")] == ["index.html", "a/index.html", "a.html"]


def change(*paths: str) -> Refreshed:
    files = frozenset(path for path in paths if not path.endswith(".html"))
    return Refreshed(bool(paths), frozenset(paths).__contains__, files)


def test_news_add_up() -> None:
    news = News().refreshed(change("a.html")).refreshed(change("b.html")).refreshed(change("c.css"))
    assert news.version == 3
    assert news.since(3, "a.html") == []
    assert news.since(1, "a.html") == ["c.css"]
    assert news.since(1, "b.html") == ["b.html", "c.css"]
    assert news.since(4, "a.html") is None
    assert news.since(None, "a.html") is None
    assert news.refreshed(change()).version == 3


def test_news_forget_what_is_long_past() -> None:
    news = News()
    for number in range(100):
        news = news.refreshed(change(f"{number}.css"))
    assert len(news.changes) < 50
    assert news.since(98, "") == ["98.css", "99.css"]
    assert news.since(1, "") is None


def test_the_first_success_is_a_version_even_if_it_changed_nothing() -> None:
    assert News().broken(()).refreshed(change()).version == 1


def test_a_browser_is_told_of_its_own_page_and_of_assets() -> None:
    news = News().refreshed(change()).refreshed(change("a.html", "b.html", "x.css"))
    assert data(message(news, "run", seen=1, page="a.html"))["changed"] == ["a.html", "x.css"]
    many = News().refreshed(change()).refreshed(change(*(f"{number}.css" for number in range(10_000))))
    assert data(message(many, "run", seen=1, page="a.html"))["changed"] is None


def data(event: bytes) -> dict[str, object]:
    return dict(json.loads(event.decode().split("data: ")[1]))


@pytest.mark.parametrize(
    ("cursor", "seen"), [("run.7", 7), ("other.7", None), ("", None), ("run.x", None), ("run.", None)]
)
def test_cursors(cursor: str, seen: int | None) -> None:
    assert version_seen(cursor, "run") == seen


def test_the_script_comes_before_the_last_end_of_the_body() -> None:
    page = with_reload(b"<BODY><pre>&lt;/body></pre></BODY ></html>", STAMP)
    assert page.startswith(b"<BODY><pre>&lt;/body></pre><script ")
    assert page.endswith(b"</script></BODY ></html>")
    assert b'data-sitegen-page="a&quot;b/index.html"' in page
    assert with_reload(b"no body", STAMP).startswith(b"no body<script ")


def test_pages_that_differ_in_looks_alone_have_one_digest() -> None:
    one = b"<link rel=preload as=style href=/a.1.css><link rel=stylesheet href='/a.1.css' integrity=x><style>a</style>."
    two = b"<link rel=preload as=style href=/a.2.css><link rel=stylesheet href='/a.2.css' integrity=y><style>b</style>."
    assert content_digest(one, ()) == content_digest(two, ()) != content_digest(two + b".", ())
    assert content_digest(b"<link rel=canonical href=/a>", ()) != content_digest(b"<link rel=canonical href=/b>", ())


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("script-src 'self'", "script-src 'self'"),
        ("default-src 'none'", "default-src 'none'; script-src 'self'; connect-src 'self'"),
        (
            "default-src 'none'; script-src 'none'; connect-src https://a.example",
            "default-src 'none'; script-src 'self'; connect-src 'self' https://a.example",
        ),
        (
            "default-src 'self' https://a.example",
            "default-src 'self' https://a.example; script-src 'self' https://a.example; connect-src 'self' https://a.example",
        ),
        ("script-src-elem 'none'; IMG-SRC *;;", "script-src-elem 'self'; img-src *"),
    ],
)
def test_policies(policy: str, expected: str) -> None:
    assert amended(policy) == expected


def test_a_policy_in_a_page_is_amended_and_nothing_else() -> None:
    page = b"""<p><meta content="default-src &#39;none&#39;" http-equiv="Content-Security-Policy"><p content="x">"""
    assert admit_own(page) == (
        b"""<p><meta content="default-src &#x27;none&#x27;; script-src &#x27;self&#x27;; """
        b"""connect-src &#x27;self&#x27;" http-equiv="Content-Security-Policy"><p content="x">"""
    )
    assert admit_own(b"<meta charset=utf-8>") == b"<meta charset=utf-8>"


def test_problems_show_the_lines_around(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfone\r\ntwo\r\n" + b"x" * 1000 + b"\r\n\xff")
    [shown] = show(ContentError(Problem("wrong", Location("a.md", 2), "mend it")), tmp_path)
    assert [line.text for line in shown.lines] == ["one", "two", "x" * 200 + "…", "�"]
    assert str(shown).splitlines()[:3] == ["a.md:2: wrong", "       1 │ one", "  >    2 │ two"]


@pytest.mark.parametrize(
    "location", [None, Location("gone.md", 3), Location("a.md"), Location("a\0.md", 1), Location(".", 1)]
)
def test_problems_without_lines(tmp_path: Path, location: Location | None) -> None:
    (tmp_path / "a.md").write_text("one")
    [shown] = show(ContentError(Problem("wrong", location)), tmp_path)
    assert shown.lines == ()
    assert str(shown) == f"{location}: wrong" if location else "wrong"


def test_excerpts() -> None:
    lines = [f"{number}\n" for number in range(1, 11)]
    assert [line.number for line in excerpt(lines, 1)] == [1, 2, 3]
    assert [line.number for line in excerpt(lines, 5)] == [3, 4, 5, 6, 7]
    assert [line.number for line in excerpt(lines, 10)] == [8, 9, 10]
    assert excerpt(lines, 40) == ()


@pytest.mark.parametrize(
    ("changed", "seconds", "mended", "line"),
    [
        (["a.md"], 0.084, False, "a.md: up to date in 84 ms"),
        (["a.md", "b.css"], 1.25, False, "a.md and 1 other: up to date in 1.2 s"),
        ([str(number) for number in range(2000)], 0.001, True, "mended; 0 and 1,999 others: up to date in 1 ms"),
    ],
)
def test_summaries(changed: list[str], seconds: float, mended: bool, line: str) -> None:
    assert summary(changed, seconds, mended=mended) == line


def test_origins() -> None:
    assert is_same_origin({"host": "localhost:1", "origin": "http://localhost:1", "sec-fetch-site": "same-origin"})
    assert is_same_origin({"host": "localhost:1"})
    assert not is_same_origin({"host": "localhost:1", "origin": "null"})
    assert [is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "192.168.1.2", "studio")] == [
        True
    ] * 3 + [False] * 3


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [
        ("text/html", "text/html; charset=utf-8"),
        ("application/feed+json", "application/feed+json; charset=utf-8"),
        ("image/svg+xml", "image/svg+xml; charset=utf-8"),
        ("image/webp", "image/webp"),
    ],
)
def test_media_types(media_type: str, expected: str) -> None:
    assert with_charset(media_type) == expected


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({"VISUAL": "code --wait", "EDITOR": "vim"}, ("code", "--wait")),
        ({"EDITOR": "'/Applications/My Editor' -n"}, ("/Applications/My Editor", "-n")),
        ({"VISUAL": "nvim"}, None),
        ({"EDITOR": "/usr/bin/nano"}, None),
        ({"EDITOR": "emacsclient -t"}, None),
        ({"EDITOR": "emacsclient -c"}, ("emacsclient", "-c")),
        ({"EDITOR": "un'closed", "DISPLAY": ":0"}, ("xdg-open",)),
        ({"DISPLAY": ":0"}, ("xdg-open",)),
        ({}, None),
    ],
)
def test_the_editor_is_the_users(environment: dict[str, str], command: tuple[str, ...] | None) -> None:
    assert editor_command(environment, "linux") == command


def test_on_a_mac_the_desktop_knows() -> None:
    assert editor_command({}, "darwin") == ("open", "-t")


def test_marks_are_those_of_the_page_and_of_its_links() -> None:
    page = b"<a href=/news/a/>A</a><a class=x href='/news/b%20c/'>B</a><A HREF=\"/other/\">C</a><a>D</a>"
    drafts = ("a/index.html", "b c/index.html", "own/index.html", "d/index.html")
    found = marks_on(page, "own/index.html", "/news/", lambda path: About(path, "Draft" if path in drafts else ""))
    assert [path for path, _ in found] == ["a/index.html", "b c/index.html", "own/index.html"]


@given(st.binary())
def test_a_saved_page_reaches_out_by_no_element(page: bytes) -> None:
    assert not re.search(rb"(?i)<(link|meta|base)\b[^>]*>", inert(b"<li<link>nk " + page + b"<meta x><BASE/y>"))
