"""A small site on disk for tests: saved pages and article files in, archive out."""

from __future__ import annotations

import contextlib
import datetime as dt
import gzip
import html
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from sitegen.cli.app import run
from sitegen.workflows.build import BuildOptions, BuildReport, build
from sitegen.workflows.site_folder import open_site

NOW = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)

PARAGRAPHS = (
    "The ferry left the eastern pier at seven in the morning with forty passengers, two tractors and a crate of hens, "
    "and for the first time in eleven years nobody had to ask when it would come back.",
    "Since the old boat was taken out of service the villages on the far shore had lived by the road around the lake, "
    "which is closed by snow from December and by mud from March, as everybody here will tell you.",
    "“We did not wait for a minister to cut a ribbon,” said the harbour master, who had painted the railings himself. "
    "“We waited for the ice to go, and then we went.”",
    "The council expects twenty thousand passengers a year. The hens, it was said, will travel free of charge as long "
    "as they stay in their crate, which on the first crossing they did not.",
)


def saved_page(
    title: str = "A ferry returns to the lake",
    *,
    date: str = "2024-04-17",
    text: Iterable[str] = PARAGRAPHS,
    url: str = "",
    image: str = "",
    lang: str = "en",
    head: str = "",
) -> str:
    """A news page as a browser saves it; `date`, `url` and `image` may be empty."""
    published = f'<meta property="article:published_time" content="{date}">' if date else ""
    canonical = f'<link rel="canonical" href="{html.escape(url)}">' if url else ""
    figure = f'<figure><img src="{image}" alt="A boat"><figcaption>The boat at dawn.</figcaption></figure>'
    body = "\n".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in text)
    return f"""<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{html.escape(title)}</title>{published}{canonical}{head}</head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>{html.escape(title)}</h1>{figure if image else ""}
{body}
</article><footer>© The Paper. All rights reserved.</footer></body></html>
"""


def picture(colour: str = "navy", *, secret: str = "", kind: str = "JPEG", size: tuple[int, int] = (400, 300)) -> bytes:
    """The bytes of a picture; `secret` is written where a camera writes who took it."""
    data = io.BytesIO()
    exif = Image.Exif()
    if secret:
        exif[0x013B] = secret  # the artist
    Image.new("RGB", size, colour).save(data, kind, exif=exif)
    return data.getvalue()


Tree = Mapping[str, bytes]


