"""Addresses: of a git remote without its password, and of the site that GitHub Pages makes of it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

GITHUB = re.compile(
    r"""(?: https?://(?:www\.)?github\.com(?::443)?/
          | (?:ssh|git|git\+ssh)://(?:[^@/]*@)?(?:ssh\.)?github\.com(?::\d+)?/
          | (?:[^@/:]*@)?(?:ssh\.)?github\.com:/? )
        (?P<owner>[\w.-]+)/(?P<name>[\w.-]+?)(?:\.git)?/?""",
    re.VERBOSE | re.IGNORECASE,
)
SIGNED_IN = re.compile(r"(?<=://)[^@/\s]*@")
SCP = re.compile(r"(?P<user>[^@/:]+@)?(?P<host>[^@/:]{2,}):(?P<path>(?!//).+)")


@dataclass(frozen=True, slots=True)
class GitHubRepository:
    """A repository on github.com."""

    owner: str
    name: str


def github_repository(remote_url: str) -> GitHubRepository | None:
    """The repository on github.com that a remote's address means, however it is written; None for any other place."""
    match = GITHUB.fullmatch(without_password(remote_url)) if remote_url else None
    return GitHubRepository(match["owner"], match["name"]) if match else None


def pages_url(remote_url: str, domain: str | None = None) -> str | None:
    """Where GitHub Pages serves what is published to this remote: None where that cannot be told."""
    if domain:
        return f"https://{domain}/"
    repository = github_repository(remote_url)
    if repository is None:
        return None
    root = f"{repository.owner.lower()}.github.io"
    return f"https://{root}/" if repository.name.lower() == root else f"https://{root}/{repository.name}/"


def without_password(text: str) -> str:
    """The text with names and passwords taken out of the web addresses in it."""
    return SIGNED_IN.sub(lambda match: match[0] if is_plain_user(text, match) else "", text)


def is_plain_user(text: str, match: re.Match[str]) -> bool:
    """Whether what stands before the `@` is the user of an SSH address, which is no secret."""
    return text[: match.start()].endswith("ssh://") and ":" not in match[0]


def fetchable_url(remote_url: str) -> str | None:
    """The address as pip and strangers can use it: None where it means a place on this machine."""
    if repository := github_repository(remote_url):
        return f"https://github.com/{repository.owner}/{repository.name}.git"
    if re.match(r"(https?|ssh|git)://", remote_url):
        return without_password(remote_url)
    scp = SCP.fullmatch(remote_url)
    return f"ssh://{scp['user'] or ''}{scp['host']}/{scp['path'].lstrip('/')}" if scp else None
