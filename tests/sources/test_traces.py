import datetime as dt
import time

import pytest

from sitegen.sources.traces import Trace, trace_of

UTC = dt.UTC
SEOUL = dt.timezone(dt.timedelta(hours=9))
URL = "https://news.example/2024/04/17/a--b.html"

SAVED = dt.datetime(2024, 4, 17, 18, 30, 5, tzinfo=SEOUL)
SINGLE_FILE = """<!DOCTYPE html> <html lang=ja><!--
 Page saved with SingleFile
 url: https://news.example/story
 saved date: Wed Apr 17 2024 18:30:05 GMT+0900 (日本標準時)
--><meta charset=utf-8>"""

WAYBACK = """<script>__wm.wombat("http://news.example:80/a.htm","20120611024252","https://web.archive.org/","web");</script>
<p>x</p><!--
     FILE ARCHIVED ON 02:42:52 Jun 11, 2012 AND RETRIEVED FROM THE
     INTERNET ARCHIVE ON 11:06:02 Sep 22, 2021.
-->"""


@pytest.mark.parametrize(
    ("source", "trace"),
    [
        (
            SINGLE_FILE,
            Trace("singlefile", "https://news.example/story", SAVED),
        ),
        (
            SINGLE_FILE.replace("Page saved with", "Archive processed by").replace(" saved date: Wed", " info: Wed"),
            Trace("singlefile", "https://news.example/story"),
        ),
        (
            f"<!DOCTYPE html>\n<!-- saved from url=({len(URL):04}){URL.replace('--', '-%2D')} -->\n<html>",
            Trace(url=URL),
        ),
        (f"<html><!-- saved from url=({len(URL):04}){URL} -->", Trace(url=URL)),
        ("<!-- saved from url=(0014)about:internet -->", Trace()),
        ("<!-- saved from url=(0022)file:///home/me/x.html -->", Trace()),
        (
            "<!-- saved from url=(0061)https://web.archive.org/web/20120611024252/http://news.example/ -->",
            Trace(url="http://news.example/", saved_at=dt.datetime(2012, 6, 11, 2, 42, 52, tzinfo=UTC)),
        ),
        (
            '<meta name="savepage-url" content="https://news.example/?a=1&amp;b=2">'
            '<meta name="savepage-date" content="Tue Mar 05 2024 10:00:00 GMT-0500 (Eastern Standard Time)">',
            Trace(
                url="https://news.example/?a=1&b=2",
                saved_at=dt.datetime(2024, 3, 5, 10, tzinfo=dt.timezone(dt.timedelta(hours=-5))),
            ),
        ),
        (
            "<!-- Saved from https://news.example/ at 2023-01-02T03:04:05Z using monolith v2.7.0 -->",
            Trace(url="https://news.example/", saved_at=dt.datetime(2023, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ),
        (
            "<!-- Saved from local source at 2023-01-02T03:04:05Z using monolith v2.7.0 -->",
            Trace(saved_at=dt.datetime(2023, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ),
        (
            '<html lang="en" data-scrapbook-source="https://news.example/" data-scrapbook-create="20200401123456789">',
            Trace(url="https://news.example/", saved_at=dt.datetime(2020, 4, 1, 12, 34, 56, tzinfo=UTC)),
        ),
        (
            "<!-- Mirrored from news.example/page by HTTrack Website Copier/3.x [XR&CO'2013], "
            "Wed, 17 Jan 2018 15:34:08 GMT -->",
            Trace(url="http://news.example/page", saved_at=dt.datetime(2018, 1, 17, 15, 34, 8, tzinfo=UTC)),
        ),
        (WAYBACK, Trace(url="http://news.example/a.htm", saved_at=dt.datetime(2012, 6, 11, 2, 42, 52, tzinfo=UTC))),
        (WAYBACK.partition("</script>")[2], Trace(saved_at=dt.datetime(2012, 6, 11, 2, 42, 52, tzinfo=UTC))),
        ("<html><p>nothing</p>", Trace()),
        ("Saved date: Wed Foo 99 2024 99:99:99 GMT+9999", Trace()),
    ],
)
def test_what_saving_programs_tell(source: str, trace: Trace) -> None:
    assert trace_of(source) == trace


def test_impossible_dates_are_no_dates() -> None:
    assert trace_of(SINGLE_FILE.replace("Apr 17", "Feb 31")).saved_at is None


@pytest.mark.parametrize(
    "piece", ["<!-- saved from url=(0001)", "<html ", "<!-- Saved from a at ", "<meta name=savepage-url "]
)
def test_hostile_pages_end_soon(piece: str) -> None:
    began = time.process_time()
    trace_of(piece * 20_000)
    assert time.process_time() - began < 3
