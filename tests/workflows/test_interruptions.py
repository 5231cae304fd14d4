"""Kills at any instant, two commands at once, Ctrl-C: the archive is whole, or a later run makes it whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.building.output import OutputFolder
from sitegen.errors import LockedError
from sitegen.workflows.lock import writing
from tests.site_on_disk import SiteOnDisk, picture, saved_page


def filled(root: Path, stories: int = 12) -> SiteOnDisk:
    site = SiteOnDisk(root)
    for number in range(stories):
        text = (f"This is story {number}. " * 30, "It ends here, with some more words to read, and then a few.")
        page = saved_page(f"Story {number}", date=f"2024-0{1 + number % 9}-11", text=text)
        site.saved(f"{number}.html", page.replace("<p>", '<p><img src="p_files/p.png" alt="P"></p><p>', 1))
        site.saved(f"{number}_files/p.png", picture(f"#0000{number:02x}", kind="PNG"))
    return site


def killed(site: SiteOnDisk, moment: float, *arguments: str) -> None:
    """Runs a command and kills it after `moment` seconds of work; the start of Python is not counted."""
    code = (
        "import sys, sitegen.cli.import_pages, sitegen.cli.build, sitegen.ingest.judge, sitegen.building.pages;"
        "from sitegen.cli.app import run; print(flush=True); run(sys.argv[1:])"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], cwd=site.root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout
    process.stdout.readline()
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    process.stdout.close()


@pytest.mark.slow
def test_a_killed_import_is_made_whole_by_the_next(tmp_path: Path) -> None:
    whole = filled(tmp_path / "whole").import_()
    site = filled(tmp_path / "site")
    moments = random.Random(7)
    for _ in range(5):
        killed(site, moments.uniform(0.05, 0.7), "import", "--jobs", "1", "content/saved")
        for article in site.articles:
            assert site.read(f"content/articles/{article}") == whole.read(f"content/articles/{article}")
    assert site.import_().tree() == whole.tree()
    assert not (site.root / ".sitegen/lock-holder").exists()


@pytest.mark.slow
def test_a_killed_build_is_made_whole_by_the_next(tmp_path: Path) -> None:
    site = filled(tmp_path / "site").import_()
    site.build()
    moments = random.Random(11)
    for number in range(5):
        site.config(f'title = "Number {number}"').article(f"extra-{number}", date=f"2024-05-0{number + 1}")
        killed(site, moments.uniform(0.1, 0.9), "build", "--jobs", "1")
    assert site.build().tree() == site.fresh()


def test_a_kill_between_any_two_moves_is_mended(site: SiteOnDisk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Instead of hoping for the right instant: nothing more happens after each number of moves."""

    class Killed(BaseException):
        pass

    site.article("first", tags=["x"]).build()
    replace, abandon = os.replace, OutputFolder.abandon
    last = "first"
    for moves in (0, 1, 2, 5, 9, 11):
        site.delete(f"content/articles/2024/04/{last}.md").article(last := f"after-{moves}", tags=[f"t{moves}"])
        room = iter(range(moves))
        dead: list[bool] = []

        def move(path: Path | str, target: Path, room: Iterator[int] = room, dead: list[bool] = dead) -> None:
            if "_site" in Path(path).parts and next(room, None) is None:
                dead.append(True)
                raise Killed
            replace(path, target)

        def clean(folder: OutputFolder, dead: list[bool] = dead) -> None:
            if not dead:  # the dead tidy up nothing
                abandon(folder)

        with monkeypatch.context() as dying:
            dying.setattr(os, "replace", move)
            dying.setattr(OutputFolder, "abandon", clean)
            with pytest.raises(Killed):
                site.build()
        if moves % 2:
            site.delete(".sitegen")
    assert site.build().tree() == site.fresh()


def test_what_a_cut_off_write_left_in_content_is_tidied_up(site: SiteOnDisk) -> None:
    site.saved("ferry.html").import_()
    before = site.tree()
    site.write("content/articles/2024/04/.sitegen-abc", b"half an art").write(
        "content/saved/.sitegen-x/y_files/p.jpg", b""
    )
    site.write(".sitegen/lock-holder", b"`sitegen import` (process 1)").build()
    assert site.tree() == before


def test_only_one_command_writes_at_a_time(site: SiteOnDisk) -> None:
    with writing(site.root, "import"):
        started = time.monotonic()
        said = rf"`sitegen import` \(process {os.getpid()}\) is writing to this site"
        with pytest.raises(LockedError, match=said), writing(site.root, "build", patience=0.2):
            raise AssertionError
        assert time.monotonic() - started < 5
    with writing(site.root, "build", patience=0):
        pass


def test_the_other_command_waits_its_turn(site: SiteOnDisk) -> None:
    done: list[str] = []

    def build() -> None:
        site.build()
        done.append("build")

    with writing(site.root, "import"):
        waiting = threading.Thread(target=build)
        waiting.start()
        done.append("import")
    waiting.join(20)
    assert done == ["import", "build"]


def test_a_lock_of_a_dead_process_holds_nobody(site: SiteOnDisk) -> None:
    code = (
        "import os; from pathlib import Path; from sitegen.workflows.lock import writing\n"
        "with writing(Path('.'), 'import'): os.kill(os.getpid(), 9)"
    )
    died = subprocess.run([sys.executable, "-c", code], cwd=site.root, check=False)
    assert died.returncode == -signal.SIGKILL
    assert (site.root / ".sitegen/lock").exists()
    with writing(site.root, "build", patience=0):
        pass


@pytest.mark.slow
def test_ctrl_c_says_so_and_leaves_a_good_state(tmp_path: Path) -> None:
    whole = filled(tmp_path / "whole", 140).import_()
    site = filled(tmp_path / "site", 140)
    process = subprocess.Popen(
        site.argv("import", "--jobs", "2", "content/saved"),
        cwd=site.root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    deadline = time.monotonic() + 20
    while not list(site.root.glob(".sitegen/staging/*.md")) and time.monotonic() < deadline:
        time.sleep(0.001)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err.decode().strip() == "stopped"
    assert site.import_().tree() == whole.tree()


WORKERS = """
import os, time
from sitegen.building.workers import workers

def wait(number):
    os.write(1, b"at work\\n")  # in one piece, whoever else writes
    time.sleep(60)

if __name__ == "__main__":
    with workers(3, 1000) as executor:
        list(executor.map(wait, range(1000)))
"""


def test_workers_end_with_a_command_that_is_killed(tmp_path: Path) -> None:
    """Else they would wait for ever, and hold the site's lock."""
    (tmp_path / "work.py").write_text(WORKERS)
    with subprocess.Popen([sys.executable, tmp_path / "work.py"], stdout=subprocess.PIPE) as process:
        assert process.stdout
        for _ in range(3):
            assert process.stdout.readline() == b"at work\n"
        process.kill()
        process.communicate(timeout=20)  # everybody who could print has gone
