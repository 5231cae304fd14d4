"""The benchmark of extraction, with a small set of our own pages and sitegen as the only peer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.extraction.pages import GOLDEN

SCORER = """
import json
def read_jsonl(path):
    return map(json.loads, path.read_text("utf-8").splitlines())
def score_page(prediction, truth):
    return {"exact body": float(prediction.get("text") == truth["text"]),
            "title": float(prediction.get("title") == truth["title"])}
def summarise(pages):
    return {name: sum(page[name] for page in pages) / len(pages) for name in pages[0]}
"""


def test_it_measures_pages_with_known_articles(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    truths = []
    for number, golden in enumerate(list(GOLDEN.values())[:3]):
        (pages / f"{number}.html").write_text(golden.html, "utf-8")
        truths.append(json.dumps({"id": f"{number}", "url": "", "title": golden.title, "text": golden.text}))
    (pages / "3.html").write_text("<p>No article</p>", "utf-8")
    truths.append(json.dumps({"id": "3", "title": "None", "text": "None"}))
    (tmp_path / "truth.jsonl").write_text("\n".join(truths), "utf-8")
    (tmp_path / "scorer.py").write_text(SCORER, "utf-8")
    command = ["benchmarks.extraction", str(tmp_path), "--scorer", str(tmp_path / "scorer.py"), "--peers", "sitegen"]
    done = subprocess.run(
        [sys.executable, "-m", *command, "--repeats", "1", "--json"], check=True, capture_output=True, text=True
    )
    found = json.loads(done.stdout)["sitegen"]
    assert (found["pages"], found["refused"], found["exact body"], found["title"]) == (4, 1, 0.75, 0.75)
    assert 0 < found["CPU ms a page"] < 10_000
