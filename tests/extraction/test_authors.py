"""Who wrote a story, by what the page claims and by the lines around its headline."""

from __future__ import annotations

import json

import pytest

from sitegen.extraction import extract
from tests.extraction.pages import FIRST, SECOND, THIRD, TITLE, saved

STORY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
JANE = {"@type": "Person", "@id": "#jd", "name": "Jane Doe"}
HAN = "记者在现场看到，车队于周三清晨离开高地，比原定任务期限提前了两年，沿途居民彻夜未眠，站在路边目送车队远去。"
HANGUL = "평화유지군은 임무 종료를 앞둔 수요일 아침 고원을 떠났으며, 주민들은 길가에서 차량 행렬을 지켜보았다고 전했다."


def page(head: str = "", below: str = "", behind: str = "", story: str = STORY) -> str:
    return (
        f"<html><head><title>{TITLE}</title>{head}</head><body><article><h1>{TITLE}</h1>{below}{story}</article>"
        f"{behind}</body></html>"
    )


def linked(author: object, *others: object, site: str = "The Post") -> str:
    article = {"@type": "NewsArticle", "headline": TITLE, "author": author, "publisher": {"name": site}}
    return f'<script type="application/ld+json">{json.dumps([article, *others])}</script>'


def authors(html: str) -> tuple[str, ...]:
    return extract(saved(html)).article.metadata.authors


CLAIMED = {
    "people": (linked([{"name": "Jane Doe"}, {"name": "Kim Min-su"}]), ("Jane Doe", "Kim Min-su")),
    "a person described elsewhere": (linked({"@id": "#jd"}, JANE), ("Jane Doe",)),
    "names and the paper in one claim": (linked("Jane Doe and Ann Lee, The Post"), ("Jane Doe", "Ann Lee")),
    "initials in brackets": (linked("Jane Doe (jdo)"), ("Jane Doe",)),
    "a newsroom": (linked("Highland Post Sports Desk"), ("Highland Post Sports Desk",)),
    "nobody": (linked("admin"), ()),
    "a template's key": (linked("page.head.extra.author"), ()),
    "a scholar, surname first": ('<meta name="citation_author" content="Doe, Jane">', ("Jane Doe",)),
}  # fmt: skip


@pytest.mark.parametrize(("head", "names"), CLAIMED.values(), ids=CLAIMED)
def test_claimed(head: str, names: tuple[str, ...]) -> None:
    assert authors(page(head)) == names


VISIBLE = {
    "behind by": ("<p>By Jane Doe and Kim Min-su</p>", ("Jane Doe", "Kim Min-su")),
    "elements without spaces between them": (
        "<p><span>By</span><a href='/x'>Jane Doe</a><time>January 4, 2026</time><a href='/c'>World Affairs</a></p>",
        ("Jane Doe",),
    ),
    "on the next line": ("<p>Written by</p><p>Jane Doe</p><p>Table of contents</p>", ("Jane Doe",)),
    "behind the date": ("<p>September 1st, 2023 By Jane Doe</p>", ("Jane Doe",)),
    "with roles": ("<p>By <a>Jane Doe</a>, <span>Chief Political Editor</span></p>", ("Jane Doe",)),
    "not the editor": ("<p>Edited by</p><p>Ann Lee</p><p>By Jane Doe</p>", ("Jane Doe",)),
    "not the photographer": ("<p class='author'>Photo: Ann Lee</p><p class='author'>Jane Doe</p>", ("Jane Doe",)),
    "a link to an author's page": ("<p><a href='/authors/jane-doe'>Jane Doe</a></p>", ("Jane Doe",)),
    "alone, a role behind it": ("<p>Jane Doe</p><p>Staff writer</p>", ("Jane Doe",)),
    "alone, nothing behind it": ("<p>Garden Maintenance</p>", ()),
    "a team": ("<p>By Highland Team</p>", ("Highland Team",)),
    "German": ("<p>Von Anna Muster und Jörg Beispiel</p>", ("Anna Muster", "Jörg Beispiel")),
    "French": ("<p>Par Anne Exemple et Luc Modèle</p>", ("Anne Exemple", "Luc Modèle")),
    "Spanish": ("<p>Por Ana Ejemplo y Luis Muestra</p>", ("Ana Ejemplo", "Luis Muestra")),
    "Russian": ("<p>Автор: Иван Примеров</p>", ("Иван Примеров",)),
    "Arabic": ("<p>بقلم: سمير المثالي</p>", ("سمير المثالي",)),
    "Hebrew": ("<p>מאת: דנה לדוגמה</p>", ("דנה לדוגמה",)),
    "Persian": ("<p>نویسنده: سارا نمونه</p>", ("سارا نمونه",)),
    "Chinese reporters": ("<p>本报记者 王小明 李大伟</p>", ("王小明", "李大伟")),
    "Chinese author beside other things": ("<p>2015-11-05 阅读:8169 来源:转载 作者:王小明</p>", ("王小明",)),
    "Chinese, not the editor in charge": ("<p>责任编辑：王小明</p>", ()),
}


