"""What git says when it fails, in one line that tells the user what to do. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from sitegen.errors import Problem
from sitegen.publish.addresses import without_password

SIGN_IN = "check that your SSH key or your saved password may write there: `git push` must work without asking"

REMOTE: Mapping[str, tuple[str, str]] = MappingProxyType({
    r"Host key verification failed": (
        "{remote} is not a host that SSH knows yet", "connect once by hand (`git fetch`) and accept its key"),
    r"Permission denied|Authentication failed|could not read (Username|Password)|prompts disabled|"
    r"returned error: 40[13]|Permission to \S+ denied|not authorized|Invalid username": (
        "{remote} does not let you in", SIGN_IN),
    r"[Rr]epository '?[^\n]*not found|does not appear to be a git repository|does not exist|"
    r"returned error: 404|not a git repository|No such file or directory": (
        "there is no repository at {remote}", "check its address with `git remote -v`, and that you may read it"),
    r"Could not resolve|Couldn't connect|Failed to connect|Connection (timed out|refused|reset|closed)|"
    r"Network is unreachable|No route to host|Operation timed out|unable to access|Temporary failure in name": (
        "{remote} cannot be reached", "check the network and the remote's address, then try again"),
})  # fmt: skip
"""What a failed exchange with a remote means, by what git then writes; the first that is found counts."""

REFUSED: Mapping[str, tuple[str, str]] = MappingProxyType({
    r"stale info|fetch first|non-fast-forward|cannot lock ref|failed to update ref|reference already exists|"
    r"incorrect old value": (
        "somebody else published to {branch} of {remote} in the meantime", "look at it, then deploy again"),
    r"protected branch|GH006|GH013|rule violations": (
        "{branch} of {remote} is protected", "allow pushes to it in the repository's settings"),
    r"GH001|exceeds GitHub's file size limit": (
        "{remote} refuses a file that is too large", "leave it out or make it smaller"),
})  # fmt: skip
"""What a refused push means."""


def remote_problem(remote: str, stderr: str) -> Problem:
    """What a failed exchange with the remote means."""
    return look_up(REMOTE, stderr, remote=remote) or failure(f"talking to {remote}", stderr)


def push_problem(remote: str, branch: str, stdout: str, stderr: str) -> Problem:
    """What a push that did not succeed means; `stdout` as `git push --porcelain` writes it."""
    said = f"{stdout}\n{stderr}"
    if problem := look_up(REFUSED, said, remote=remote, branch=branch):
        return problem
    if refusal := re.search(r"^!\t[^\t]*\t\[remote rejected\] \((.*)\)", stdout, re.MULTILINE):
        return Problem(f"{remote} refuses the site: {without_password(refusal[1])}")
    return remote_problem(remote, stderr)


def failure(doing: str, stderr: str) -> Problem:
    """A failure that nobody foresaw: git's own words, the most telling line."""
    lines = [line.strip() for line in stderr.splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("fatal:", "error:"))] or lines or ["it gave no reason"]
    return Problem(f"git failed at {doing}: {without_password(telling[0])}")


def look_up(table: Mapping[str, tuple[str, str]], said: str, **names: str) -> Problem | None:
    """The first line of the table that fits."""
    for pattern, (message, advice) in table.items():
        if re.search(pattern, said):
            return Problem(message.format(**names), advice=advice)
    return None
