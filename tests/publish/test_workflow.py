"""The workflow of a new site, and what it installs."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest

from sitegen.publish import github_workflow, install_requirement
from sitegen.publish.requirement import Checkout, read_checkout, requirement_for

yaml: Any = pytest.importorskip("yaml")
INSTALL = "sitegen-archive @ git+https://github.com/ada/sitegen.git@abc#subdirectory=x"


def steps(workflow: Any) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize(
    "install", ["sitegen-archive==1.2.3", INSTALL, "sitegen-archive[x]>=1,<2; python_version > '3'"]
)
def test_the_workflow(install: str) -> None:
    text = github_workflow(install)
    workflow = yaml.load(text, Loader=yaml.BaseLoader)
    assert set(workflow["on"]) == {"push", "workflow_dispatch"} and workflow["on"]["push"] == {"branches": ["main"]}
    assert workflow["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    assert workflow["concurrency"]["group"] == "pages"
    commands = [shlex.split(step["run"]) for step in steps(workflow) if "run" in step]
    assert commands == [
        ["python", "-m", "pip", "install", install],
        ["sitegen", "build", "--frozen", "--base-url", "${{ steps.pages.outputs.base_url }}/"],
    ]
    used = [step["uses"].split("@")[0] for step in steps(workflow) if "uses" in step]
    assert used == [f"actions/{name}" for name in (
        "checkout", "setup-python", "configure-pages", "upload-pages-artifact", "deploy-pages")]  # fmt: skip
    assert "sitegen deploy" not in text


def test_the_workflow_publishes_what_the_build_writes() -> None:
    workflow = yaml.safe_load(github_workflow("sitegen-archive"))
    [upload] = [step for step in steps(workflow) if "upload-pages-artifact" in step.get("uses", "")]
    assert upload["with"] == {"path": "_site/", "include-hidden-files": True}
    assert workflow["jobs"]["deploy"]["needs"] == "build"
    assert [step.get("id") for step in workflow["jobs"]["build"]["steps"]].count("pages") == 1


def test_an_installation_from_the_index() -> None:
    assert requirement_for("1.2.3", None, None).text == "sitegen-archive==1.2.3"


def test_an_installation_from_a_repository() -> None:
    origin = {"url": "https://github.com/ada/sitegen", "vcs_info": {"vcs": "git", "commit_id": "abc"}}
    found = requirement_for("1.2.3", origin, None)
    assert found.text == "sitegen-archive @ git+https://github.com/ada/sitegen.git@abc" and not found.warning


def test_an_installation_from_a_folder() -> None:
    origin = {"url": "file:///home/ada/sitegen", "dir_info": {"editable": True}}
    pushed = requirement_for("1", origin, Checkout("git@github.com:ada/sitegen.git", "abc", is_pushed=True))
    assert (pushed.text, pushed.warning) == ("sitegen-archive @ git+https://github.com/ada/sitegen.git@abc", "")
    edited = requirement_for("1", origin, Checkout("git@github.com:ada/sitegen.git", "abc", is_pushed=False))
    assert edited.text == pushed.text and "not pushed" in edited.warning
    for checkout in (None, Checkout("/srv/sitegen.git", "abc", is_pushed=True)):
        alone = requirement_for("1", origin, checkout)
        assert alone.text == "sitegen-archive" and "only this machine" in alone.warning.replace("of this", "only this")


def test_an_installation_from_a_file() -> None:
    assert requirement_for("1", {"url": "https://x.org/s.whl", "archive_info": {}}, None).text == (
        "sitegen-archive @ https://x.org/s.whl"
    )
    assert requirement_for("1", {"url": "file:///s.whl", "archive_info": {}}, None).warning


def test_no_installation_at_all() -> None:
    assert requirement_for(None, None, None).text == "sitegen-archive"
    assert requirement_for(None, None, None).warning


def test_what_runs_here_is_never_another_project() -> None:
    assert install_requirement().text.startswith("sitegen-archive")


def test_checkouts(tmp_path: Path) -> None:
    def git(*arguments: str) -> str:
        who = ("-c", "user.name=a", "-c", "user.email=a@b")
        return subprocess.run(
            ["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True, text=True
        ).stdout.strip()

    assert read_checkout(tmp_path) is None
    git("init", "--quiet")
    git("commit", "--quiet", "--allow-empty", "-m", "x")
    assert read_checkout(tmp_path) is None
    git("remote", "add", "origin", "https://example.org/x.git")
    commit = git("rev-parse", "HEAD")
    assert read_checkout(tmp_path) == Checkout("https://example.org/x.git", commit, is_pushed=False)
    git("update-ref", "refs/remotes/origin/main", commit)
    assert read_checkout(tmp_path) == Checkout("https://example.org/x.git", commit, is_pushed=True)
