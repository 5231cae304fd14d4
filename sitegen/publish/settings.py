"""git's configuration: what of the user's repository is needed to reach its remote from elsewhere. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

CARRIED = frozenset({"credential", "http", "url", "ssh", "protocol", "user", "author", "committer"})
"""Sections that say how to reach a remote, and who the user is."""

CARRIED_KEYS = frozenset({"core.sshcommand", "core.askpass", "core.gitproxy"})

REMOTE_KEYS = frozenset({"url", "pushurl", "proxy", "proxyauthmethod", "receivepack", "uploadpack", "vcs"})


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of git's configuration, with its full key: `remote.origin.url`."""

    key: str
    value: str


FIXED: tuple[Setting, ...] = tuple(
    Setting(*line.split("=", 1))
    for line in (
        "core.hooksPath=/dev/null",  # no hook of the user's runs
        "core.protectNTFS=false",  # a name may hold whatever the file system allows
        "core.protectHFS=false",
        "fastimport.unpackLimit=0",
        "fetch.recurseSubmodules=false",
        "gc.auto=0",
        "i18n.commitEncoding=UTF-8",
        "maintenance.auto=false",
        "pack.useSparse=false",  # a file that only moved is not sent again
        "push.followTags=false",
        "push.gpgSign=false",
        "push.recurseSubmodules=no",
    )
)
"""What always holds where we work, whatever the user's configuration says."""


def parse_settings(listing: bytes) -> tuple[Setting, ...]:
    """Read what `git config --list -z` prints; a key without a value means true."""
    lines = listing.decode(errors="surrogateescape").split("\0")
    pairs = [line.partition("\n") for line in lines if line]
    return tuple(Setting(key, value if separator else "true") for key, separator, value in pairs)


def carried_over(theirs: Iterable[Setting], ours: Iterable[Setting], remote: str) -> tuple[Setting, ...]:
    """The settings that reach `remote` in the user's repository and are not in force (`ours`) where we work."""
    known = Counter(ours)
    missing = []
    for setting in theirs:
        if known[setting]:
            known[setting] -= 1
        elif is_carried(setting.key, remote):
            missing.append(setting)
    return tuple(missing)


def is_carried(key: str, remote: str) -> bool:
    """Whether a setting matters for reaching `remote`."""
    section, _, rest = key.partition(".")
    name, _, last = rest.rpartition(".")
    return section in CARRIED or key in CARRIED_KEYS or (section == "remote" and name == remote and last in REMOTE_KEYS)


def value_of(settings: Iterable[Setting], key: str) -> str | None:
    """The value in force: the last one counts."""
    return next((setting.value for setting in reversed(tuple(settings)) if setting.key == key), None)


def home_of(branch: str, settings: tuple[Setting, ...]) -> str:
    """The remote that `git push` sends this branch to."""
    keys = (f"branch.{branch}.pushremote", "remote.pushdefault", f"branch.{branch}.remote")
    said = (value_of(settings, key) for key in keys)
    remotes = {match[1] for setting in settings if (match := re.fullmatch(r"remote\.(.+)\.url", setting.key))}
    return next((remote for remote in said if remote), remotes.pop() if len(remotes) == 1 else "origin")


def as_variables(settings: Iterable[Setting]) -> dict[str, str]:
    """The environment variables that put these settings in force."""
    listed = tuple(settings)
    variables = {"GIT_CONFIG_COUNT": str(len(listed))}
    for number, setting in enumerate(listed):
        variables |= {f"GIT_CONFIG_KEY_{number}": setting.key, f"GIT_CONFIG_VALUE_{number}": setting.value}
    return variables


def never_asking(environment: Mapping[str, str], settings: Iterable[Setting]) -> dict[str, str]:
    """The variables that make git and SSH fail where they would wait for an answer.

    A command of the user's for SSH is extended where it is OpenSSH; another program is left as it is.
    """
    quiet = {"GIT_TERMINAL_PROMPT": "0"}
    command = environment.get("GIT_SSH_COMMAND") or value_of(settings, "core.sshcommand")
    if command is None and "GIT_SSH" not in environment:
        command = "ssh"
    if command and PurePath(command.split()[0]).name in {"ssh", "ssh.exe"}:
        quiet["GIT_SSH_COMMAND"] = f"{command} -o BatchMode=yes"
    return quiet
