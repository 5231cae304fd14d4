"""Which of the names in a story are places, and which places they are: the rules, one by one."""

from __future__ import annotations

import pytest

from sitegen.regions import Evidence, Story, Tagging, doubts, load_tagger
from sitegen.regions.story import LONGEST


def explain(text: str, *, title: str = "") -> tuple[Tagging, tuple[Evidence, ...]]:
    return load_tagger().explain(Story(title, text, lang="en"))


def countries(text: str, *, title: str = "") -> set[str]:
    return {match.code for match in explain(text, title=title)[0].about if len(match.code) == 2}


def why(text: str, words: str) -> str:
    """Why a name in a text is no place; "" where it is one."""
    return next(each.reason for each in explain(text)[1] if each.words == words)


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("A lorry overturned on Dublin Road on Tuesday.", "Dublin", "a street"),
        ("They ate Polish sausages.", "Polish", "a dish"),
        ("A lost Irish wolfhound came home.", "Irish", "an animal or a plant"),
        ("A Canada goose hissed.", "Canada", "an animal or a plant"),
        ("She spoke only French.", "French", "a language"),
        ("He sat among English teachers.", "English", "a language"),
        ("It cost 20 Australian dollars.", "Australian", "money"),
        ("They paid US$20.", "US", "money"),
        ("A case of Norwalk virus.", "Norwalk", "the name of a disease or a treaty"),
        ("The Kyoto Protocol was signed.", "Kyoto", "the name of a disease or a treaty"),
        ("Mayor Paris Jones spoke.", "Paris", "a person"),
        ("Then Sydney Sweeney spoke.", "Sydney", "a person"),
        ("By Chad Smith", "Chad", "a person"),
        ("Israel Katzmann said no.", "Israel", "a person"),
        ("London Breed came. Breed spoke.", "London", "a person"),
        ("America Ferrera came. America Ferrera left.", "America", "a person"),
        ("Kenya Barris signed a contract.", "Kenya", "a person"),
        ("Kathy Ireland sells lamps. Ireland was a model.", "Ireland", "a person"),
        ("He speaks Arabic, Turkish and Polish.", "Polish", "a language"),
        ("A Norway maple fell.", "Norway", "an animal or a plant"),
        ("Turkey breast was recalled.", "Turkey", "a common word"),
        ("Kenya Airways said no. Kenya Airways left.", "Kenya", ""),
        ("Will Ireland win?", "Ireland", ""),
        ("Israel Katzmann fled Israel.", "Israel", ""),
        ("A story in the China Daily.", "China Daily", "no place by this name"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_name_that_is_no_place_is_set_aside_with_the_reason(text: str, words: str, reason: str) -> None:
    assert why(text, words) == reason


def test_a_town_in_a_state_is_the_one_meant_everywhere_in_the_story() -> None:
    text = "A man from Paris, Texas, was fined. Paris has a tower too. The mayor of Paris was pleased."
    assert countries(text) == {"US"}


def test_only_a_local_story_is_about_a_town_with_the_name_of_a_country() -> None:
    assert countries("The White House and the U.S. Senate in Washington watched Lebanon.") == {"US", "LB"}
    assert countries("The Sheriff closed a road in Lebanon. The School Board, the City Council agreed.") == {"US"}


def test_homonyms_follow_the_other_evidence_of_the_story() -> None:
    assert countries("Edmonton lies south of Cairns in Queensland. Police from Brisbane came to Edmonton.") == {"AU"}
    assert countries("Voters in Georgia queued.") == {"GE"}
    assert countries("Voters in Georgia queued, and so did those in Alabama and Tennessee.") == {"US"}
    assert countries("Athens Police Department arrested a man, the Clarke County Sheriff said.") == {"US"}


def test_a_small_town_counts_only_where_the_story_speaks_of_its_country() -> None:
    assert countries("A shop opened in Edmonton, Kentucky. Then one opened in Burkesville.") == {"US"}
    assert countries("A shop opened in Burkesville.") == set()


def test_a_large_town_stays_one_before_a_word_in_capitals() -> None:
    assert countries("The Sydney Opera House in Sydney closed.") == {"AU"}


def test_a_headline_in_capitals_names_a_smaller_place_only_where_the_text_does() -> None:
    assert countries("The company sells seeds.", title="MONSANTO SELLS SEEDS") == set()
    assert countries("Oranges from Santos arrived.", title="SANTOS SELLS ORANGES") == {"BR"}


def test_a_congress_is_that_of_the_country_that_the_story_is_about() -> None:
    assert countries("Congress voted on Tuesday.") == {"US"}
    assert countries("Voters in Lagos and Abuja told Nigeria's Congress that they were angry.") == {"NG"}


def test_a_lake_says_little_of_the_country_that_has_its_name() -> None:
    assert explain("Storms crossed Lake Ontario. Toronto was dark.")[0].mentioned == ("CA",)
    assert explain("Fish of Lake Chad are small, Nigeria said.")[0].mentioned == ("NG",)


def test_a_university_says_little_of_where_a_story_is() -> None:
    tagging, _ = explain("Researchers in Nairobi, with help of the University of Manchester, counted hens in Kenya.")
    assert tagging.mentioned == ("KE",)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Texas voted. The governor of Texas was pleased.", "US-TX"),
        ("Flooding in Ontario closed roads in Toronto and Hamilton, Ontario.", "CA-ON"),
        ("Bavaria and its capital Munich prepare for snow.", "DE-BY"),
        ("Scotland votes, and Glasgow waits.", "GB-SCT"),
    ],
)
def test_a_part_of_a_country_is_tagged_beside_it_where_the_story_is_about_it(text: str, part: str) -> None:
    tagging, _ = explain(text)
    assert {match.code for match in tagging.about} == {part, part[:2]}
    assert tagging.primary == part[:2]


def test_a_capital_stands_for_its_country() -> None:
    tagging, _ = explain("Moscow and Beijing signed. Paris did not.")
    assert {match.code for match in tagging.about} == {"RU", "CN", "FR"}


def test_each_name_is_found_again_where_the_explanation_says() -> None:
    title, text = "Fire in Lima", "LIMA, March 3 (Reuters) - A fire broke out near Cusco, Peru said."
    _, evidence = explain(text, title=title)
    zones = {"title": title, "text": text}
    assert [each.words for each in evidence] == ["LIMA", "Lima", "Cusco", "Peru"]
    assert all(zones[each.zone][each.start :].startswith(each.words) for each in evidence)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Voters in Georgia queued.", "GE rests on 'Georgia' alone, which may be in US-GA too"),
        ("The Sheriff asked the School Board.", "US is named nowhere, only words of its institutions are"),
        ("Tbilisi is calm. Voters in Georgia queued.", None),
    ],
    ids=["homonym", "institutions", "sure"],
)
def test_thin_evidence_is_called_uncertain(text: str, doubt: str | None) -> None:
    assert doubts(*explain(text)) == ((doubt,) if doubt else ())


def test_what_a_text_is_about_is_read_where_it_begins() -> None:
    filler = "Nothing else was heard of it. " * (LONGEST // 30)
    tagging, _ = explain(f"Police in Tbilisi closed a road. {filler} Lima is far. Lima is in Peru. Peru is far.")
    assert [match.code for match in tagging.about] == ["GE"]
