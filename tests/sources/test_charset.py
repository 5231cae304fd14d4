import time

import pytest

from sitegen.sources.charset import codec_for, decode

RUSSIAN = "Съешь ещё этих мягких французских булок, да выпей чаю. Правительство объявило о новых мерах поддержки. " * 4
KOREAN = "정부는 17일 새로운 지원 대책을 발표했다고 밝혔다. 똠방각하와 펲시콜라도 함께 쓰였다. " * 4
JAPANESE = "政府は十七日、新たな支援策を発表した。色とりどりのチューリップが見ごろを迎えている。" * 4
CHINESE = "政府十七日宣布新的支持措施，市民对此表示欢迎。河北各市巡演结束。" * 4
POLISH = "Zażółć gęślą jaźń. Unijne fundusze coraz bliżej, sejm zagłosował za przyjęciem ustawy o zasobach. " * 4


def page(text: str, charset: str = "", before: str = "") -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    return f"<!DOCTYPE html><html><head>{before}{meta}<title>x</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("text", "charset", "codec"),
    [
        (RUSSIAN, "windows-1251", "cp1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (KOREAN, "euc-kr", "cp949"),
        (KOREAN, "ks_c_5601-1987", "cp949"),
        (JAPANESE, "Shift_JIS", "cp932"),
        (JAPANESE, "euc-jp", "euc_jp"),
        (JAPANESE, "iso-2022-jp", "iso2022_jp"),
        (CHINESE, "gb2312", "gb18030"),
        (CHINESE, "gbk", "gb18030"),
        (CHINESE.replace("对", "對"), "big5", "big5"),
        (POLISH, "iso-8859-2", "iso8859-2"),
        ("“Café” – naïve", "iso-8859-1", "cp1252"),
    ],
)
def test_declared_charsets_mean_what_browsers_take_them_for(text: str, charset: str, codec: str) -> None:
    assert decode(page(text, charset).encode(codec, "ignore")).text == page(text, charset).encode(
        codec, "ignore"
    ).decode(codec)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (RUSSIAN, "cp1251"),
        (KOREAN, "cp949"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
        (POLISH, "cp1250"),
    ],
)
@pytest.mark.parametrize("html", [True, False])
def test_undeclared_charsets_are_detected(text: str, codec: str, html: bool) -> None:
    source = page(text) if html else text
    assert decode(source.encode(codec), html=html).text == source


def test_bytes_that_are_utf8_overrule_a_declaration() -> None:
    assert decode(page(KOREAN, "euc-kr").encode()).encoding == "utf-8"
    assert decode(page("Café", "iso-8859-1").encode()).text == page("Café", "iso-8859-1")


def test_bytes_that_are_not_utf8_overrule_its_declaration() -> None:
    assert decode(page(RUSSIAN, "utf-8").encode("cp1251")).text == page(RUSSIAN, "utf-8")


def test_a_few_damaged_characters_do_not() -> None:
    data = page(KOREAN, "utf-8").encode().replace("책".encode(), b"\xec\xb1", 1)
    decoded = decode(data)
    assert decoded.encoding == "utf-8" and decoded.text.count("\ufffd") == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_marks_and_wide_characters(encoding: str) -> None:
    assert decode(page(POLISH, "iso-8859-1").encode(encoding)).text == page(POLISH, "iso-8859-1")


def test_a_mark_goes_before_everything() -> None:
    assert decode(b"\xff\xfe" + page(RUSSIAN, "windows-1251").encode("utf-16-le")).text == page(RUSSIAN, "windows-1251")


@pytest.mark.parametrize(
    "before",
    [
        '<script src="x.js" charset="utf-8"></script>',
        '<!-- <meta charset="utf-8"> -->',
        "<script>var meta = '<meta charset=\"utf-8\">';</script>",
        "<script>" + "x" * 5000 + "</script>",
    ],
)
def test_scripts_and_comments_declare_nothing(before: str) -> None:
    assert decode(page(RUSSIAN, "windows-1251", before).encode("cp1251")).encoding == "cp1251"


def test_the_first_meta_wins() -> None:
    source = page(CHINESE, "gb2312", '<meta charset="utf-8">')
    assert decode(source.encode()).text == source


def test_xml_declarations_count() -> None:
    source = f'<?xml version="1.0" encoding="Shift_JIS"?>{page(JAPANESE)}'
    assert decode(source.encode("cp932")).text == source


def test_text_that_was_encoded_twice_is_mended() -> None:
    twice = page(POLISH, "utf-8").encode().decode("latin-1").encode()
    assert decode(twice).text == page(POLISH, "utf-8")


@pytest.mark.parametrize("label", ["x-nonsense", "replacement", "iso-2022-kr", "", "utf-7"])
def test_labels_that_mean_nothing(label: str) -> None:
    assert codec_for(label) == ""


@pytest.mark.parametrize("data", [b"", b"\xff", b"\x80" * 1000, bytes(range(256)) * 10, b"<meta charset=utf-8>\xe9"])
def test_nothing_fails(data: bytes) -> None:
    assert isinstance(decode(data).text, str)


@pytest.mark.parametrize("piece", [b"<script ", b"<!--", b"<meta ", b"<meta charset", b"<style>", b"<"])
def test_hostile_heads_end_soon(piece: bytes) -> None:
    began = time.process_time()
    decode(piece * 100_000 + b"\xe9")
    assert time.process_time() - began < 3
