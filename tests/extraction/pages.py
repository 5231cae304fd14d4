# ruff: noqa: E501 - pages are written as pages are
"""Small saved pages of our own, one for each layout that a story may be found in, and the text expected of each."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.saved_page import SavedPage


@dataclass(frozen=True, slots=True)
class Golden:
    """A page and what a reader would call its story."""

    html: str
    text: str
    title: str
    without: tuple[str, ...] = ()


def saved(html: str, url: str = "https://example.org/world/story", **fields: object) -> SavedPage:
    return SavedPage(html, "html", "html", "page.html", "0" * 64, url, **fields)  # type: ignore[arg-type]


FIRST = (
    "The peacekeepers left the highlands on Wednesday morning, two years before their mandate was due to end, "
    "and took their vehicles with them."
)
SECOND = (
    "Residents of the valley watched the convoy from the roadside. Some of them, said the mayor, had not slept "
    "since the withdrawal was announced on the radio."
)
THIRD = (
    "The ministry said that talks would go on in the capital, where envoys of both sides are expected to meet again "
    "before the end of the month."
)
STORY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
TITLE = "Tensions rise as peacekeepers leave the highlands"

MODERN = Golden(
    f"""<!doctype html><html lang="en"><head><title>{TITLE} | The Highland Post</title>
<meta property="og:site_name" content="The Highland Post"><meta property="og:title" content="{TITLE}">
<meta property="og:image" content="/img/lead.jpg"><link rel="canonical" href="https://example.org/world/123">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"NewsArticle",
"headline":"{TITLE}","datePublished":"2024-04-17T09:30:00+09:00","dateModified":"2024-04-18",
"author":[{{"@type":"Person","name":"Jane Doe"}},{{"@type":"Person","name":"Kim Min-su"}}],
"articleSection":"World","keywords":"diplomacy, highlands"}}]}}</script></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
<main><article><h1>{TITLE}</h1><p class="byline">By Jane Doe and Kim Min-su</p>
<time datetime="2024-04-17">17 April 2024</time>
<figure><img src="/img/lead.jpg" alt="A convoy"><figcaption>The convoy on Wednesday. Photo: AP</figcaption></figure>
<p>{FIRST}</p><div class="ad-slot">Advertisement</div><p>{SECOND}</p>
<aside class="related"><h3>Related stories</h3><ul><li><a href="/1">A first other story of the day</a></li></ul></aside>
<h2>What comes next</h2><p>{THIRD}</p>
<div class="share-bar"><a href="#">Share on Facebook</a></div>
<section class="newsletter"><p>Sign up for our newsletter, and get the news in your inbox each morning.</p></section>
</article></main><footer><p>© 2024 The Highland Post. All rights reserved. Nothing may be copied from here.</p></footer>
</body></html>""",
    f"{FIRST}\n\n{SECOND}\n\nWhat comes next\n\n{THIRD}",
    TITLE,
    ("Advertisement", "Related", "Facebook", "newsletter", "Photo: AP", "All rights"),
)

OLD_TABLES = Golden(
    f"""<html><head><title>{TITLE}</title></head><body bgcolor=white>
<table width=700><tr><td width=150 valign=top><a href=a.html>News</a><br><a href=b.html>Sport</a><br>
<a href=c.html>Weather</a></td><td><font face=Arial size=2><b>{TITLE}</b><br><br>
{FIRST}<br><br>
{SECOND}<br>
<br>{THIRD}</font></td></tr></table><center>Copyright 1999</center></body></html>""",
    STORY,
    TITLE,
    ("Sport", "Copyright"),
)

DIV_SOUP = Golden(
    f"""<html><head><title>{TITLE}</title></head><body><div id=top><div><a href=/>Home</a> <a href=/n>News</a></div></div>
<div class=x1><div class=x2><div class=x3>{TITLE}</div><div class=x4><div>{FIRST}</div><div>{SECOND}</div>
<div>{THIRD}</div></div></div><div class=x5><div><a href=/1>Another story about the weather in spring</a></div>
<div><a href=/2>A further story about sport and money</a></div></div></div></body></html>""",
    STORY,
    TITLE,
    ("Another story", "further story"),
)

AMP = Golden(
    f"""<!doctype html><html ⚡ lang="en"><head><title>{TITLE}</title></head><body><amp-sidebar><p>Menu with a sentence in it.
