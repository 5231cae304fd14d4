from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sitegen.preview.changes import Changes
from sitegen.preview.watch import Place, Watcher, meant, names, places

from .conftest import Running
from .sites import FolderSession, settled, until

Start = Callable[..., Running]


@pytest.fixture
def preview_of(preview: Start) -> Iterator[Running]:
    """A preview that has come to rest."""
    running = preview()
    settled(running.session, 0.3)
    running.session.batches.clear()
    yield running


def rename_save(path: Path) -> None:
    beside = path.with_name(f"{path.name}.new")
    beside.write_text("saved")
    beside.replace(path)


def truncate_save(path: Path) -> None:
    with path.open("w") as file:
        file.flush()
        time.sleep(0.01)
        file.write("sav")
        file.flush()
        time.sleep(0.01)
        file.write("ed")


def vim_save(path: Path) -> None:
    """Swap file, a test file, the old file renamed, the new one written, the backup removed."""
    swap, test, backup = path.with_name(f".{path.name}.swp"), path.with_name("4913"), path.with_name(f"{path.name}~")
    swap.write_text("")
    test.write_text("")
    test.unlink()
    path.rename(backup)
    path.write_text("saved")
    backup.unlink()
    swap.unlink()


def slow_save(path: Path) -> None:
    """Written in two halves with a pause between, as over a slow network."""
    with path.open("w") as file:
        file.write("sav")
        file.flush()
        time.sleep(0.15)
        file.write("ed")


def two_step_save(path: Path) -> None:
    """Emptied first, then written anew."""
    path.write_text("")
    time.sleep(0.05)
    path.write_text("saved")


def elsewhere_save(path: Path) -> None:
    """Written outside the watched folders and moved here."""
    beside = path.parents[1] / "elsewhere"
    beside.write_text("saved")
    beside.replace(path)


def refreshes_of(*tries: Callable[[], int]) -> int:
    """The refreshes that tries make, all tried again at most once: a busy machine may pause in the middle of one.

    1 where as many tries as are given made one, else the worst of the best of them.
    """
    counts: list[int] = []
    for attempt in tries * 2:
        counts.append(attempt())
        if counts.count(1) == len(tries):
            return 1
    return sorted(counts)[len(tries) - 1]


@pytest.mark.parametrize("save", [rename_save, truncate_save, vim_save, slow_save, two_step_save, elsewhere_save])
def test_one_save_is_one_refresh(preview_of: Running, save: Callable[[Path], None]) -> None:
    def saved() -> int:
        (preview_of.root / "content/index.html").write_text("again")
        settled(preview_of.session, 0.3)
        preview_of.session.batches.clear()
        save(preview_of.root / "content/index.html")
        until(lambda: preview_of.session.pages.get("index.html") == b"saved")
        refreshes = settled(preview_of.session)
        assert preview_of.root / "content/index.html" in preview_of.session.batches[0]
        return refreshes

    assert refreshes_of(saved, saved) == 1


def test_a_burst_of_files_is_one_or_two_refreshes(preview_of: Running) -> None:
    for number in range(300):
        preview_of.write(f"content/{number % 7}/{number}.html", "x")
    until(lambda: len(preview_of.session.pages) == 304)
    assert settled(preview_of.session) <= 2


def test_a_checkout_is_one_refresh(preview_of: Running) -> None:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        subprocess.run(["git", *identity, *arguments], cwd=preview_of.root, check=True, capture_output=True)

    git("init", "-b", "main")
    git("add", "content")
    git("commit", "-m", "a few")
    git("switch", "-c", "many")
    for number in range(500):
        preview_of.write(f"content/{number % 7}/{number}.html", "x")
    git("add", "content")
    git("commit", "-m", "many")
    until(lambda: len(preview_of.session.pages) == 504)

    def switched(branch: str, pages: int) -> int:
        settled(preview_of.session)
        preview_of.session.batches.clear()
        git("switch", branch)
        until(lambda: len(preview_of.session.pages) == pages)
        return settled(preview_of.session)

    assert refreshes_of(lambda: switched("main", 4), lambda: switched("many", 504)) == 1


def test_reading_wakes_nobody(preview_of: Running) -> None:
    for path in preview_of.root.rglob("*"):
        if path.is_file():
            path.read_bytes()
        else:
            list(path.iterdir())
    assert settled(preview_of.session) == 0


def test_what_editors_and_the_build_leave_wakes_nobody(preview_of: Running) -> None:
    for name in (
        "content/.a.md.swp",
        "content/a.md~",
        "content/.#a.md",
        "content/4913",
        "static/.DS_Store",
        "content/.git/index",
    ):
        preview_of.write(name, "x")
    for name in ("_site/index.html", ".sitegen/cache", ".git/HEAD", "notes.txt"):
        preview_of.write(name, "x")
    assert settled(preview_of.session) == 0


def test_the_sessions_own_writes_do_not_go_round_and_round(preview_of: Running) -> None:
    def import_once() -> None:
        if len(preview_of.session.batches) == 1:
            preview_of.write("content/imported.html", "x")

    preview_of.session.after_refresh = import_once
    preview_of.write("content/index.html", "new")
    until(lambda: len(preview_of.session.batches) >= 2)
    assert settled(preview_of.session) == 2


