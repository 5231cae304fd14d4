"""Whatever is amiss, the user reads one clear line with its place; nothing ends in a traceback."""

from __future__ import annotations

import errno
import gzip
import json
import os
import shutil
from pathlib import Path

import pytest

from tests.site_on_disk import SiteOnDisk, picture, saved_page

GOOD = saved_page("A good page")
GOOD_FILE = "2024/04/a-good-page.md"


# --- saved pages ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.html", b"", "the file is empty"),
        ("blank.html", b" \r\n\t\n", "the file is empty"),
        ("picture.html", picture(), "not a saved page"),
        ("noise.html", bytes(range(256)) * 40, ""),
        ("cut.html.gz", gzip.compress(GOOD.encode())[:-40], "its gzip is cut short"),
        ("bad.html.gz", b"\x1f\x8b\x08" + b"\0" * 40, "gzip is"),
        ("paper.pdf", b"%PDF-1.7\n" + b"x" * 200, "not supported yet"),
        (
            "page.mhtml",
            b"From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n",
            "MHTML",
        ),
        ("frame.html", b"<!doctype html><html><head><title>T</title></head><body></body></html>", ""),
    ],
)
def test_a_file_that_is_no_page_is_refused_and_the_rest_goes_on(
    site: SiteOnDisk, name: str, data: bytes, words: str
) -> None:
    site.saved("good.html", GOOD).write(f"content/saved/{name}", data)
    site.run("import", "content/saved").fails(f"content/saved/{name}: not imported: ", words)
    assert site.articles == [GOOD_FILE]
    again = site.run("import", "content/saved").works()
    assert name not in again.err
    assert site.run("build").works().err.count("\n") == 1


def test_a_build_warns_of_a_new_refusal_once(site: SiteOnDisk) -> None:
    site.saved("empty.html", "")
    assert "warning: content/saved/empty.html: not imported: the file is empty" in site.run("build").works().err
    assert "warning" not in site.run("build").works().err


def test_a_truncated_page_gives_what_is_left_of_it(site: SiteOnDisk) -> None:
    site.saved("cut.html", GOOD.encode()[:-300]).import_()
    assert "forty passengers" in site.read(f"content/articles/{GOOD_FILE}")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "windows-1251", "shift_jis"])
def test_other_encodings_are_read(site: SiteOnDisk, encoding: str) -> None:
    text = "Паром вернулся на озеро" if encoding != "shift_jis" else "フェリーが湖に戻る"
    page = saved_page(text, text=(f"{text}. " * 20,) * 3).replace("utf-8", encoding.removesuffix("-sig"))
    site.saved("page.html", page.replace("©", "").encode(encoding)).import_()
    (file,) = site.articles
    assert f"title: {text}" in site.read(f"content/articles/{file}")


def test_bytes_that_are_not_what_they_say_end_nothing(site: SiteOnDisk) -> None:
    site.saved("odd.html", GOOD.encode().replace(b"forty", b"f\xff\xfe\x80rty"))
    assert site.run("build").works().err
    assert len(site.articles) == 1


def test_a_path_that_is_not_there(site: SiteOnDisk) -> None:
    site.run("import", "no/such/page.html", "no*thing").fails(
        "no/such/page.html: nothing is here; check the path", "no*thing"
    )


def test_links_to_nowhere_and_round_in_circles(site: SiteOnDisk) -> None:
    site.saved("good.html", GOOD)
    (site.root / "content/saved/dangling.html").symlink_to("nowhere.html")
    (site.root / "content/saved/round").symlink_to(".")
    (site.root / "static").mkdir()
    (site.root / "static/round").symlink_to("..")
    (site.root / "static/dangling").symlink_to("nowhere")
    site.run("build").works()
    assert site.articles == [GOOD_FILE]
    site.run("import", "content/saved/dangling.html").fails("content/saved/dangling.html")


