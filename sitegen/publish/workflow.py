"""The GitHub Actions workflow of a new site. Pure."""

from __future__ import annotations

import shlex

TEMPLATE = """\
# Builds the site and publishes it on GitHub Pages whenever main is pushed.
# In the repository's settings, under Pages, the source must be "GitHub Actions".
name: Publish

on:
  push:
    branches: [main]
  workflow_dispatch:

permissions:
  contents: read
  pages: write
  id-token: write

concurrency:
  group: pages
  cancel-in-progress: false

jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - uses: actions/setup-python@v7
        with:
          python-version: "3.13"
      - name: Install sitegen
        run: |
          python -m pip install {install}
      - uses: actions/configure-pages@v6
        id: pages
      - name: Build the site
        run: |
          sitegen build --frozen --base-url "${{{{ steps.pages.outputs.base_url }}}}/"
      - uses: actions/upload-pages-artifact@v5
        with:
          path: _site/
          include-hidden-files: true  # such as .well-known/

  deploy:
    needs: build
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{{{ steps.deployment.outputs.page_url }}}}
    steps:
      - uses: actions/deploy-pages@v5
        id: deployment
"""


def github_workflow(install: str) -> str:
    """The text of `.github/workflows/publish.yml`; `install` is the pip requirement that gives the site its sitegen."""
    return TEMPLATE.format(install=shlex.quote(" ".join(install.split())))
