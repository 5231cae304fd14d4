"""Publishing: a folder becomes a branch of a git remote, and so a site on GitHub Pages.

Level 6; imports `sitegen.errors` only. It is handed a folder and knows nothing of what is in it.

`rules`, `plan`, `settings`, `complaints`, `addresses`, `workflow` and `target` are pure; `folder` reads the folder,
`repository` the user's repository, `workshop` does the work in a repository of its own, `git` runs git (2.32 or newer),
`requirement` looks at how sitegen was installed, and `publishing` tells the whole story.
"""

from __future__ import annotations

from sitegen.publish.addresses import pages_url
from sitegen.publish.plan import PublishPlan, plan_publish
from sitegen.publish.publishing import publish
from sitegen.publish.requirement import Requirement, install_requirement
from sitegen.publish.target import PublishReport, Target
from sitegen.publish.workflow import github_workflow

__all__ = [
    "PublishPlan",
    "PublishReport",
    "Requirement",
    "Target",
    "github_workflow",
    "install_requirement",
    "pages_url",
    "plan_publish",
    "publish",
]
