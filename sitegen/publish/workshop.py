"""The workshop: a bare repository of our own, thrown away afterwards, in which a publication is made.

Everything that git writes while publishing, it writes here. The user's repository lends its settings (addresses,
credentials, identity) and is not written to at all: not its work tree, index, branches, tags, configuration, stash,
nor its store of objects. From the remote come the branch's newest commit and its lists of files, not their contents.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath

from sitegen.errors import Problem, PublishError
from sitegen.publish.complaints import push_problem, remote_problem
from sitegen.publish.folder import FolderFile
from sitegen.publish.git import Git, surroundings, without_configuration
from sitegen.publish.plan import PLAIN, PublishPlan, Tree
from sitegen.publish.repository import Repository
from sitegen.publish.rules import Branch
from sitegen.publish.settings import FIXED, as_variables, carried_over, never_asking, parse_settings
from sitegen.publish.target import Target

TIP, NEW = "refs/sitegen/tip", "refs/sitegen/new"
NOBODY = {"NAME": "sitegen", "EMAIL": "sitegen@localhost"}


@dataclass(frozen=True, slots=True)
class Workshop:
    """A repository of our own that reaches the user's remote as the user's does."""

    git: Git
    remote: str
    branch: str
    shown: str  # the remote as messages name it


def open_workshop(
    directory: Path, repository: Repository, target: Target, shown: str, *, interactive: bool
) -> Workshop:
    """Make the repository in an empty directory, with what the user's settings say about the remote and the user."""
    base = without_configuration(surroundings()) | {"GIT_DIR": str(directory)}
    bare = Git(repository.top, base)
    bare.run("init", "--quiet", "--bare", "--template=", f"--object-format={repository.object_format}", str(directory))
    ours = parse_settings(bare.run("config", "--list", "-z"))
    lent = carried_over(repository.settings, ours, target.remote)
    silence = {} if interactive else never_asking(base, repository.settings)
    environment = base | as_variables((*lent, *FIXED)) | silence
    git = Git(repository.top, environment | identity(Git(repository.top, environment)))
    return Workshop(git, target.remote, target.branch, shown)


def identity(git: Git) -> dict[str, str]:
    """The variables that name an author where the user has not told git a name and an address."""
    ask = ("-c", "user.useConfigOnly=true", "var")
    unknown = [role for role in ("AUTHOR", "COMMITTER") if git.attempt(*ask, f"GIT_{role}_IDENT").code]
    return {f"GIT_{role}_{part}": value for role in unknown for part, value in NOBODY.items()}


def find_branch(workshop: Workshop) -> tuple[Branch, bool]:
    """Look at the branch on the remote and fetch its newest commit; also whether the remote has any commit at all.

    Raises:
        PublishError: the remote cannot be reached or does not let us in.
    """
    wanted = f"refs/heads/{workshop.branch}"
    listing = exchange(workshop, "ls-remote", "--symref", "--", workshop.remote, "HEAD", "refs/heads/*")
    default = re.search(r"^ref: (\S+)\tHEAD$", listing, re.MULTILINE)
    if not re.search(rf"^[0-9a-f]+\t{re.escape(wanted)}$", listing, re.MULTILINE):
        return Branch("", ""), "\trefs/heads/" in listing
    frugally = ("--quiet", "--depth=1", "--filter=blob:none", "--no-tags", "--no-write-fetch-head")
    exchange(workshop, "fetch", *frugally, "--", workshop.remote, f"+{wanted}:{TIP}")
    tip = workshop.git.line("rev-parse", "--verify", TIP)
    message = workshop.git.run("cat-file", "commit", tip).decode(errors="replace").partition("\n\n")[2]
    return Branch(tip, message, is_default=default is not None and default[1] == wanted), True


def exchange(workshop: Workshop, *arguments: str) -> str:
    """Run a command of git's that talks to the remote."""
    outcome = workshop.git.attempt(*arguments)
    if outcome.code:
        raise PublishError(remote_problem(workshop.shown, outcome.stderr))
    return outcome.stdout.decode(errors="surrogateescape")


def committed_tree(workshop: Workshop, commit: str) -> Tree:
    """The files of a commit; none where there is no commit."""
    if not commit:
        return {}
    lines = workshop.git.run("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")
    entries = (line.partition(b"\t") for line in lines if line)
    return {os.fsdecode(path): re.sub(" .* ", " ", entry.decode()) for entry, _, path in entries}  # without the type


def folder_tree(workshop: Workshop, files: Mapping[str, FolderFile]) -> Tree:
    """The tree that the files make, of their bytes as they lie on the disk.

    Raises:
        PublishError: a file cannot be read.
    """
    sources = b"\n".join(quoted(file.source) for file in files.values())
    printed = workshop.git.run("hash-object", "--no-filters", "--stdin-paths", given=sources)
    return {path: f"{PLAIN} {name}" for path, name in zip(files, printed.decode().split(), strict=True)}


def make_commit(
    workshop: Workshop, files: Mapping[str, FolderFile], plan: PublishPlan, parent: str, message: str
) -> str:
    """Make the commit that carries out the plan, on top of `parent`, or the first one where that is empty.

    It is one stream into one file of git's, however many files there are; what does not change need not be here.

    Raises:
        PublishError: a file cannot be read.
    """
    people = [
        f"{role.lower()} {workshop.git.line('var', f'GIT_{role}_IDENT')}\n".encode(errors="surrogateescape")
        for role in ("AUTHOR", "COMMITTER")
    ]
    start = [b"commit %s\n" % NEW.encode(), *people, data(message.encode(errors="surrogateescape"))]
    base = [b"from %s\n" % parent.encode()] if parent else []
    workshop.git.feed("fast-import", "--quiet", given=chain(start, base, steps(files, plan)))
    return workshop.git.line("rev-parse", "--verify", NEW)


def steps(files: Mapping[str, FolderFile], plan: PublishPlan) -> Iterator[bytes]:
    """The plan as `git fast-import` reads it: files alike stand together, which makes them pack well."""
    for path in plan.removed:
        yield b"D %s\n" % quoted(path)
    for path in sorted(plan.added + plan.changed, key=lambda path: (PurePosixPath(path).suffix, path)):
        yield b"M %s inline %s\n" % (PLAIN.encode(), quoted(path))
        yield data(read(files[path].source))


def read(source: str) -> bytes:
    """The bytes of a file to be published."""
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise PublishError(Problem(f"{source} cannot be read: {error.strerror}")) from error


def data(content: bytes) -> bytes:
    """Bytes as `git fast-import` reads them."""
    return b"data %d\n%s\n" % (len(content), content)


def quoted(path: str) -> bytes:
    """A path as git reads it from a line, whatever bytes it is made of."""
    return b'"%s"' % re.sub(rb"[^ !#-\[\]-~]", lambda match: b"\\%03o" % match[0][0], os.fsencode(path))


def push(workshop: Workshop, commit: str, expected: str) -> None:
    """Move the branch from `expected` (empty: not there) to the commit, or leave it as it is.

    Raises:
        PublishError: the branch is not where it was expected, or the remote refuses.
    """
    ref = f"refs/heads/{workshop.branch}"
    how = ("--porcelain", "--no-verify", "--no-thin", f"--force-with-lease={ref}:{expected}")
    outcome = workshop.git.attempt("push", *how, "--", workshop.remote, f"{commit}:{ref}")
    if outcome.code:
        said = outcome.stdout.decode(errors="replace")
        raise PublishError(push_problem(workshop.shown, workshop.branch, said, outcome.stderr))