def test_a_pipe_among_the_pages_is_not_waited_for(site: SiteOnDisk) -> None:
    site.saved("good.html", GOOD)
    os.mkfifo(site.root / "content/saved/pipe.html")
    (site.root / "static").mkdir()
    os.mkfifo(site.root / "static/pipe")
    site.run("build").works()
    assert site.articles == [GOOD_FILE]


@pytest.mark.parametrize(
    "name",
    ["a\nb", " spaces ", "😀", "x" * 220, "-rf", "%41", "a\u2028b", "#1?", "..hidden..", "tab\t", "a\\b", "'\"<&>"],
)
def test_names_that_nobody_expects(site: SiteOnDisk, tmp_path: Path, name: str) -> None:
    away = SiteOnDisk(tmp_path / "away").write(f"{name}.html", GOOD)
    site.write(f"static/{name}.txt", b"static").article(f"undated/{name}", date="", title="Odd")
    site.run("import", "--", f"{away.root}/{name}.html").works()
    assert site.tree("content/saved").keys() == {f"{name}.html"}
    before = site.build().tree()
    assert before[f"{name}.txt"] == b"static"
    assert site.build().report.written == 0
    site.delete(f"static/{name}.txt").delete(".sitegen")
    assert f"{name}.txt" not in site.build().tree()


def test_names_that_are_not_utf_8(site: SiteOnDisk) -> None:
    odd = os.fsdecode(b"caf\xe9")
    site.write(f"content/saved/{odd}.html", GOOD).saved("good.html", saved_page("Another", text=("Words.",) * 40))
    assert "its name is not UTF-8; rename the file" in site.run("build").works().err
    assert len(site.articles) == 1
    ran = site.run("extract", f"content/saved/{odd}.html").works()
    assert ran.lines[0]["path"] == f"content/saved/{odd}.html"
    site.write(f"static/{odd}.txt", b"x")
    site.run("build").fails("the file's name is not UTF-8; rename the file")


# --- article files ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "where", "words"),
    [
        ("title: A\ndate: 17 April 2024", 3, '`date` "17 April 2024" is no date; write 2024-04-17'),
        ("title: A\ndate: 2024-02-30", 3, "is no date"),
        ("title: A\ndate: 2024-04-17T25:00", 3, "is no date"),
        ("title: A\ndate: [1]", 3, "`date`"),
        ("title: 2024", 2, "`title` must be text, not the number 2024; put it in quotes"),
        ("title: [a, b]", 2, "`title` must be text"),
        ("title: true", 2, "`title` must be text"),
        ("title:", 1, "no `title`"),
        ("date: 2024-01-01", 1, "no `title`"),
        ("title: A\ntitle: B", 3, "`title` is given twice"),
        ("title: A: B", 2, "front matter is not YAML"),
        ("title: A\ntags: [a, b", 3, "front matter is not YAML"),
        ("title: A\n\tdate: 2024-01-01", 3, "front matter is not YAML"),
        ("title: 'A", 2, "front matter is not YAML"),
        ("title: A\ntags: {a: b}", 3, "`tags` must be text"),
        ("title: A\ntags: [1, 2]", 3, "`tags` must be text, not the number 1; put it in quotes"),
        ("title: A\ndraft: maybe", 3, "`draft` must be true or false"),
        ("title: A\nsaved: yes.html", 3, "`saved` must hold"),
        ("title: A\nsaved:\n  sha256: 12", 3, "`saved`"),
        ("title: A\nsaved:\n  sha256: xyz", 3, "`saved` needs the 64 hexadecimal digits"),
        ("- title", 2, "front matter is no list of `key: value`"),
        ("just words", 2, "front matter is no list of `key: value`"),
        ("title: A\n1: one", 2, "front matter is no list of `key: value`"),
        ("? [a]\n: b", None, "front matter is not YAML"),
        ("title: A\n--- x", None, "front matter"),
        ("title: *a", 2, "front matter is not YAML"),
        ("title: A\nx: 99999999999999999999999999", 3, "front matter is not YAML"),
        ("title: A\nauthors: {name: Jane}", 3, "`authors` must be text, or a list of texts"),
        ("Title: A", 1, "no `title`; write `title` instead of `Title`"),
        ("<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> other", 2, "a conflict of a git merge stands here; keep"),
    ],
)
def test_front_matter_that_cannot_be_read(site: SiteOnDisk, front: str, where: int | None, words: str) -> None:
    file = "content/articles/2024/04/a.md"
    site.write(file, f"---\n{front}\n---\n\nBody\n")
    place = f"{file}:{where}: " if where else file
    site.run("build").fails(f"error: {place}", words)
    assert not (site.root / "_site").exists() or not site.tree("_site")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "a.md:1: no `title`; begin the file with front matter"),
        ("Just words.\n", "a.md:1: no `title`; begin the file with front matter"),
        ('+++\ntitle = "A"\n+++\n', "a.md:1: front matter in TOML is not understood; write it as YAML"),
    ],
)
def test_a_file_without_front_matter_is_told_how_to_begin(site: SiteOnDisk, text: str, words: str) -> None:
    site.write("content/articles/a.md", text).run("build").fails(words)


