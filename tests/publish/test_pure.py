"""The decisions, without git."""

from __future__ import annotations

import pytest

from sitegen.publish import pages_url, plan_publish
from sitegen.publish.addresses import fetchable_url, without_password
from sitegen.publish.complaints import failure, push_problem, remote_problem
from sitegen.publish.folder import FolderFile, size_warnings
from sitegen.publish.rules import is_ours, signed
from sitegen.publish.settings import Setting, carried_over, home_of, never_asking, parse_settings


def test_plan() -> None:
    folder = {"new": "100644 1", "same": "100644 2", "other": "100644 3"}
    plan = plan_publish(folder, {"same": "100644 2", "other": "100755 3", "old": "100644 4"})
    assert (plan.added, plan.changed, plan.removed) == (("new",), ("other",), ("old",))
    assert plan and str(plan) == "1 added, 1 changed, 1 removed"
    assert not plan_publish({"a": "100644 1"}, {"a": "100644 1"})


@pytest.mark.parametrize(
    ("remote", "expected"),
    [
        ("https://github.com/Ada/Archive.git", "https://ada.github.io/Archive/"),
        ("https://github.com/ada/archive/", "https://ada.github.io/archive/"),
        ("https://token:x@github.com/ada/archive", "https://ada.github.io/archive/"),
        ("git@github.com:ada/my.archive.git", "https://ada.github.io/my.archive/"),
        ("ssh://git@github.com/ada/archive.git", "https://ada.github.io/archive/"),
        ("ssh://git@ssh.github.com:443/ada/archive.git", "https://ada.github.io/archive/"),
        ("git@github.com:Ada/ada.github.io.git", "https://ada.github.io/"),
        ("https://gitlab.com/ada/archive.git", None),
        ("https://github.com.evil.org/ada/archive", None),
        ("git@github.com-work:ada/archive.git", None),
        ("/srv/git/archive.git", None),
        ("", None),
    ],
)
def test_pages_url(remote: str, expected: str | None) -> None:
    assert pages_url(remote, None) == expected
    assert pages_url(remote, "example.org") == "https://example.org/"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("git@github.com:ada/sitegen.git", "https://github.com/ada/sitegen.git"),
        ("git@example.org:ada/sitegen.git", "ssh://git@example.org/ada/sitegen.git"),
        ("https://ada:pw@example.org/sitegen.git", "https://example.org/sitegen.git"),
        ("ssh://git@example.org/sitegen.git", "ssh://git@example.org/sitegen.git"),
        ("/srv/sitegen.git", None),
        ("../sitegen.git", None),
        ("file:///srv/sitegen.git", None),
    ],
)
def test_fetchable_url(url: str, expected: str | None) -> None:
    assert fetchable_url(url) == expected


def test_passwords_are_taken_out_of_messages() -> None:
    assert without_password("at 'https://a:b@x.org/' and ssh://git@y") == "at 'https://x.org/' and ssh://git@y"
    assert "secret" not in str(failure("x", "fatal: unable to use 'https://a:secret@x.org/'"))


def test_the_trailer_counts_only_at_the_end() -> None:
    assert is_ours(signed("Anything\n\nat: all\n\n", "1.0"))
    assert is_ours("x\n\nCo-authored-by: a\nPublished-by: sitegen 2\n")
    assert not is_ours("Published-by: sitegen 1\n\nthen more")
    assert not is_ours("")


@pytest.mark.parametrize(
    ("stderr", "expected"),
    [
        ("git@github.com: Permission denied (publickey).\nfatal: Could not read from remote", "does not let you in"),
        ("fatal: could not read Username for 'https://github.com': terminal prompts disabled", "does not let you in"),
        ("remote: Repository not found.\nfatal: repository 'https://x/' not found", "there is no repository at"),
        ("ssh: Could not resolve hostname nowhere: Name or service not known", "cannot be reached"),
        ("fatal: unable to access 'https://x/': Could not resolve host: x", "cannot be reached"),
        ("fatal: unable to access 'https://x/': The requested URL returned error: 403", "does not let you in"),
        ("Host key verification failed.\nfatal: Could not read from remote", "not a host that SSH knows"),
        ("warning: x\nfatal: the moon is full", "git failed at talking to origin: fatal: the moon is full"),
    ],
)
def test_what_git_says_of_remotes(stderr: str, expected: str) -> None:
    assert expected in str(remote_problem("origin", stderr))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("!\tabc:refs/heads/gh-pages\t[rejected] (stale info)", "somebody else published"),
        ("!\tabc:refs/heads/gh-pages\t[remote rejected] (cannot lock ref)", "somebody else published"),
        ("!\tabc:refs/heads/gh-pages\t[remote rejected] (protected branch hook declined)", "is protected"),
        ("!\tabc:refs/heads/gh-pages\t[remote rejected] (quota)", "refuses the site: quota"),
    ],
)
def test_what_git_says_of_pushes(line: str, expected: str) -> None:
    assert expected in str(push_problem("origin", "gh-pages", f"To x\n{line}\nDone", "error: failed to push some refs"))


def test_settings_are_carried_only_where_needed() -> None:
    ours = parse_settings(b"user.name\nAda\0http.extraheader\nX: 1\0core.hookspath\n/h\0")
    extra = parse_settings(
        b"remote.origin.url\ngit@x:y\0remote.origin.fetch\n+a:b\0remote.other.url\nz\0core.autocrlf\ntrue\0"
        b"credential.https://x.org.usehttppath\0url.https://a.b/.insteadof\ng:\0core.sshcommand\nssh -i k\0"
    )
    assert [setting.key for setting in carried_over((*ours, *extra), ours, "origin")] == [
        "remote.origin.url", "credential.https://x.org.usehttppath", "url.https://a.b/.insteadof", "core.sshcommand",
    ]  # fmt: skip


def test_where_a_branch_is_pushed_to() -> None:
    both = (Setting("remote.a.url", "x"), Setting("remote.b.url", "y"))
    assert home_of("main", ()) == home_of("main", both) == "origin"
    assert home_of("main", both[:1]) == "a"
    assert home_of("main", (*both, Setting("branch.main.remote", "b"))) == "b"
    assert home_of("main", (Setting("remote.pushdefault", "a"), Setting("branch.main.remote", "b"))) == "a"


def test_git_never_waits_for_an_answer() -> None:
    assert never_asking({}, ()) == {"GIT_TERMINAL_PROMPT": "0", "GIT_SSH_COMMAND": "ssh -o BatchMode=yes"}
    own = never_asking({}, (Setting("core.sshcommand", "/usr/bin/ssh -i key"),))
    assert own["GIT_SSH_COMMAND"] == "/usr/bin/ssh -i key -o BatchMode=yes"
    assert "GIT_SSH_COMMAND" not in never_asking({"GIT_SSH": "plink"}, ())
    assert "GIT_SSH_COMMAND" not in never_asking({"GIT_SSH_COMMAND": "plink -x"}, ())


def test_a_large_site_is_warned_of() -> None:
    files = {str(number): FolderFile("", 90 * 2**20) for number in range(12)}
    assert list(size_warnings(files)) == ["the site has 1,080 MB; GitHub Pages asks for no more than 1,024 MB"]
