"""What cannot be published, and what the user is told: one line each."""

from __future__ import annotations

import os
import shutil
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from sitegen.errors import PublishError
from sitegen.publish import Target, publish

from .conftest import World


def refusal(world: World, **given: Any) -> str:
    with pytest.raises(PublishError) as error:
        world.publish(**given)
    assert all(problem.message.count("\n") == 0 for problem in error.value.problems)
    return str(error.value)


def test_the_branch_that_is_checked_out(world: World) -> None:
    assert "checked out; choose another one with --branch" in refusal(world, branch="main", force=True)
    world.git("checkout", "--quiet", "-b", "work")
    assert "checked out" in refusal(world, branch="work")
    assert "checked out" in refusal(world, branch="work", remote=str(world.remote))
    assert world.on_remote("branch", "--format=%(refname:short)") == "main"


def test_a_branch_of_the_same_name_on_a_remote_for_publishing(world: World, tmp_path: Path) -> None:
    pages = tmp_path / "pages.git"
    world.git("init", "--quiet", "--bare", str(pages))
    world.git("remote", "add", "pages", str(pages))
    assert world.publish(remote="pages", branch="main").commit
    assert world.write({"index.html": "2"}).publish(remote="pages", branch="main").commit


def test_a_branch_that_somebody_else_wrote(world: World) -> None:
    world.git("push", "--quiet", "origin", "main:docs")
    said = refusal(world, branch="docs", dry_run=True)
    assert "docs of origin" in said and "“sources”" in said and "--force" in said
    tip = world.on_remote("rev-parse", "docs")
    report = world.publish(branch="docs", force=True)
    assert world.on_remote("rev-parse", "docs^") == tip
    assert report.removed == 2 and "sitegen.toml" not in world.published("docs")


def test_the_default_branch(world: World) -> None:
    world.git("checkout", "--quiet", "-b", "work")
    assert "main, the default branch of origin" in refusal(world, branch="main")


def test_a_commit_on_top_of_a_publication(world: World) -> None:
    world.publish()
    world.git("fetch", "--quiet")
    world.git("checkout", "--quiet", "-b", "gh", "origin/gh-pages", "--force")
    world.git("commit", "--quiet", "--allow-empty", "-m", "Create CNAME\n\nmentions Published-by: sitegen\n\nby hand")
    world.git("push", "--quiet", "origin", "gh:gh-pages")
    world.git("checkout", "--quiet", "main")
    assert "“Create CNAME”" in refusal(world.write({"index.html": "<p>home"}))


