"""Extracts pages with one Python package, as its own documentation recommends; runs in that package's environment.

    python python_worker.py NAME

Each line of standard input is a JSON object `file`, `url`; each line of standard output one with `fields` (null where
the page was refused), `seconds` of CPU of the whole call, reading included, and `memory`, the megabytes needed so far.
"""

import contextlib
import importlib
import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

Fields = Any  # a mapping from the scorer's names of fields, or None


def sitegen(file: Path, url: str) -> Fields:
    """As `sitegen extract --no-regions --format json` does it."""
    workflow = importlib.import_module("sitegen.workflows.extract")
    custom = importlib.import_module("sitegen.regions.customise").Customisation()
    page = next(workflow.extract_files([file], {workflow.page_id(file): url}, custom, regions=False)).as_json()
    return None if "error" in page else {**page, "author": page["authors"]}


def trafilatura(file: Path, url: str) -> Fields:
    """With metadata and without comments."""
    extract = importlib.import_module("trafilatura").bare_extraction
    found = extract(file.read_bytes(), url=url or None, with_metadata=True, include_comments=False)
    return found and {"title": found.title, "author": found.author, "date": found.date, "text": found.text}


def readability_lxml(file: Path, _url: str) -> Fields:
    """The title and the summary, whose words are taken by lxml."""
    document = importlib.import_module("readability").Document(file.read_bytes())
    html = importlib.import_module("lxml.html")
    body = html.fromstring(document.summary(html_partial=True))
    blocks = (
        " ".join(element.text_content().split()) for element in body.iter("p", "li", "h2", "h3", "h4", "td", "pre")
    )
    return {"title": document.short_title(), "text": "\n\n".join(filter(None, blocks)) or body.text_content()}


def newspaper4k(file: Path, url: str) -> Fields:
    """Download skipped: the page is given."""
    article = importlib.import_module("newspaper").Article(url or "https://unknown.example/", fetch_images=False)
    article.download(input_html=file.read_bytes().decode("utf-8", "replace"))
    article.parse()
    date = article.publish_date
    return {
        "title": article.title,
        "author": article.authors,
        "date": date.date().isoformat() if date else None,
        "text": article.text,
    }


EXTRACTORS = {each.__name__: each for each in (sitegen, trafilatura, readability_lxml, newspaper4k)}


def main() -> None:
    """Answers line by line."""
    extract = EXTRACTORS[sys.argv[1]]
    answers = sys.stdout
    sys.stdout = sys.stderr  # whatever the package prints
    unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes
    for line in sys.stdin:
        asked = json.loads(line)
        fields = None
        started = time.process_time()
        with contextlib.suppress(Exception):  # whatever it is that a package raises
            fields = extract(Path(asked["file"]), asked["url"])
        seconds = time.process_time() - started
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
        print(json.dumps({"fields": fields, "seconds": seconds, "memory": memory}), file=answers, flush=True)


if __name__ == "__main__":
    main()
