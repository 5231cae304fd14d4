"""The benchmark of region tagging, with three articles of our own and sitegen as the only tool."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SCORER = """
def evaluate(gold, predictions, min_share, *, resamples):
    right = [set(predictions[row["id"]]["countries"]) == set(row["countries"]) for row in gold]
    prim = [predictions[row["id"]]["primary"] == row["primary"] for row in gold]
    return {"F1": sum(right) / len(right), "docF1": 0.5, "prim": sum(prim) / len(prim)}, None
"""
ARTICLES = [
    {"id": 1, "title": "Ferry on Lake Titicaca", "text": "Peru opened a ferry.", "countries": ["PE"], "primary": "PE"},
    {"id": 2, "title": "Snow", "text": "Snow fell in Norway.", "countries": ["NO"], "primary": "NO"},
    {"id": 3, "title": "Hens", "text": "A hen laid an egg.", "countries": ["FR"], "primary": "FR"},
]


def test_it_measures_articles_with_known_countries(tmp_path: Path) -> None:
    (tmp_path / "own.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)), "utf-8")
    (tmp_path / "scorer.py").write_text(SCORER, "utf-8")
    command = ["benchmarks.regions", str(tmp_path / "own.jsonl"), "--scorer", str(tmp_path / "scorer.py")]
    done = subprocess.run(
        [sys.executable, "-m", *command, "--peers", "sitegen", "--json"], check=True, capture_output=True, text=True
    )
    (found,) = json.loads(done.stdout)
    assert (found["name"], found["articles"], found["per_article"]) == ("own", 3, 0.5)
    assert found["about"] == found["mentioned"] == found["primary"] == 2 / 3