It goes on for a while, so that it looks like prose to a careless eye.</p></amp-sidebar><article><h1>{TITLE}</h1>
<amp-img src="https://example.org/lead.jpg" width="800" height="450" alt="Convoy"></amp-img><p>{FIRST}</p>
<amp-ad width="300" height="250">Advertisement</amp-ad><p>{SECOND}</p>
<amp-youtube data-videoid="abc123" width="480" height="270"></amp-youtube><p>{THIRD}</p></article></body></html>""",
    STORY,
    TITLE,
    ("Menu", "Advertisement"),
)

WORDPRESS = Golden(
    f"""<html><head><title>{TITLE} - Blog</title></head><body class="post-template-default single single-post has-sidebar">
<div id="content"><article class="post hentry"><h1 class="entry-title">{TITLE}</h1>
<div class="entry-meta">Posted on <time datetime="2024-04-17">April 17</time> by <a rel="author" href="/a">Jane Doe</a></div>
<div class="entry-content"><p>{FIRST}</p><div class="wp-caption"><img src="a.jpg"><p class="wp-caption-text">The road
to the pass, seen from the village. It was built by the villagers themselves.</p></div><p>{SECOND}</p>
<ul><li>two years early</li><li>forty vehicles</li></ul><p>{THIRD}</p>
<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="#">Twitter</a></li></ul></div>
<div class="yarpp-related"><h3>More</h3><p>A teaser of another post, with a full sentence. And one more of them.</p></div>
</div></article><div id="comments"><h2>3 Comments</h2><ol><li><p>{SECOND} I do not agree with any of this at all.</p></li>
</ol></div></div><aside class="widget-area"><p>About this blog: it is written by a person who likes mountains.</p></aside>
</body></html>""",
    f"{FIRST}\n\n{SECOND}\n\ntwo years early\nforty vehicles\n\n{THIRD}",
    TITLE,
    ("villagers themselves", "Share", "teaser", "agree", "About this blog"),
)

LIVE = Golden(
    f"""<html><head><title>{TITLE}: live</title></head><body><main><h1>{TITLE}: live</h1><div class="live-blog">"""
    + "".join(
        f"<article class='entry'><h2>10:{n}0 Update number {n}</h2><p>{text}</p></article>"
        for n, text in enumerate((FIRST, SECOND, THIRD, f"{SECOND} The mayor said so again in the evening."))
    )
    + "</div></main></body></html>",
    f"10:00 Update number 0\n\n{FIRST}\n\n10:10 Update number 1\n\n{SECOND}\n\n10:20 Update number 2\n\n{THIRD}"
    f"\n\n10:30 Update number 3\n\n{SECOND} The mayor said so again in the evening.",
    f"{TITLE}: live",
)

TABLE = Golden(
    f"""<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1><p>{FIRST}</p>
<table><tr><th>Force</th><th colspan=2>Strength</th></tr><tr><td rowspan=2>North</td><td>2022</td><td>400</td></tr>
<tr><td>2024</td><td>120</td></tr></table><p>{SECOND}</p></article></body></html>""",
    f"{FIRST}\n\nForce\tStrength\tStrength\nNorth\t2022\t400\nNorth\t2024\t120\n\n{SECOND}",
    TITLE,
)

RTL_FIRST = (
    "غادرت قوات حفظ السلام المرتفعات صباح الأربعاء، قبل عامين من انتهاء ولايتها، وأخذت مركباتها معها إلى العاصمة."
)
RTL_SECOND = (
    "وشاهد سكان الوادي القافلة من جانب الطريق. وقال رئيس البلدية إن بعضهم لم ينم منذ إعلان الانسحاب عبر الإذاعة."
)
RTL = Golden(
    f"""<html lang="ar" dir="rtl"><head><title>قوات حفظ السلام تغادر المرتفعات</title></head><body><nav><a href="/">الرئيسية</a></nav>
<article><h1>قوات حفظ السلام تغادر المرتفعات</h1><p>{RTL_FIRST}</p><p>{RTL_SECOND}</p></article></body></html>""",
    f"{RTL_FIRST}\n\n{RTL_SECOND}",
    "قوات حفظ السلام تغادر المرتفعات",
    ("الرئيسية",),
)

GOLDEN = {
    "modern": MODERN,
    "old tables": OLD_TABLES,
    "div soup": DIV_SOUP,
    "amp": AMP,
    "wordpress": WORDPRESS,
    "live": LIVE,
    "table with spans": TABLE,
    "right to left": RTL,
}