def test_spaces_behind_the_hyphens_are_no_fault(site: SiteOnDisk) -> None:
    site.write("content/articles/a.md", "--- \ntitle: Spaced\n---\t\nHi\n")
    assert "<title>Spaced" in site.build().read("a/")


def test_a_check_tells_what_is_understood_but_hardly_meant(site: SiteOnDisk) -> None:
    conflict = "<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> other\n"
    site.article("a", site="P", author="Jane Doe", lang="en_GB!", url="javascript:x", body=f"Words.\n\n{conflict}")
    site.article("b", site="P", body=f"```\n{conflict}```\n", mood="good")
    ran = site.run("check").fails()
    file = "content/articles/2024/04/a.md"
    assert ran.out.splitlines() == [
        f"error: {file}:12: a conflict of a git merge stands here; keep one of its two sides, and take out the lines "
        "that begin with <<<<<<<, ======= and >>>>>>>",
        f"warning: {file}: `author` is no key of ours; write `authors`, if you meant that",
        f"warning: {file}: `lang` 'en_GB!' is no language tag; write one such as en or pt-BR",
        f"warning: {file}: `url` 'javascript:x' is no web address; readers get no link to the original",
    ]


def test_all_faults_of_all_files_are_told_at_once(site: SiteOnDisk) -> None:
    site.article("a", title=1, draft="x").write("content/articles/b.md", b"---\ntitle: \xff\n---\n")
    site.write("content/articles/c.md", "---\ntitle: A\nno end").page("d")
    ran = site.run("build").fails("b.md:2: not UTF-8; save the file as UTF-8", "c.md:1: front matter has no end")
    assert len(ran.err.splitlines()) == 4


def test_an_alias_bomb_is_defused(site: SiteOnDisk) -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    site.write("content/articles/bomb.md", f"---\ntitle: Bomb\n{bomb}---\n")
    site.run("build").fails("content/articles/bomb.md", "front matter is not YAML")


def test_unusual_front_matter_is_kept(site: SiteOnDisk) -> None:
    huge = "".join(f"key{number}: {'x' * 50}\n" for number in range(3000))
    odd = "when: !!timestamp 2024-01-01\nnan: .nan\nnested: {1: 2, a: [b, {c: null}]}\nflag: !own tag\n"
    site.write("content/articles/odd.md", f"\ufeff---\r\ntitle: Odd\r\ndate: 0001-01-01\r\n{huge}{odd}---\r\nHi\r\n")
    site.write("content/articles/plain.md", "---\ntitle: Last\ndate: 9999-12-31\n...\nEnd\n")
    built = site.config("[publish]\nfuture = true").build()
    assert "Hi" in built.read("odd/")
    assert "End" in built.read("plain/")
    assert site.build().report.written == 0


