"""A small invented archive: views as the plan of a real site would hold them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, cast

from sitegen.article import Saved
from sitegen.entry import Card, Facts
from sitegen.maps.frame import frame_of, regions_in
from sitegen.maps.shapes import load_shapes
from sitegen.regions.atlas import load_atlas
from sitegen.site.views import (
    ArticleView,
    Branch,
    FeedItem,
    FeedView,
    HomeView,
    IndexView,
    ListView,
    MapView,
    Neighbour,
    NotFoundView,
    Page,
    PageView,
    Pagination,
    Period,
    PlaceView,
    RedirectView,
    RobotsView,
    Row,
    SiteInfo,
    SitemapView,
    Term,
)
from sitegen.slugs import slugify

PICTURE = "media/ab/abcdef0123456789.webp"
TITLES = (
    ("Tensions rise as peacekeepers leave the highlands", "en", "The Highland Post"),
    ("Река вернулась в старое русло после паводка", "ru", "Заречный вестник"),
    (
        "Ferry service to the outer islands resumes after eleven years, four ministers and one bridge that was never "
        "built: what the people of Sandoy say about it now",
        "en",
        "The Coastal Observer",
    ),
    ("عودة الصيادين إلى الميناء القديم بعد عام من التوقف", "ar", "صحيفة المرفأ"),
    ("山間の学校、最後の卒業式", "ja", "山岳新報"),
    ("Glaciar pierde un tercio de su superficie en dos décadas", "es", "El Correo del Sur"),
    ("A railway town waits for its train", "en", "The Highland Post"),
    ("Marktplatz wird zum dritten Mal umgebaut", "de", "Neue Talzeitung"),
    ("Unwetterwarnungssystemmodernisierungsfinanzierungsvereinbarung unterzeichnet", "de", "Neue Talzeitung"),
)
PLACES = (
    ("Armenia", "Azerbaijan"),
    ("Russia",),
    ("Faroe Islands",),
    ("Tunisia", "Northern Africa"),
    ("Japan",),
    ("Argentina", "Chile"),
    ("Kazakhstan",),
    (),
    ("Germany", "Austria", "Switzerland", "Liechtenstein", "Italy"),
)
BODY = """<p>The last convoy left at dawn. By noon the road was open, and the first buses came up from the valley with
people who had not seen their houses for <em>nineteen</em> months.<sup><a id="fnref_1" href="#fn_1"
role="doc-noteref">1</a></sup> “We were told to wait,” said a teacher in the town of Vank, “and so we waited.”</p>
<p>The mission, which at its height counted 1,960 soldiers, was to end in 2025. Nobody in the ministry would say
<a href="https://example.org/world/122" rel="noopener">why it ended early</a>, nor who decides now over the
<a href="/news/2024/03/a-railway-town/">railway</a> through the southern pass.</p>
<h2 id="what-was-agreed">What was agreed</h2>
<p>Three papers were signed in four years. None of them names the villages.</p>
<blockquote><p>The parties confirm that the roads shall remain open to all who live along them, in both directions
and at all hours.</p><p>— Article 6 of the agreement</p></blockquote>
<figure><img src="/news/media/ab/abcdef0123456789.webp" alt="A road through a bare valley, seen from above">
<figcaption>The road through the southern pass, photographed in March. Photo: Kim Min-su</figcaption></figure>
<h3 id="the-numbers">The numbers</h3>
<div class="table" role="region" tabindex="0" aria-label="Table 1"><table>
<thead><tr><th scope="col">District</th><th scope="col" class="right">Before</th>
<th scope="col" class="right">Returned</th><th scope="col">Main road</th></tr></thead><tbody>
<tr><td>Upper valley</td><td class="right">12,400</td><td class="right">3,150</td><td>open</td></tr>
<tr><td>Lower valley</td><td class="right">31,870</td><td class="right">22,009</td><td>open by day</td></tr>
<tr><td>Vank and environs</td><td class="right">4,216</td><td class="right">87</td><td>closed</td></tr>
</tbody></table></div>
<ul><li>Two schools have opened again; a third has no roof.</li><li>The hospital treats
<a href="https://example.org/health">about forty people</a> a day.</li></ul>
<pre tabindex="0"><code>ROAD 7  OPEN 06-22
ROAD 9  CLOSED</code></pre>
<hr>
<p>In the evening the square was full. The bakery, whose owner had hung a sheet over the broken window, sold
everything it had.</p>
<section class="footnotes" role="doc-endnotes" aria-label="Footnotes"><ol><li id="fn_1">
<p>The first families left in September 2022. <a href="#fnref_1" role="doc-backlink" aria-label="Back to reference 1"
>↩︎</a></p></li></ol></section>"""
ARABIC = """<p>عاد الصيادون إلى الميناء القديم صباح الأحد بعد عام من التوقف، وامتلأت الأرصفة بالقوارب والشباك.
وقال أحدهم: «انتظرنا طويلا، وها نحن نعود». وشهد السوق حركة لم يعرفها منذ إغلاق الميناء في أبريل 2023.</p>
<h2 id="السوق">السوق</h2><p>بلغ عدد القوارب المسجلة 212 قاربا، منها 38 قاربا جديدا.</p>
<blockquote><p>البحر لا ينتظر أحدا.</p></blockquote><ul><li>أعيد فتح رصيفين</li><li>وبقي الثالث مغلقا</li></ul>"""
JAPANESE = (
    "<p>山間の小さな学校で、<em>最後</em>の卒業式が行われた。卒業生は三人だった。校長は「ここで学んだことを忘れないで」と語った。</p>"
    * 3
)
BODIES = {"highlands": BODY, "arabic": ARABIC, "japanese": JAPANESE, "empty": ""}
bodies: Callable[[str], str] = BODIES.__getitem__


def site(**changes: Any) -> SiteInfo:
    said: dict[str, Any] = {
        "title": "The Borderlands Archive",
        "description": "News from the edges of maps, kept as it was written.",
        "base_url": "https://archive.example/news/",
        "base_path": "/news/",
        "language": "en",
        "robots": "index",
        "canonical": "self",
        "full_feeds": False,
        "theme": (),
        "generator": "sitegen 0.1.0",
    }
    return SiteInfo(**(said | changes))


def card(number: int = 0, **changes: Any) -> Card:
    title, lang, paper = TITLES[number % len(TITLES)]
    date = dt.date(2024, 4, 17) - dt.timedelta(days=number * 3)
    said: dict[str, Any] = {
        "file": f"content/articles/{date:%Y/%m}/story-{number}.md",
        "permalink": f"/{date:%Y/%m}/{slugify(title, 40)}-{number}/",
        "kind": "article",
        "title": title,
        "date": date,
        "authors": ("Jane Doe", "Kim Min-su"),
        "site": paper,
        "url": f"https://example.org/world/{number}",
        "lang": lang,
        "regions": PLACES[number % len(PLACES)],
        "saved": Saved(
            f"content/saved/page-{number}.html", f"{number:064x}", "html", dt.datetime(2024, 4, 20, 10, tzinfo=dt.UTC)
        ),
    }
    said |= changes
    return Card(fingerprint=repr(sorted(said.items(), key=str)), **said)


def term(kind: str, name: str, count: int = 0) -> Term:
    return Term(name, f"/{kind}/{slugify(name)}/", count)


def row(number: int = 0, **changes: Any) -> Row:
    shown = card(number, **changes)
    regions = tuple(term("regions", name) for name in shown.regions)
    return Row(shown, regions, term("sources", shown.site) if shown.site else None)


def rows(count: int) -> tuple[Row, ...]:
    return tuple(row(number) for number in range(count))


def year(number: int, count: int, linked: bool = True) -> Term:
    return Term("", f"/{number}/" if linked else "", count, Period(number))


def years(count: int, linked: bool = True) -> tuple[Term, ...]:
    """Newest first, with gaps."""
    return tuple(year(2024 - ago, (ago * 37) % 101 + 1, linked) for ago in range(count) if ago % 6 != 4)


def region_branches() -> tuple[Branch, ...]:
    asia = (
        ("Central Asia", ("Kazakhstan", "Kyrgyzstan", "Tajikistan")),
        ("Western Asia", ("Armenia", "Azerbaijan", "Georgia")),
    )
    europe = (
        ("Northern Europe", ("Faroe Islands", "Norway")),
        ("Western Europe", ("Austria", "Germany", "Liechtenstein")),
    )
    africa = (("Northern Africa", ("Algeria", "Tunisia")),)

    def branch(name: str, inner: Sequence[tuple[str, Sequence[str]]], count: int) -> Branch:
        parts = (
            Branch(term("regions", n, count // 2), tuple(Branch(term("regions", c, 12)) for c in cs)) for n, cs in inner
        )
        return Branch(term("regions", name, count), tuple(parts))

    return branch("Africa", africa, 41), branch("Asia", asia, 1203), branch("Europe", europe, 388)


def home(count: int = 20, articles: int = 1204) -> Page:
    shown = rows(count)
    pages = max(1, -(-articles // 20))
    view = HomeView(
        articles=articles,
        sources=min(articles, 48),
        countries=min(articles, 96),
        first=dt.date(1998, 3, 3) if count else None,
        last=dt.date(2024, 4, 17) if count else None,
        rows=shown,
        pagination=Pagination(1, pages, "/"),
        regions=region_branches() if count else (),
        years=years(27) if count else (),
        papers=tuple(
            term("sources", name, 300 // (at + 1)) for at, name in enumerate(dict.fromkeys(t[2] for t in TITLES))
        )
        if count
        else (),
    )
    return Page("index.html", view)


ATLAS, SHAPES = load_atlas(), load_shapes()
DISPUTED = ("crimea", "nagorno-karabakh", "northern-cyprus")


def map_of(here: Sequence[str], every: int = 1) -> MapView:
    """The map of some regions (of the world, where none are named), on which each `every`th one has stories."""
    frame = frame_of(here, SHAPES) if here else None
    shown = [code for code in (regions_in(frame, SHAPES) if frame else SHAPES) if code]
    known = [(code, found) for code in sorted(shown) if (found := ATLAS.get(code))]
    told = [(code, each) for at, (code, each) in enumerate(known) if at % every == 0 or code in here]
    return MapView(
        frame=frame,
        here=tuple(here),
        terms=tuple(
            (code, Term(each.name, f"/regions/{each.slug}/", at**2 + 1)) for at, (code, each) in enumerate(told)
        ),
        names=tuple((code, each.name) for code, each in known if (code, each) not in told),
        disputed=tuple(code for code, _ in told if code in DISPUTED),
    )


def months(count: int) -> tuple[Term, ...]:
    """Latest first, with gaps."""
    days = [dt.date(2024 - ago // 12, 12 - ago % 12, 1) for ago in range(count) if ago % 7 != 3]
    return tuple(Term("", f"/{day:%Y/%m}/", day.month * 3, Period(day.year, day.month)) for day in days)


def place(here: Sequence[str], every: int = 1) -> PlaceView:
    """Everything that the page of a region can tell."""
    together = tuple(term("regions", name, 40 - 3 * len(name)) for name in ("Azerbaijan", "Georgia", "Russia"))
    return PlaceView(map_of(here, every), (term("regions", "Caucasus"),), months(200), together)


def drawn(codes: Sequence[str]) -> tuple[str, ...]:
    """The codes by which a map shows these regions."""
    inner = (child.code for code in codes for child in ATLAS.children(code) if code not in SHAPES)
    return tuple(code for code in codes if code in SHAPES) or drawn(tuple(inner))


def continent_map() -> MapView:
    """A map with as much on it as there can be."""
    return map_of(drawn(("150",)))


def region_at(found: PlaceView) -> Page:
    """The page of a region that lies somewhere."""
    return Page("regions/x/index.html", replace(cast("ListView", region().view), place=found))


def region(count: int = 20, articles: int = 312, number: int = 1) -> Page:
    base = "/regions/armenia/"
    pagination = Pagination(number, max(1, -(-articles // 20)), base)
    view = ListView(
        "region",
        Term("Armenia", base, articles),
        rows(count),
        pagination,
        crumbs=(Term("", "/regions/"), term("regions", "Asia"), term("regions", "Western Asia")),
        inside=tuple(term("regions", name, 12) for name in ("Yerevan", "Syunik", "Lori")) if count else (),
        years=years(min(27, articles), linked=False) if count else (),
        feeds=True,
        place=place(("AM",), 2) if number == 1 and articles > 1 else None,
    )
    return Page(pagination.at(number).strip("/") + "/index.html", view)


def article(number: int = 0, body: str = "highlands", **changes: Any) -> Page:
    shown = row(number, **changes)
    view = ArticleView(
        card=shown.card,
        facts=Facts(words=640, excerpt="The last convoy left at dawn.", pictures=(f"../../../{PICTURE}",)),
        regions=shown.regions,
        tags=tuple(term("tags", name) for name in ("diplomacy", "railways")),
        authors=tuple(term("authors", name) for name in shown.card.authors),
        source=shown.source,
        dates=(
            year(2024, 0),
            Term("", "/2024/04/", 0, Period(2024, 4)),
            Term("", "/2024/04/17/", 0, Period(2024, 4, 17)),
        )
        if shown.card.date
        else (),
        along=shown.regions[0] if shown.regions else None,
        older=neighbour(number + 1),
        newer=neighbour(number + 2),
        related=(neighbour(6), neighbour(3), neighbour(7)),
    )
    return Page(shown.card.permalink.strip("/") + "/index.html", view, (body,))


def bare_article() -> Page:
    """An article of which nothing is known but its title."""
    shown = card(0, date=None, authors=(), site="", url="", lang="", regions=(), saved=None)
    view = ArticleView(shown, Facts(), (), (), (), None, (), None, None, None, ())
    return Page("undated/bare/index.html", view, ("empty",))


def neighbour(number: int) -> Neighbour:
    shown = card(number)
    return Neighbour(shown.title, shown.permalink, shown.lang, shown.date)


def index(kind: Any, count: int = 60, every: int = 2) -> Page:
    branches: tuple[Branch, ...]
    if kind == "regions":
        branches = region_branches()
    elif kind == "dates":
        branches = tuple(
            Branch(
                each,
                tuple(
                    Branch(Term("", f"{each.permalink}{m:02}/", m, Period(int(each.permalink[1:5]), m)))
                    for m in (1, 4, 12)
                ),
            )
            for each in years(9)
        )
    else:
        names = sorted(f"{chr(65 + n % 24)}{'aeiou'[n % 5]}{'rnlst'[n % 3]}{n:02} name" for n in range(count))
        branches = tuple(Branch(term(kind, name, n)) for n, name in enumerate(names, 1))
    world = map_of((), every) if kind == "regions" else None
    return Page(f"{kind}/index.html", IndexView(kind, branches if count else (), world))


def free_page() -> Page:
    shown = card(0, kind="page", title="About this archive", permalink="/about/", date=None, saved=None, lang="en")
    return Page("about/index.html", PageView(shown, Facts(words=9, excerpt="What this is.")), ("japanese",))


def feed(kind: Any, full: bool = False, count: int = 5, name: str = "") -> Page:
    address = "/feed.xml" if kind == "atom" else "/feed.json"
    items = tuple(
        FeedItem(card(n, tags=("diplomacy",), description="One & <two>."), Facts(), "highlands" if full else "")
        for n in range(count)
    )
    return Page(address[1:], FeedView(kind, name, "/", address, items), ("highlands",) if full else ())


def every_kind() -> dict[str, Page]:
    """A page of each kind that people see."""
    return {
        "home": home(),
        "home-empty": home(0, 0),
        "region": region(),
        "region-one": region(1, 1),
        "region-continent": region_at(place(drawn(("150",)))),
        "region-island": region_at(place(("TV",))),
        "region-disputed": region_at(place(("crimea",))),
        "region-late": region(20, 10_000, 250),
        "article": article(
            0,
            description="Nineteen months after they fled, the first families return to a valley that "
            "three agreements do not name.",
            updated=dt.date(2024, 4, 18),
            image=PICTURE,
        ),
        "article-long": article(2, regions=PLACES[8]),
        "article-arabic": article(3, "arabic"),
        "article-japanese": article(4, "japanese"),
        "article-picture": article(5, "japanese", image="media/cd/other.webp", image_alt="A glacier", draft=True),
        "article-bare": bare_article(),
        "index-regions": index("regions"),
        "index-dates": index("dates"),
        "index-authors": index("authors"),
        "index-tags": index("tags", 5),
        "index-sources": index("sources", 0),
        "page": free_page(),
        "404": Page("404.html", NotFoundView()),
    }


REDIRECT = Page("old/path/index.html", RedirectView("/2024/04/новая/", "The new place"))
SITEMAP = Page(
    "sitemap.xml", SitemapView((("/", None), ("/2024/04/a&b/", dt.date(2024, 4, 17)), ("/regions/são/", None)))
)
ROBOTS = Page("robots.txt", RobotsView())
