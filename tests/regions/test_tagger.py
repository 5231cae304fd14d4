"""What stories are about."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.extraction import extract
from sitegen.ingest.judge import tagged
from sitegen.regions import Customisation, OwnRegion, Region, Story, Tagging, load_atlas, load_tagger
from sitegen.saved_page import SavedPage

KARABAKH = """On the 17th local time, the Kremlin announced that Russian peacekeepers are leaving Nagorno-Karabakh, a
disputed region between Azerbaijan and Armenia. Azerbaijani media had reported it. Armenia protested that Russia did
not help. Azerbaijan took the region last September and ethnic Armenians fled. Asked about Iran and Israel, the Kremlin
said: Iran is close to Russia, Israel is not. The conflict between Israel and Iran went on. Its consulate in Syria was
hit."""


def tag(text: str = "", *, title: str = "", dateline: str = "", lang: str | None = None) -> Tagging:
    return load_tagger().tag(Story(title, text, dateline, lang=lang))


def about(text: str = "", *, title: str = "", dateline: str = "", lang: str | None = None) -> set[str]:
    return {match.code for match in tag(text, title=title, dateline=dateline, lang=lang).about}


def test_a_story_about_several_countries_and_an_area_is_tagged_with_all() -> None:
    codes = about(KARABAKH, title="Tensions Rise as Russia Pulls Peacekeepers from Nagorno-Karabakh")
    assert codes == {"AM", "AZ", "RU", "IR", "IL", "nagorno-karabakh"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Officials in the U.S. said so.", {"US"}),
        ("The US and the UK agreed.", {"US", "GB"}),
        ("Let us go home.", set()),
        ("The UAE signed.", {"AE"}),
        ("The DPRK fired a missile.", {"KP"}),
        ("Burma votes.", {"MM"}),
        ("The Czech Republic and Swaziland signed.", {"CZ", "SZ"}),
        ("Talks between Holland and the Republic of Korea.", {"NL", "KR"}),
        ("South Korean troops watched North Korean troops.", {"KR", "KP"}),
        ("Papua New Guinea and Equatorial Guinea and Guinea-Bissau.", {"PG", "GQ", "GW"}),
        ("Niger and Nigeria closed the border.", {"NE", "NG"}),
        ("A ferry sank in the Indian Ocean.", set()),
        ("A storm hit American Samoa.", {"AS"}),
        ("A fire in New Mexico.", {"US", "US-NM"}),
        ("They ate French fries.", set()),
        ("He reads the China Daily.", set()),
        ("Polish the silver and roast the turkey.", set()),
        ("A Polish minister spoke.", {"PL"}),
        ("Bank of America raised rates.", set()),
        ("Mr. Jordan went to Austin.", {"US", "US-TX"}),
        ("Jack London wrote books.", set()),
        ("Chad Smith played drums.", set()),
        ("Chad's president spoke.", {"TD"}),
        ("Israel bombed Gaza.", {"IL", "gaza", "PS"}),
        ("Troops in the Democratic Republic of Congo and in Brazzaville.", {"CD", "CG"}),
        ("Police in Ireland and Northern Ireland met.", {"IE", "GB", "northern-ireland"}),
        ("TURKEY AND GREECE SIGN DEAL", {"TR", "GR"}),
        ("US TO SEND AID TO UKRAINE", {"US", "UA"}),
        ("The Dominican Republic is not Dominica.", {"DO", "DM"}),
        ("The Sudanese army watched South Sudan.", {"SD", "SS"}),
        ("St. Petersburg, Fla., police said so.", {"US", "US-FL"}),
        ("Michael Jordan retired. Jordan said that he was tired.", set()),
        ("King Abdullah spoke in Jordan.", {"JO"}),
        ("Paris Hilton was arrested.", set()),
        ("The mayor of Paris spoke.", {"FR"}),
        ("A man from Paris, Texas, was arrested.", {"US", "US-TX"}),
        ("She lives in London, Ontario.", {"CA", "CA-ON"}),
        ("Voters in Atlanta, Georgia, queued.", {"US", "US-GA"}),
        ("Voters in Tbilisi queued. Georgia votes today.", {"GE"}),
        ("They met in March and left in August.", set()),
        ("A crash in Reading.", {"GB", "GB-ENG"}),
        ("Reading is fun.", set()),
        ("The Kremlin was silent.", {"RU"}),
        ("Whitehall, the White House and the Élysée were silent.", {"GB", "US", "FR"}),
        ("Police in Belfast, Northern Ireland, said so.", {"GB", "northern-ireland"}),
        ("Hong Kong and Taiwan and Kosovo and Palestine.", {"HK", "TW", "XK", "PS"}),
        ("Police in Yekaterinburg said so.", {"RU", "RU-SVE"}),
        ("A Bavarian court fined a Texan brewer.", {"DE", "DE-BY", "US", "US-TX"}),
        ("Welsh farmers met Flemish ministers.", {"GB", "GB-WLS", "BE", "BE-VLG"}),
        ("Georgian voters queued in Poland.", {"GE", "PL"}),
        ("The two Koreas agreed to talk.", {"KP", "KR"}),
        ("Peru, Indiana, held its circus.", {"US", "US-IN"}),
        ("Siam's king sailed to Formosa.", {"TH", "TW"}),
        ("Balkan leaders met in Skopje.", {"MK"}),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(sorted(value)),
)
def test_names_in_english(text: str, codes: set[str]) -> None:
    assert about(text, lang="en") == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("A quake shook Kashmir.", {"kashmir", "IN", "PK", "CN"}),
        ("Crimea votes.", {"crimea", "UA", "RU"}),
        ("A Kurdish village.", {"kurdistan", "TR", "IQ", "IR", "SY"}),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(sorted(value)),
)
def test_no_claimant_gets_a_disputed_area_for_itself(text: str, codes: set[str]) -> None:
    assert about(text, lang="en") == codes
    assert tag(text, lang="en").primary is None


@pytest.mark.parametrize(
    "area", [region for region in load_atlas() if region.kind == "area"], ids=lambda area: area.code
)
def test_an_area_is_tagged_beside_all_that_claim_or_hold_it(area: Region) -> None:
    result = tag(f"Snow fell in {area.name} on Monday.", lang="en")
    assert {match.code for match in result.about} == {area.code, *area.parents}
    assert result.about[0].code == area.code
    held_by_one = len(area.parents) == 1 and area.code != "somaliland"
    assert result.primary == (area.parents[0] if held_by_one else None)


def test_a_claimant_that_is_named_is_the_main_country() -> None:
    assert tag("Ukraine struck Crimea.", lang="en").primary == "UA"


def test_the_main_country_is_told_where_the_story_is_about_a_part_of_it() -> None:
    assert tag("Monks were arrested in Tibet.", lang="en").primary == "CN"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("YEREVAN, Armenia (AP) — Officials said on Monday that it rained.", "AM"),
        ("PARIS — The Louvre reopened.", "FR"),
        ("BEIRUT (Reuters) - A bank closed.", "LB"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(sorted(value)),
)
def test_a_dateline_says_where_the_story_is(text: str, code: str) -> None:
    assert tag(text).primary == code


def test_the_weight_of_a_dateline_hides_no_country_that_is_named_as_often_as_others() -> None:
    text = "Spain, Peru, Chile, Cuba, Japan and Kenya signed. " + "Then they went home. " * 30
    text += "Spain, Peru, Chile, Cuba, Japan and Kenya were pleased."
    assert about(text, dateline="GENEVA, March 20") == {"CH", "CH-GE", "ES", "PE", "CL", "CU", "JP", "KE"}


def test_a_dateline_of_its_own_counts_most() -> None:
    assert tag("The minister met guests from Peru.", dateline="SAN JOSE, March 20").primary == "CR"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Президент России встретился в Москве с французским министром.", {"RU", "FR"}),
        ("Prezydent Polski rozmawiał z niemieckim kanclerzem w Berlinie.", {"PL", "DE"}),
        ("Die türkische Armee griff im Norden des Irak an.", {"TR", "IQ"}),
        ("Le président français est en visite au Mali.", {"FR", "ML"}),
        ("日本政府は米国と合意した。", {"JP", "US"}),
        ("中国和俄罗斯签署了协议。", {"CN", "RU"}),
        ("북한이 미사일을 발사했다고 한국이 밝혔다.", {"KP", "KR"}),
        ("قال الرئيس السوري في دمشق إن القوات الروسية انسحبت.", {"SY", "RU"}),
        ("Türkiye'nin başkenti Ankara'da bir toplantı için buluştular ve konuştular.", {"TR"}),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(sorted(value)),
)
def test_other_languages_are_understood_without_being_told_which(text: str, codes: set[str]) -> None:
    assert about(text) == codes


def test_all_countries_named_are_listed_even_if_the_story_is_not_about_them() -> None:
    result = tag("Japan " * 30 + "and Peru.", lang="en")
    assert result.mentioned == ("JP", "PE")
    assert [match.code for match in result.about] == ["JP"]


def test_at_most_eight_regions_are_tagged() -> None:
    text = "Peru, Chile, Cuba, Mali, Togo, Oman, Iran, Iraq, Laos, Fiji and Spain."
    assert len(tag(text, lang="en").about) <= 8


def test_a_story_about_nothing_has_no_regions() -> None:
    assert tag("The cat sat on the mat.") == Tagging() == tag()


def test_aliases_own_regions_and_exclusions_count() -> None:
    custom = Customisation(
        names={"GB": "Britain"},
        aliases={"Albion": "GB"},
        own={"caucasus": OwnRegion("Caucasus", ("AM", "AZ", "GE"))},
        exclude=frozenset({"FR"}),
    )
    tagger = load_tagger(custom)
    matches = tagger.tag(Story(text="In Albion and in the Caucasus and in France.", lang="en")).about
    assert {(match.code, match.name) for match in matches} == {("GB", "Britain"), ("caucasus", "Caucasus")}
    assert load_tagger(custom) is tagger


_LANGUAGES = st.sampled_from([None, "en", "ru", "ar", "ja", "ko", "de", "zz"])
_TEXTS = st.text(max_size=300) | st.lists(
    st.sampled_from(
        [
            "Paris",
            "Georgia",
            ",",
            ".",
            "Va.",
            "US",
            "the",
            "Jordan",
            "said",
            "中国",
            "Россия",
            "العراق",
            "\n",
            "(AP)",
            "—",
        ]
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(
    title=_TEXTS, text=_TEXTS, dateline=_TEXTS, lang=st.sampled_from([None, "en", "ru", "ar", "ja", "ko", "de", "zz"])
)
def test_any_text_can_be_tagged(title: str, text: str, dateline: str, lang: str | None) -> None:
    result = tag(text, title=title, dateline=dateline, lang=lang)
    scores = [match.score for match in result.about]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert len(scores) <= 8
    assert result.primary is None or result.primary in {match.code for match in result.about}
    assert tag(text, title=title, dateline=dateline, lang=lang) == result


@pytest.mark.parametrize(
    "text", ["Ж" * 200_000, "A" * 200_000, "日" * 20_000, "Paris, " * 5_000], ids=["Ж", "A", "日", ","]
)
def test_monstrous_texts_take_no_monstrous_time(text: str) -> None:
    start = time.process_time()
    tag(text)
    assert time.process_time() - start < 2


def test_the_atlas_alone_does_not_load_the_gazetteer() -> None:
    code = "import sys, sitegen.regions as r; r.load_atlas(); print('sitegen.regions.gazetteer' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_country_that_is_named_often_late_in_a_long_story_is_a_topic() -> None:
    file = Path(__file__).parent.parent / "data" / "dump-peacekeepers.txt"
    page = SavedPage(file.read_text("utf-8"), "text", "text", file.name, "0" * 64)
    found = tagged(extract(page), Customisation()).article.metadata.regions
    assert {"AM", "AZ", "RU", "nagorno-karabakh", "IR", "IL"} <= set(found)
    assert {"KP", "UA"}.isdisjoint(found)