def test_somebody_else_publishes_meanwhile(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The remote moves between our look and our push: a `git` that comes first on the path moves it."""
    world.publish()
    rival = world.write({"index.html": "rival"}).publish().commit
    world.on_remote("update-ref", "refs/heads/gh-pages", f"{rival}^")
    just_before(
        monkeypatch, tmp_path, "push", f"env -u GIT_DIR git -C {world.remote} update-ref refs/heads/gh-pages {rival}"
    )
    assert "somebody else published to gh-pages" in refusal(world.write({"index.html": "ours"}))
    assert world.commits()[0] == rival


def test_somebody_else_publishes_first(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    move = "update-ref refs/heads/gh-pages refs/heads/main"
    just_before(monkeypatch, tmp_path, "push", f"env -u GIT_DIR git -C {world.remote} {move}")
    assert "somebody else published to gh-pages" in refusal(world)
    assert world.on_remote("rev-parse", "gh-pages") == world.on_remote("rev-parse", "main")


def just_before(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str, happens: str) -> None:
    """Let something happen just before git runs a command, by a `git` that comes first on the path."""
    real = shutil.which("git")
    wrapper = tmp_path / "bin" / "git"
    wrapper.parent.mkdir()
    wrapper.write_text(f'#!/bin/sh\n[ "$1" = {command} ] && {{ {happens}; }}\nexec {real} "$@"\n')
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{wrapper.parent}{os.pathsep}{os.environ['PATH']}")


def test_a_remote_that_says_no(world: World) -> None:
    hook = world.remote / "hooks" / "update"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    assert "refuses the site: hook declined" in refusal(world)


def test_no_such_remote(world: World) -> None:
    assert refusal(world, remote="upstream") == (
        "the repository has no remote “upstream”; choose with --remote: there is origin"
    )
    world.git("remote", "remove", "origin")
    assert "git remote add origin" in refusal(world)


def test_a_remote_that_is_not_there(world: World, tmp_path: Path) -> None:
    world.git("remote", "set-url", "origin", str(tmp_path / "gone.git"))
    assert f"there is no repository at origin ({tmp_path}/gone.git)" in refusal(world)


def test_a_remote_that_does_not_answer(world: World) -> None:
    world.git("remote", "set-url", "origin", "http://user:secret@127.0.0.1:9/x.git")
    said = refusal(world)
    assert "origin (http://127.0.0.1:9/x.git) cannot be reached" in said and "secret" not in said


def test_not_a_repository(world: World, tmp_path: Path) -> None:
    assert "is not in a git repository; `git init`" in refusal(world, repository=tmp_path)
    assert "there is no folder" in refusal(world, repository=tmp_path / "gone")


def test_no_git(world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refusal(world).startswith("git is not installed")


def test_a_name_that_cannot_be_a_branch(world: World) -> None:
    assert "cannot be the name of a branch" in refusal(world, branch="a b")
    assert "cannot be the name of a branch" in refusal(world, branch="-x")


@pytest.mark.parametrize("domain", ["https://example.org", "example.org/path", "example", "-a.org", "a..org", ""])
def test_what_is_no_domain(world: World, domain: str) -> None:
    assert "is not a domain" in refusal(world, domain=domain)


def test_folders_that_are_no_site(world: World, tmp_path: Path) -> None:
    target = Target(world.user)
    empty = tmp_path / "empty"
    with pytest.raises(PublishError, match=r"no folder .*build the site first"):
        publish(empty, target, version="1")
    empty.mkdir()
    with pytest.raises(PublishError, match="empty is empty"):
        publish(empty, target, version="1")
    (empty / "other.html").write_text("x")
    with pytest.raises(PublishError, match=r"has no index\.html"):
        publish(empty, target, version="1")


def test_every_file_that_cannot_be_published_is_named(world: World) -> None:
    (world.folder / "link.html").symlink_to("index.html")
    (world.folder / "dir").symlink_to(world.user)
    (world.folder / "deep" / ".Git").mkdir(parents=True)
    os.mkfifo(world.folder / "pipe")
    with (world.folder / "huge.bin").open("wb") as huge:
        huge.truncate(101 * 2**20)
    said = refusal(world).splitlines()
    assert len(said) == 5
    assert "huge.bin has 101 MB; GitHub takes files of up to 100 MB; leave it out or make it smaller" in said
    assert world.on_remote("branch", "--list", "gh-pages") == ""


def test_a_folder_that_changes_meanwhile(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.publish()
    world.write({"index.html": "2"})
    monkeypatch.setattr("sitegen.publish.workshop.read", lambda source: b"3")
    assert "changed while it was being published" in refusal(world)


def test_git_gives_up_while_it_is_fed(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    just_before(monkeypatch, tmp_path, "fast-import", "echo 'fatal: no space left' >&2; exit 128")
    assert "fast-import`: fatal: no space left" in refusal(world.write({"big": b"x" * 2**22}))
    assert world.on_remote("branch", "--list", "gh-pages") == ""


def test_a_file_that_goes_away(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.publish.workshop.data", slowly(world))
    assert "index.html cannot be read: No such file" in refusal(world)


def slowly(world: World) -> Any:
    """`data`, taking the file away at the last moment."""

    def data(content: bytes) -> bytes:
        (world.folder / "index.html").unlink(missing_ok=True)
        return b"data %d\n%s\n" % (len(content), content)

    return data


def test_a_remote_that_wants_a_password(world: World) -> None:
    """Says so, and does not wait for an answer."""

    class Locked(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="x"')
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Locked) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        world.git("remote", "set-url", "origin", f"http://127.0.0.1:{server.server_port}/x.git")
        assert "does not let you in; check that your SSH key" in refusal(world)
        server.shutdown()