def test_an_article_that_is_no_file_we_can_read(site: SiteOnDisk) -> None:
    (site.root / "content/articles/folder.md").mkdir(parents=True)
    (site.root / "content/articles/link.md").symlink_to("nowhere.md")
    site.article("good").run("build").works()


# --- configuration, theme, folders ------------------------------------------------------------------------------------


def test_a_folder_that_is_no_site(tmp_path: Path) -> None:
    empty = SiteOnDisk(tmp_path / "empty").delete("sitegen.toml")
    for command in (["build"], ["import", "x.html"], ["config"], ["check"]):
        empty.run(*command).fails("no sitegen.toml here or in a folder above; make a site with `sitegen new DIR`")
    empty.run("build", "--config", "other.toml").fails("other.toml: cannot be read (No such file or directory)")


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "--jobs", "0"],
        ["build", "--no-such-option"],
        ["build", "extra"],
        ["import"],
        ["no-such-command"],
        ["build", "--base-url", "not an address"],
        ["build", "--base-url", "http://[::1"],
        ["extract"],
        ["extract", "--format", "pdf", "x.html"],
        ["serve", "--port", "99999"],
    ],
)
def test_wrong_usage_exits_with_2(site: SiteOnDisk, arguments: list[str]) -> None:
    site.run(*arguments).fails(code=2)
    assert not (site.root / "_site").exists()


@pytest.mark.parametrize(("typed", "meant"), [("bild", "build"), ("imports", "import"), ("deplyo", "deploy")])
def test_a_command_that_was_probably_meant(site: SiteOnDisk, typed: str, meant: str) -> None:
    site.run(typed).fails(f"No such command '{typed}'; did you mean '{meant}'?", code=2)


@pytest.mark.parametrize(
    ("template", "text", "words"),
    [
        ("article.html", "{% if %}", "templates/article.html:1"),
        ("article.html", "\n\n{{ view.card.colour }}", "templates/article.html:3"),
        ("article.html", "{{ nothing }}", "templates/article.html:1"),
        ("article.html", "{% include 'gone.html' %}", "templates/article.html:1"),
        ("article.html", "{% extends view.card.title %}", "templates/article.html:1"),
        ("row.html", "\n{{ 1 / 0 }}", "templates/row.html:2"),
    ],
)
def test_a_template_that_is_broken_leaves_the_old_site(site: SiteOnDisk, template: str, text: str, words: str) -> None:
    before = site.article("a").build().tree()
    site.write(f"templates/{template}", text).run("build").fails(words)
    assert site.tree("_site") == before


def test_a_template_that_nobody_asks_for_is_a_warning(site: SiteOnDisk) -> None:
    site.write("templates/artikle.html", "x")
    assert (
        "templates/artikle.html: the theme has no file of this name; did you mean article.html?"
        in site.run("build").err
    )


def test_an_unknown_region_is_a_warning(site: SiteOnDisk) -> None:
    site.article("a", regions=["Narnia", "AM"])
    warnings = site.run("build", "--json").works().json["warnings"]
    assert warnings[0].startswith("content/articles/2024/04/a.md: unknown region `Narnia`")
    assert site.run("build", "--json").works().json["warnings"] == warnings


def test_an_output_folder_of_others_is_refused(site: SiteOnDisk, tmp_path: Path) -> None:
    other = SiteOnDisk(tmp_path / "other").write("thesis.doc", b"years of work")
    before = other.tree(".")
    site.article("a").run("build", "--output", str(other.root)).fails("holds files that are not ours, such as")
    for inside in (".", "content", "content/articles/out", "static/out", "templates", "content/../static/x"):
        site.run("build", "--output", inside).fails()
    assert other.tree(".") == before
    assert site.tree().keys() == {"articles/2024/04/a.md"}


def test_control_characters_do_not_reach_the_terminal(site: SiteOnDisk) -> None:
    site.write("content/articles/a.md", '---\ntitle: A\ndate: "\\e[31m\\nred"\n---\n')
    ran = site.run("build").fails("is no date")
    assert "\x1b" not in ran.err
    assert len(ran.err.splitlines()) == 1


