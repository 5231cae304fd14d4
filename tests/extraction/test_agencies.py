"""The news agencies that a page credits with its story."""

from __future__ import annotations

import json

import pytest

from sitegen.extraction import extract
from sitegen.extraction.agencies import agencies_in
from tests.extraction.pages import FIRST, SECOND, THIRD, TITLE, saved


def agencies(below: str = "", first: str = FIRST, last: str = THIRD, behind: str = "", **claims: object) -> list[str]:
    article = json.dumps({"@type": "NewsArticle", "headline": TITLE, **claims})
    html = (
        f'<html><head><title>{TITLE}</title><script type="application/ld+json">{article}</script></head><body><article>'
        f"<h1>{TITLE}</h1>{below}<p>{first}</p><p>{SECOND}</p><p>{last}</p>{behind}</article></body></html>"
    )
    choices = extract(saved(html)).evidence.choices
    return [choice.claim.value for choice in choices if choice.claim.field == "agency"]


def test_credits_of_every_kind() -> None:
    assert agencies(author={"@type": "Organization", "name": "Reuters"}) == ["Reuters"]
    assert agencies(sourceOrganization={"name": "dpa"}) == ["Deutsche Presse-Agentur"]
    assert agencies(below="<p>By Jane Doe with AP, AFP</p>") == ["Associated Press", "Agence France-Presse"]
    assert agencies(below="<p>By the Associated Press in Rome</p>") == ["Associated Press"]
    assert agencies(below="<p>APA/Reuters</p>") == ["Austria Presse Agentur", "Reuters"]
    assert agencies(last=f"{THIRD} (AFP)") == ["Agence France-Presse"]
    assert agencies(behind="<p>Quelle: dpa</p>") == ["Deutsche Presse-Agentur"]


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("YEREVAN (Reuters) - ", "Reuters"),
        ("Berlin (dpa) – ", "Deutsche Presse-Agentur"),
        ("Moscú, 17 abr (EFE).- ", "EFE"),
        ("(서울=연합뉴스) 홍길동 기자 = ", "Yonhap"),
        ("【ロンドン共同】", "Kyodo News"),
        ("新华社北京4月17日电 ", "Xinhua"),
        ("МОСКВА, 17 апреля. /ТАСС/. ", "TASS"),
        ("МОСКВА, 17 апр — РИА Новости. ", "RIA Novosti"),
    ],
)
def test_datelines(opening: str, agency: str) -> None:
    assert agencies(first=opening + FIRST) == [agency]


@pytest.mark.parametrize(
    "below",
    ["<p>AA</p>", "<figcaption>A convoy. Photo: AP</figcaption>", "<p>Photo: Reuters</p>", "<p>By Petra Doe</p>"],
)
def test_no_agency_is_made_up(below: str) -> None:
    assert agencies(below) == []


def test_names_in_other_languages() -> None:
    assert list(agencies_in("ロイター、AFP通信")) == ["Reuters", "Agence France-Presse"]
    assert list(agencies_in("رويترز")) == ["Reuters"]
    assert list(agencies_in("पीटीआई")) == ["Press Trust of India"]
    assert list(agencies_in("our own people")) == []