def tree(folder: Path) -> Tree:
    """Every file below `folder` and its bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@dataclass(frozen=True)
class Ran:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]

    def fails(self, *words: str, code: int = 1) -> Ran:
        """Asserts that it failed in words a user can act on, never with a traceback or a call to report a fault."""
        assert self.code == code, self
        assert "Traceback" not in self.err
        assert "please report" not in self.err, self.err
        for word in words:
            assert word in self.err, self.err
        return self

    def works(self) -> Ran:
        assert self.code == 0, self
        return self


@dataclass(frozen=True)
class Built:
    """A built site."""

    output: Path
    report: BuildReport

    def __contains__(self, path: str) -> bool:
        return (self.output / path).is_file()

    def read(self, path: str) -> str:
        return (self.output / path / ("index.html" if path.endswith("/") or not path else "")).read_text("utf-8")

    def tree(self) -> Tree:
        return tree(self.output)

    def titles(self, path: str) -> list[str]:
        """The titles of the articles that the list at `path` shows, from its top."""
        return [story.text() for story in LexborHTMLParser(self.read(path)).css("main a.story")]


class SiteOnDisk:
    """A site in a folder. Whatever writes returns the site, so that a story can be told in one sentence."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.now = NOW
        root.mkdir(parents=True, exist_ok=True)
        self.config("")

    # --- what the owner does

    def write(self, path: str, content: str | bytes) -> SiteOnDisk:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self

    def config(self, text: str) -> SiteOnDisk:
        return self.write("sitegen.toml", text)

    def saved(self, name: str, content: str | bytes | None = None) -> SiteOnDisk:
        content = saved_page() if content is None else content
        data = content.encode() if isinstance(content, str) else content
        return self.write(f"content/saved/{name}", gzip.compress(data, mtime=0) if name.endswith(".gz") else data)

    def article(self, slug: str, *, date: str = "2024-04-17", body: str = "A story.\n", **front: Any) -> SiteOnDisk:
        """An article file as the owner writes it; the slug may name its folder too."""
        front = {"title": slug.rpartition("/")[2], **({"date": date} if date else {}), **front}
        folder = date[:7].replace("-", "/") if date else "undated"
        file = slug if "/" in slug else f"{folder}/{slug}"
        yaml = "".join(f"{key}: {value if key in {'date'} else json.dumps(value)}\n" for key, value in front.items())
        return self.write(f"content/articles/{file}.md", f"---\n{yaml}---\n\n{body}")

    def page(self, name: str, body: str = "About us.\n") -> SiteOnDisk:
        return self.write(f"content/pages/{name}.md", f"---\ntitle: {name}\n---\n\n{body}")

    def edit(self, path: str, old: str, new: str) -> SiteOnDisk:
        text = self.read(path)
        assert old in text, f"{old!r} is not in {path}"
        return self.write(path, text.replace(old, new))

    def move(self, old: str, new: str) -> SiteOnDisk:
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        (self.root / old).rename(self.root / new)
        return self

    def delete(self, path: str) -> SiteOnDisk:
        target = self.root / path
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink()
        return self

    def wait_until(self, moment: str) -> SiteOnDisk:
        self.now = dt.datetime.fromisoformat(moment)
        return self

    # --- commands

    def run(self, *arguments: str) -> Ran:
        """The command line, in this process and in the site's folder."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.chdir(self.root), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(list(arguments))
        return Ran(code, out.getvalue(), err.getvalue())

    def command(self, *arguments: str, **options: Any) -> Ran:
        """The real command, in a process of its own."""
        done = subprocess.run(
            self.argv(*arguments), cwd=self.root, capture_output=True, timeout=120, check=False, **options
        )
        return Ran(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))

    def argv(self, *arguments: str) -> list[str]:
        return [sys.executable, "-c", "from sitegen.cli import main; main()", *arguments]

    def import_(self, *paths: str | Path, jobs: int = 1) -> SiteOnDisk:
        self.run("import", "--jobs", str(jobs), *(str(path) for path in paths or ["content/saved"])).works()
        return self

    def build(self, **options: Any) -> Built:
        """Builds in this process, at the moment that the site's clock shows."""
        chosen = BuildOptions(**{"jobs": 1, **options})
        report = build(open_site(self.root / "sitegen.toml"), chosen, self.now)
        return Built(chosen.output or self.root / "_site", report)

    # --- what there is

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def tree(self, folder: str = "content") -> Tree:
        return tree(self.root / folder)

    @property
    def articles(self) -> list[str]:
        """The article files, below content/articles/; not what a killed command left unfinished beside them."""
        return sorted(path for path in self.tree("content/articles") if path.endswith(".md"))

    @property
    def ledger(self) -> list[dict[str, Any]]:
        """The ledger's entries, by the first file of each."""
        entries = (json.loads(text) for text in self.tree("content/ledger").values())
        return sorted(entries, key=lambda entry: str(entry["files"]))

    def copy(self, to: Path) -> SiteOnDisk:
        """The same site elsewhere, without cache and output."""
        shutil.copytree(self.root, to, ignore=shutil.ignore_patterns(".sitegen", "_site"))
        other = SiteOnDisk.__new__(SiteOnDisk)
        other.root, other.now = to, self.now
        return other

    def fresh(self, **options: Any) -> Tree:
        """What a build without any memory makes of the site as it is now."""
        other = self.root.with_name(f"{self.root.name}-fresh")
        shutil.rmtree(other, ignore_errors=True)
        try:
            return self.copy(other).build(**options).tree()
        finally:
            shutil.rmtree(other, ignore_errors=True)


def environment(**more: str) -> dict[str, str]:
    """The environment of a command that a test runs."""
    return {**os.environ, **more}