@pytest.mark.parametrize(("below", "names"), VISIBLE.values(), ids=VISIBLE)
def test_visible(below: str, names: tuple[str, ...]) -> None:
    assert authors(page(below=below)) == names


def test_reporter_named_in_the_first_sentence() -> None:
    assert authors(page(story=f"<p>据高地社首都电（记者 王小明）{HAN}</p><p>{HAN}</p>")) == ("王小明",)
    assert authors(page(story=f"<p>(고원=통신) 홍길동 기자 = {HANGUL}</p><p>{HANGUL}</p>")) == ("홍길동",)


def test_office_claimed_gives_way_to_people() -> None:
    assert authors(page(linked("The Post"), "<p>By Jane Doe</p>")) == ("Jane Doe",)
    assert authors(page(linked("The Post"))) == ("The Post",)


def test_byline_below_the_title_beats_the_login_that_a_blog_claims() -> None:
    login = '<meta name="author" content="Ann Lee">'
    assert authors(page(login, "<p>By Jane Doe</p>")) == ("Jane Doe",)
    assert authors(page(login, "<p>By Ann B. Lee</p>")) == ("Ann Lee",)
    assert authors(page(linked("Ann Lee"), "<p>By Jane Doe</p>")) == ("Ann Lee",)


def test_forename_with_a_date_beats_bylines_of_others_in_the_story() -> None:
    below = "<p>by Amanda · Dec 20, 2025 at 3:00 am</p><h4>A book</h4><p>Author: H.G. Parry</p>"
    assert authors(page(below=below)) == ("Amanda",)


def test_office_with_an_article() -> None:
    assert authors(page(below="<p>By the Highland Team</p>")) == ("the Highland Team",)


def test_name_that_a_story_is_signed_with() -> None:
    behind = '<p style="text-align:right"><strong>Lê Phương</strong></p>'
    assert authors(page(linked("The Post"), story=f"{STORY}{behind}")) == ("Lê Phương",)
    assert authors(page(linked("The Post"), story=f"{STORY}<p>Tin Khác</p>")) == ("The Post",)


def test_credit_behind_the_story() -> None:
    behind = "<div><p>This post was written by Jane Doe, Head of Marketing</p></div>"
    assert authors(page(behind=behind)) == ("Jane Doe",)


def test_menu_above_the_headline_names_nobody() -> None:
    menu = '<p>Menu</p><h3 class="author">Dont Have an Account?</h3><p>Forgot Password?</p><p>Enter your password</p>'
    assert authors(page().replace("<article>", f"<div>{menu}</div><article>")) == ()


def test_authors_of_other_stories_are_not_this_ones() -> None:
    teasers = "".join(
        f"<div><div><h3>Another</h3><a rel='author' href='/{n}'>{n} Other</a></div></div>" for n in ("Al", "Bo")
    )
    byline = "<div><div><a rel='author' href='/jd'>Jane Doe</a></div></div>"
    assert authors(page(below=byline, behind=teasers)) == ("Jane Doe",)


def test_author_box_behind_the_story() -> None:
    assert authors(page(behind='<div class="author-box"><h4>Jane Doe</h4></div>')) == ("Jane Doe",)


@pytest.mark.parametrize("account", ["admin", "q_admin", "siteadmin2", "Web Editor", "mdelatorre6vkp2"])
def test_accounts_that_put_a_page_up_wrote_nothing(account: str) -> None:
    html = page(f'<meta name="author" content="{account}">', "<p>Highland Politics</p><p>17 April 2024</p>")
    assert authors(html) == ()


def test_name_above_a_role_where_the_site_claims_itself() -> None:
    byline = "<div>Jane Doe</div><div>Staff Writer</div>"
    assert authors(page(linked("The Post Ltd"), byline)) == ("Jane Doe",)
    assert authors(page(linked("Highland Agency"), byline)) == ("Highland Agency",)
    assert authors(page(linked("The Post"), "<div>Highland League</div><div>17 April 2024</div>")) == ("The Post",)


def test_office_without_the_day_behind_it() -> None:
    assert authors(page(below="<p>Posted by BridgeWatch on Tuesday, April 16, 2024</p>")) == ("BridgeWatch",)


def test_links_to_accounts_name_nobody() -> None:
    above = '<a href="/users/login">Member Account</a>'
    assert authors(f"<html><body><div>{above}</div><article><h1>{TITLE}</h1>{STORY}</article></body></html>") == ()
