"""Publishing a folder, from beginning to end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from sitegen.errors import Problem, PublishError
from sitegen.publish.addresses import without_password
from sitegen.publish.folder import FolderFile, read_folder, size_warnings
from sitegen.publish.plan import PublishPlan, Tree, plan_publish
from sitegen.publish.repository import Repository, read_repository
from sitegen.publish.rules import objections, signed
from sitegen.publish.scratch import scratch_folder
from sitegen.publish.target import PublishReport, Target
from sitegen.publish.workshop import (
    Workshop,
    committed_tree,
    find_branch,
    folder_tree,
    make_commit,
    open_workshop,
    push,
)


def publish(
    folder: Path,
    target: Target,
    *,
    version: str,
    message: str | None = None,
    dry_run: bool = False,
    force: bool = False,
    interactive: bool = False,
) -> PublishReport:
    """Make the target's branch hold just what the folder holds, with one commit on top of it, or with none.

    Nothing is pushed where nothing differs, or in a `dry_run`. `force` publishes to a branch that holds something else
    (`rules`). `interactive`: git may ask for passwords; say so only where a person sits at a terminal.

    Raises:
        PublishError: nothing was published; the branch is as it was.
    """
    repository = read_repository(target)
    with scratch_folder() as scratch:
        (git_dir := scratch / "git").mkdir()
        files = read_folder(folder.resolve(), scratch, target.domain)
        workshop = open_workshop(git_dir, repository, target, name_of(target, repository), interactive=interactive)
        branch, remote_has_commits = find_branch(workshop)
        if problems := list(objections(target.branch, workshop.shown, branch, repository.checked_out, force=force)):
            raise PublishError(problems)

        wanted = folder_tree(workshop, files)
        plan = plan_publish(wanted, committed_tree(workshop, branch.tip))
        commit = None
        if plan and not dry_run:
            text = signed(message or f"Publish the site: {plan}", version)
            commit = carry_out(workshop, files, plan, wanted, parent=branch.tip, message=text)
    return PublishReport(
        remote_url=without_password(repository.remote_url),
        branch=target.branch,
        commit=commit,
        added=len(plan.added),
        changed=len(plan.changed),
        removed=len(plan.removed),
        files=len(files),
        bytes=sum(file.size for file in files.values()),
        dry_run=dry_run,
        warnings=(*size_warnings(files), *plan_warnings(plan, target, first=not remote_has_commits)),
    )


def name_of(target: Target, repository: Repository) -> str:
    """The remote as messages name it: its name, and where it is."""
    url = without_password(repository.remote_url)
    return url if url == without_password(target.remote) else f"{target.remote} ({url})"


def carry_out(
    workshop: Workshop, files: Mapping[str, FolderFile], plan: PublishPlan, wanted: Tree, *, parent: str, message: str
) -> str:
    """Make the commit and push it.

    Raises:
        PublishError: a file is no longer what it was when the plan was made; or the push failed.
    """
    commit = make_commit(workshop, files, plan, parent, message)
    if committed_tree(workshop, commit) != wanted:
        raise PublishError(Problem("the folder changed while it was being published", advice="deploy again"))
    push(workshop, commit, parent)
    return commit


def plan_warnings(plan: PublishPlan, target: Target, *, first: bool) -> Iterator[str]:
    """What the user should know of the change."""
    if "CNAME" in plan.removed:
        yield "CNAME is removed from the branch; if the site has a domain of its own, set `domain` under [deploy]"
    if first:
        yield f"the remote was empty, so {target.branch} becomes its default branch: choose another in its settings"
