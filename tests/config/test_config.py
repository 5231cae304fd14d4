"""sitegen.toml: defaults, every fault at once with its line, and what `sitegen config` says."""

from __future__ import annotations

import time

import pytest

from sitegen.config import Config, parse_config
from sitegen.errors import ConfigError
from tests.site_on_disk import SiteOnDisk


def faults(text: str) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        parse_config(text)
    return [str(problem) for problem in raised.value.problems]


def test_every_key_is_optional() -> None:
    assert parse_config("") == Config()


@pytest.mark.parametrize(
    ("written", "base_url", "base_path"),
    [
        ("/", "/", "/"),
        ("/news", "/news/", "/news/"),
        ("https://example.org", "https://example.org/", "/"),
        ("https://example.org/a/b/", "https://example.org/a/b/", "/a/b/"),
        ("https://bücher.example/ü", "https://bücher.example/ü/", "/ü/"),
    ],
)
def test_base_urls(written: str, base_url: str, base_path: str) -> None:
    config = parse_config(f'base_url = "{written}"')
    assert (config.base_url, config.base_path) == (base_url, base_path)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "news",
        "//host/",
        "ftp://x/",
        "https://",
        "http://[::1",
        "https://x/?q=1",
        "/a#b",
        "/a b",
        "/<b>",
        "/'x'",
        "/a//b",
    ],
)
def test_what_is_no_base_url(written: str) -> None:
    assert faults(f'title = "T"\nbase_url = "{written}"')[0].startswith("sitegen.toml:2: `base_url`")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('titel = "T"', "sitegen.toml:1: unknown key `titel`; did you mean `title`?"),
        ('[publish]\nrobot = "index"', "sitegen.toml:2: unknown key `publish.robot`; did you mean `robots`?"),
        ("[import]\nimport_ = 1", "sitegen.toml:2: unknown key `import.import_`; known here: copy, ignore"),
        ("title = 5", "sitegen.toml:1: `title` must be a string"),
        ("\n\ntitle = 2024-01-01", "sitegen.toml:3: `title` must be a string"),
        ('[publish]\nfuture = "yes"', "sitegen.toml:2: `publish.future` must be true or false"),
        ('[publish]\nrobots = "no"', 'sitegen.toml:2: `publish.robots` must be "noindex" or "index"'),
        ("[build]\nper_page = 0", "sitegen.toml:2: `build.per_page` must be from 1 to 1000"),
        ("[build]\nper_page = true", "sitegen.toml:2: `build.per_page` must be a whole number"),
        ("build = 3", "sitegen.toml:1: `build` must be a table"),
        ("[import]\nignore = [1]", "sitegen.toml:2: `import.ignore` must be a list of strings"),
        ("[import]\nignore = 'x'", "sitegen.toml:2: `import.ignore` must be a list of strings"),
        ("[regions.own.x]\nmembers = []", "sitegen.toml:1: `regions.own.x` lacks `name`"),
        ("timezone = 'Mars/Base'", 'sitegen.toml:1: unknown time zone "Mars/Base"; write one such as "Europe/Warsaw"'),
        ("timezone = ''", 'sitegen.toml:1: unknown time zone ""; write one such as "Europe/Warsaw"'),
        ("timezone = '../x'", 'sitegen.toml:1: unknown time zone "../x"; write one such as "Europe/Warsaw"'),
        ("title = ' '", "sitegen.toml:1: `title` is empty; write what the archive is called"),
        ("[theme]\naccent = 3", "sitegen.toml:2: `theme.accent` must be a string"),
        ("[regions.names]\nTR = 'Turkey'\nAM = 7", "sitegen.toml:3: `regions.names.AM` must be a string"),
        ("[regions.own.'a.b']\nmembers = ['AM']", "sitegen.toml:1: `regions.own.a.b` lacks `name`"),
        ("x = 1\n[regions.own.'a.b']\nname = 'A'\nmember = ['AM']", "sitegen.toml:4: unknown key"),
        ("language = 'xx-YY'", 'sitegen.toml:1: `language` "xx-YY" is no language tag; write one such as "en"'),
        ("language = 'klingonese'", 'sitegen.toml:1: `language` "klingonese" is no language tag; write one such as'),
        ("theme.accent = 'red; }'", "sitegen.toml:1: `theme.accent` is no design token"),
        ("title = ", "sitegen.toml:1: not TOML: "),
        ("[a\n", "sitegen.toml:1: not TOML: "),
        ('title = "a"\ntitle = "b"', "sitegen.toml:2: not TOML: "),
        (f"x = {'[' * 5000}", "sitegen.toml: not TOML: nested too deeply"),
    ],
)
def test_faults_have_their_line_and_say_what_to_do(text: str, expected: str) -> None:
    assert [fault for fault in faults(text) if fault.startswith(expected)], faults(text)


def test_all_faults_are_told_at_once_in_the_order_of_lines() -> None:
    found = faults('colour = 1\ntimezone = "x"\n[build]\nper_page = "3"\n[publish]\nfeed = 1\n')
    assert [fault.split(":")[1] for fault in found] == ["1", "2", "4", "6"]


def test_a_long_configuration_is_read_in_no_time() -> None:
    lines = 5000
    started = time.process_time()
    assert len(faults("".join(f"key{number} = {number}\n" for number in range(lines)))) == lines
    good = "[regions.names]\n" + "".join(f'X{number} = "Name {number}"\n' for number in range(lines))
    assert len(parse_config(good).regions.names) == lines
    assert time.process_time() - started < 10


def test_editors_of_windows_are_welcome(site: SiteOnDisk) -> None:
    site.write("sitegen.toml", '\ufefftitle = "Mine"\r\n\r\n[build]\r\nper_page = 5\r\n')
    shown = site.run("config", "--json").works().json
    assert shown["title"] == {"value": "Mine", "from": "sitegen.toml:1"}
    assert shown["build.per_page"] == {"value": 5, "from": "sitegen.toml:4"}
    assert shown["description"] == {"value": "", "from": "default"}


def test_a_configuration_that_is_no_text(site: SiteOnDisk) -> None:
    site.write("sitegen.toml", b"title = '\xff'").run("build").fails("sitegen.toml: not UTF-8; save the file as UTF-8")


def test_config_finds_the_site_from_a_folder_inside(site: SiteOnDisk) -> None:
    site.config('title = "Mine"').write("content/pages/deep/x.md", "")
    inside = SiteOnDisk.__new__(SiteOnDisk)
    inside.root, inside.now = site.root / "content/pages/deep", site.now
    assert 'title = "Mine"' in inside.run("config").works().out


def test_another_configuration_may_be_named(site: SiteOnDisk) -> None:
    site.article("a").write("other.toml", 'title = "The other"')
    site.run("build", "--config", "other.toml").works()
    assert "The other" in site.read("_site/index.html")
