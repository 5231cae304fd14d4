"""`sitegen regions --explain`, and the articles that `sitegen check` calls uncertain."""

from __future__ import annotations

import json

from tests.site_on_disk import SiteOnDisk, saved_page

GEORGIA = ("Voters in Georgia queued in the rain for an hour before the doors of the schools opened on Sunday.",) * 3


def test_each_region_comes_with_the_names_that_speak_for_it(site: SiteOnDisk) -> None:
    article = {"id": 7, "title": "Ferry on Lake Titicaca", "text": "Peru opened a ferry. It left Dublin Road in Lima."}
    (site.root / "a.jsonl").write_text(json.dumps(article), "utf-8")
    answer = site.run("regions", "--explain", "a.jsonl").works().json
    assert answer["countries"] == ["PE"]
    assert [(each["text"], each["in"], each["start"]) for each in answer["regions"][0]["mentions"]] == [
        ("Peru", "text", 0),
        ("Lima", "text", 44),
    ]
    assert answer["set_aside"] == [{"text": "Dublin", "in": "text", "start": 29, "end": 35, "why": "a street"}]
    assert answer["uncertain"] == []


def test_check_lists_what_the_importer_was_not_sure_of_and_no_more_once_the_owner_wrote_it(site: SiteOnDisk) -> None:
    site.saved("a.html", saved_page("Voters in Georgia queue", text=GEORGIA)).import_()
    assert "uncertain regions: GE rests on 'Georgia' alone" in site.run("check").works().out
    (file,) = (site.root / "content" / "articles").rglob("*.md")
    text = file.read_text("utf-8")
    assert "regions: [GE]" in text
    file.write_text(text.replace("regions: [GE]", "regions: [US-GA]"), "utf-8")
    assert "uncertain" not in site.run("check").works().out
