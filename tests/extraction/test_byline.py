from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.extraction.byline import authors_from_byline


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Jane Doe and Kim Min-su, Staff Writers | Published April 17, 2024", ["Jane Doe", "Kim Min-su"]),
        ("By JANE DOE", ["Jane Doe"]),
        ("By Jane Doe in Washington", ["Jane Doe"]),
        ("Jane Doe, Political Editor", ["Jane Doe"]),
        ("By John F. Kennedy Jr.", ["John F. Kennedy Jr."]),
        ("Von Max Müller und Anna-Lena Schmidt, Berlin", ["Max Müller", "Anna-Lena Schmidt"]),
        ("By Ludwig van Beethoven", ["Ludwig van Beethoven"]),
        ("Par Jean d'Ormesson et Marie Curie", ["Jean d'Ormesson", "Marie Curie"]),
        ("Por María López y Juan Pérez", ["María López", "Juan Pérez"]),
        ("Por José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Af Lars von Trier", ["Lars von Trier"]),
        ("Автор: Иван Петров", ["Иван Петров"]),
        ("김민수 기자 kim@example.org", ["김민수"]),
        ("記者 山田太郎", ["山田太郎"]),
        ("بقلم أحمد محمد", ["أحمد محمد"]),
        ("מאת דוד כהן", ["דוד כהן"]),
        ("By Madonna", ["Madonna"]),
        ("By Mark Johnson, CNN", ["Mark Johnson"]),
        ("View all posts by Jane Doe", ["Jane Doe"]),
        ("BY MARY MCDONALD", ["Mary McDonald"]),
        ("By JANE DOE Associated Press", ["Jane Doe"]),
        ("Jane Doe Senior Science Reporter", ["Jane Doe"]),
        ("Text: Jana Doe, Foto: John Roe", ["Jana Doe"]),
        ("서울=홍길동 특파원", ["홍길동"]),
        ("홍길동·김철수 기자", ["홍길동", "김철수"]),
        ("记者 王小明 李小红", ["王小明", "李小红"]),
        ("מאת: יעל כהן ודוד לוי", ["יעל כהן", "דוד לוי"]),
        ("محمد علي - القاهرة", ["محمد علي"]),
        ("প্রতিবেদক: রহিম উদ্দিন", ["রহিম উদ্দিন"]),
        ("โดย สมชาย ใจดี", ["สมชาย ใจดี"]),
    ],
)
def test_names_are_found(byline: str, names: list[str]) -> None:
    assert list(authors_from_byline(byline)) == names


@pytest.mark.parametrize(
    "byline",
    ["", "By Reuters", "Von dpa", "Admin", "By Staff Reporter", "Yonhap News", "April", "17 April 2024", "Redaktion",
     "By The Associated Press", "jane@example.org", "Updated: 10 May 2024", "wikitree", "Deutsche Presse-Agentur",
     "By Our Reporter", "Contact Form", "Editor: Jane Doe", "Don't Have an Account?", "Licensed Bridge Grader"],
)  # fmt: skip
def test_nobody_is_invented(byline: str) -> None:
    assert authors_from_byline(byline) == ()


@given(st.text(max_size=400))
def test_any_text_gives_names_without_digits(text: str) -> None:
    assert all(name and not any(map(str.isdigit, name)) for name in authors_from_byline(text))