def test_a_folder_made_later_is_watched_from_then_on(preview_of: Running) -> None:
    preview_of.write("templates/deep/page.html", "x")
    until(lambda: preview_of.session.batches)
    assert settled(preview_of.session) <= 2
    assert preview_of.root / "templates" in preview_of.session.batches[0]
    preview_of.session.batches.clear()
    page = preview_of.write("templates/deep/page.html", "y")
    until(lambda: preview_of.session.batches)
    assert settled(preview_of.session) == 1
    assert preview_of.session.batches == [{page}]


def test_a_file_made_later_replaced_and_removed_is_seen(preview_of: Running) -> None:
    config = preview_of.root / "sitegen.toml"
    acts: list[Callable[[], object]] = [lambda: config.write_text("a"), lambda: rename_save(config), config.unlink]
    for act in acts:
        preview_of.session.batches.clear()
        act()
        until(lambda: preview_of.session.batches)
        assert settled(preview_of.session, 0.3) == 1
        assert preview_of.session.batches == [{config}]


def test_a_folder_removed_and_made_again_is_still_watched(preview_of: Running) -> None:
    content = preview_of.root / "content"
    kept = content.rename(preview_of.root / "kept")
    until(lambda: preview_of.session.batches)
    settled(preview_of.session, 0.3)
    shutil.copytree(kept, content)
    until(lambda: preview_of.session.pages.get("index.html"))
    shutil.rmtree(content)
    shutil.copytree(kept, content)
    settled(preview_of.session, 0.5)
    preview_of.session.batches.clear()
    page = preview_of.write("content/2024/04/slug/index.html", "later")
    until(lambda: {page} <= frozenset().union(*preview_of.session.batches))
    assert settled(preview_of.session) == 1


def test_moves_name_both_ends(preview_of: Running) -> None:
    (preview_of.root / "content/404.html").rename(preview_of.root / "content/405.html")
    until(lambda: preview_of.session.batches)
    assert {path.name for path in preview_of.session.batches[0]} == {"404.html", "405.html"}
    preview_of.session.batches.clear()
    (preview_of.root / "content/405.html").rename(preview_of.root / "away.html")
    until(lambda: preview_of.session.batches)
    assert preview_of.session.batches == [{preview_of.root / "content/405.html"}]


def test_a_linked_folder_is_watched_under_its_own_name(
    site: Path, tmp_path_factory: pytest.TempPathFactory, preview: Start
) -> None:
    real = tmp_path_factory.mktemp("elsewhere") / "real"
    (site / "content").rename(real)
    (site / "content").symlink_to(real)
    running = preview()
    settled(running.session, 0.3)
    running.session.batches.clear()
    (real / "new.html").write_text("x")
    until(lambda: running.session.batches)
    assert running.session.batches == [{site / "content/new.html"}]


def test_places(tmp_path: Path) -> None:
    (tmp_path / "content/articles").mkdir(parents=True)
    watched = [tmp_path / name for name in ("content", "content/articles", "templates/own", "sitegen.toml")]
    assert places(watched) == {Place(tmp_path / "content", deep=True), Place(tmp_path, deep=False)}
    (tmp_path / "templates").mkdir()
    assert Place(tmp_path / "templates", deep=False) in places(watched)


def test_what_events_mean(tmp_path: Path) -> None:
    content = tmp_path / "content"
    watched = names([content])
    assert meant(f"{content}/a/b.md", watched) == content / "a/b.md"
    assert meant(str(content), watched) == content
    assert meant(str(tmp_path), watched) == content
    assert meant(f"{content}s/a.md", watched) is None
    assert meant(f"{content}/.git/HEAD", watched) is None


def test_where_the_site_itself_lies_in_a_folder_of_a_noisy_name(tmp_path: Path) -> None:
    content = tmp_path / "_site/content"
    assert meant(f"{content}/a.md", names([content])) == content / "a.md"


def test_a_watcher_at_rest_adds_nothing(tmp_path: Path) -> None:
    changes = Changes()
    watcher = Watcher(changes)
    try:
        (tmp_path / "content").mkdir()
        watcher.follow((tmp_path / "content",))
        assert changes.take() == {tmp_path / "content"}
        for _ in range(5):
            watcher.follow((tmp_path / "content",))
        assert changes.take() == frozenset()
    finally:
        watcher.close()


def test_changes_are_handed_over_when_it_is_quiet() -> None:
    def handed_over() -> int:
        changes = Changes()

        def busy() -> None:
            for number in range(8):
                changes.add(Path(str(number)))
                time.sleep(0.015)

        thread = threading.Thread(target=busy)
        thread.start()
        assert changes.wait()
        taken = changes.take()
        thread.join()
        rest = changes.take()
        assert len(taken | rest) == 8
        changes.close()
        assert not changes.wait()
        return 2 if rest else 1

    assert refreshes_of(handed_over) == 1


def test_threads_end_with_the_preview(preview: Start, site: Path) -> None:
    before = threading.active_count()
    descriptors = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0  # noqa: PTH208
    running = preview(FolderSession(site))
    running.end()
    until(lambda: threading.active_count() <= before + 1)  # the pool for reading pages keeps its threads a while
    if descriptors:
        assert len(os.listdir("/proc/self/fd")) <= descriptors + 1  # noqa: PTH208