# --- a full disk ------------------------------------------------------------------------------------------------------


def test_a_disk_that_is_full_while_building_leaves_the_old_site(
    site: SiteOnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = site.article("a").build().tree()
    site.article("b").article("c")
    room = iter(range(7))
    write = os.write

    def write_some(handle: int, data: bytes) -> int:
        if next(room, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(handle, data)

    with monkeypatch.context() as full:
        full.setattr(os, "write", write_some)
        ran = site.run("build").fails("_site cannot be written (No space left on device)")
        assert len(ran.err.splitlines()) == 1
    assert site.tree("_site") == before
    assert site.build().tree() == site.fresh()


@pytest.mark.parametrize("writes", range(1, 12, 2))
def test_a_disk_that_is_full_while_importing(site: SiteOnDisk, monkeypatch: pytest.MonkeyPatch, writes: int) -> None:
    for number in range(3):
        site.saved(f"{number}.html", saved_page(f"Story {number}", text=(f"Words of {number}, " * 30,)))
    expected = site.copy(site.root.with_name("whole")).import_().tree()
    room = iter(range(writes))
    replace = Path.replace

    def full(path: Path, target: Path) -> Path:
        if next(room, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))  # a write to an open file tells no name
        return replace(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        ran = site.run("import", "--jobs", "1", "content/saved")
        if ran.code:
            ran.fails("error: cannot write (No space left on device); what was imported so far is whole")
            assert len(ran.err.splitlines()) == 1
    assert site.import_().tree() == expected


def test_a_disk_that_is_full_while_copying_is_told_by_the_folder_that_is_on_it(
    site: SiteOnDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = SiteOnDisk(tmp_path / "away").write("page.html", GOOD)

    def full(source: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(source), None, str(target))

    monkeypatch.setattr(shutil, "copyfile", full)
    folder = site.root / "content/saved"
    site.run("import", str(away.root)).fails(f"error: {folder}: cannot write (No space left on device)")


# --- other commands ---------------------------------------------------------------------------------------------------


def test_regions_names_the_line_that_it_cannot_read(site: SiteOnDisk) -> None:
    good = json.dumps({"id": 1, "title": "Ferry returns to Armenia", "text": "Yerevan, Armenia."})
    lines = [b"{", b"[]", b"7", b'{"title": 3}', b"\xff", b"[" * 5000, good.encode()]
    site.write("lines.jsonl", b"\n".join(lines))
    ran = site.run("regions", "lines.jsonl").fails(*(f"lines.jsonl:{number}: expected" for number in range(1, 7)))
    assert ran.lines[0]["primary"] == "AM"
    site.run("regions", "none.jsonl").fails("none.jsonl: No such file or directory")


def test_extract_goes_on_after_a_page_that_fails(site: SiteOnDisk) -> None:
    site.write("a.html", b"").write("b.html", GOOD)
    ran = site.run("extract", "a.html", "b.html", "c.html").fails("c.html: nothing is here")
    assert [line.get("error", line.get("title")) for line in ran.lines] == ["the file is empty", "A good page"]
    assert set(ran.lines[0]) == {"id", "path", "error"}
    site.run("extract", "--urls", "a.html", "b.html").fails("a.html: no JSON object of file stems and addresses")


def test_regions_names_standard_input(site: SiteOnDisk) -> None:
    ran = site.command("regions", input=b"no json")
    ran.fails('error: standard input:1: expected {"id"')


def test_what_a_command_counts_is_said_as_people_say_it(site: SiteOnDisk) -> None:
    assert " kB in all, the largest " in site.article("a").run("build").works().err
    assert " pages: 1 file written (" in site.write("static/note.txt", "Hi").run("build").works().err
    site.write("content/articles/a.md", "---\ntitle: 1\n---\n")
    assert "1 error, 1 warning\n" in site.run("check").fails().err
