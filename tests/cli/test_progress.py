"""What long work shows on a terminal, and that nobody else gets to see it."""

from __future__ import annotations

import pytest

from sitegen.cli.progress import ProgressLine, duration, progress_line
from tests.site_on_disk import SiteOnDisk


@pytest.mark.parametrize(
    ("done", "per_second", "line"),
    [
        (0, 0, "Rendering 0 of 10,000"),
        (4210, 1250, "Rendering 4,210 of 10,000 · 1,250 a second · 5 s left"),
        (9999, 0.25, "Rendering 9,999 of 10,000 · 4 s each · 4 s left"),
        (10_000, 1250, "Rendering 10,000 of 10,000 · 1,250 a second"),
    ],
)
def test_the_line(done: int, per_second: float, line: str) -> None:
    assert progress_line("Rendering", done, 10_000, per_second) == line


def test_durations() -> None:
    assert [duration(seconds) for seconds in (0.2, 59, 90, 4800)] == ["1 s", "59 s", "2 min", "1 h 20 min"]


def test_short_work_draws_nothing_and_long_work_little(capsys: pytest.CaptureFixture[str]) -> None:
    moments = iter([0.0, *(number / 100 for number in range(200))])
    line = ProgressLine(lambda: next(moments))
    for done in range(40):
        line("Reading", done, 200)
    line.clear()
    assert capsys.readouterr().err == ""
    for done in range(40, 190):
        line("Reading", done, 200)
    line.clear()
    drawn = capsys.readouterr().err
    assert 10 <= drawn.count("Reading") <= 16
    assert "100 a second" in drawn
    assert drawn.endswith("\r")


@pytest.mark.parametrize("command", ["import", "build"])
def test_a_pipe_gets_no_progress(site: SiteOnDisk, command: str) -> None:
    site.saved("ferry.html")
    ran = site.command(command, *(["content/saved"] if command == "import" else [])).works()
    assert "\r" not in ran.err
    assert "Reading" not in ran.err
