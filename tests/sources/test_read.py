import gzip
import hashlib
from pathlib import Path

import pytest

from sitegen.errors import Problem, SourceError
from sitegen.saved_page import SavedPage
from sitegen.sources import folders, saved_file
from sitegen.sources.read import read_file

HTML = "<!DOCTYPE html><html><head><meta charset=utf-8><title>Tïtle</title></head><body><p>Text</p></body></html>"


def read(path: Path) -> SavedPage | Problem:
    (found,) = read_file(path, path.name)
    return found


def saved(path: Path, data: bytes) -> SavedPage:
    path.write_bytes(data)
    page = read(path)
    assert isinstance(page, SavedPage), page
    return page


def problem(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    found = read(path)
    assert isinstance(found, Problem), found
    return str(found)


def test_a_page_of_html(tmp_path: Path) -> None:
    page = saved(tmp_path / "page.html", HTML.encode())
    assert (page.kind, page.format, page.file, page.source) == ("html", "html", "page.html", HTML)
    assert page.sha256 == hashlib.sha256(HTML.encode()).hexdigest()


def test_gzip_is_unpacked_and_the_digest_is_that_of_the_file(tmp_path: Path) -> None:
    data = gzip.compress(HTML.encode(), mtime=0) + gzip.compress(b"<!-- second member -->", mtime=0)
    page = saved(tmp_path / "page.html.gz", data)
    assert page.source == HTML + "<!-- second member -->"
    assert page.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("name", ["dump.txt", "dump", "dump.html"])
def test_content_without_markup_is_a_text_dump_whatever_its_name(tmp_path: Path, name: str) -> None:
    page = saved(tmp_path / name, "Quick access\n\nTensions rise as a < b <p>\n".encode("utf-16"))
    assert (page.kind, page.format, page.encoding) == ("text", "text", "utf-16-le")


@pytest.mark.parametrize(
    "source",
    [
        HTML,
        "\n\n  " + HTML,
        "<!-- comment --><div>x</div>",
        "<p>Just<p>some<p>paragraphs",
        "words first <b>then</b> <p>tags</p><div></div>",
        '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_markup_is_html_whatever_its_name(tmp_path: Path, source: str, encoding: str) -> None:
    assert saved(tmp_path / "dump.txt", source.encode(encoding)).kind == "html"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t", "the file is empty"),
        (b"%PDF-1.7 ...", "this is a PDF; this format is not supported yet"),
        (b"PK\x03\x04....", "this is a ZIP archive; this format is not supported yet"),
        (b"bplist00....", "this is a Safari web archive; this format is not supported yet"),
        (b"WARC/1.0\r\nWARC-Type: response", "this is a WARC file; this format is not supported yet"),
        (
            b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\tx\r\n\r\n<html>",
            "this is an MHTML file; this format is not supported yet",
        ),
        (b"\x89PNG\r\n\x1a\n....", "this is a PNG picture, not a saved page"),
        (b"\xff\xd8\xff\xe0....", "this is a JPEG picture, not a saved page"),
        (b"RIFF....WEBPVP8 ", "this is a WebP picture, not a saved page"),
        (b"\x7fELF\x02\x01\x01\0", "this is a program, not a saved page"),
        (b'<?xml version="1.0"?><!-- x --><rss version="2.0">', "this is a feed, not a saved page"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", "this is an SVG picture, not a saved page"),
        (b'{"url": "x"}', "this is a JSON file, not a saved page"),
        (b"abc\0def\0\0\0 binary \0", "this is a binary file, not a saved page"),
        (gzip.compress(HTML.encode() * 50)[:-9], "its gzip is cut short"),
        (b"\x1f\x8b\x08\0\0\0\0\0\0\xff\xff\xff\xff", "its gzip is damaged"),
        (gzip.compress(b"", mtime=0), "the file is empty"),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(tmp_path: Path, data: bytes, words: str) -> None:
    line = problem(tmp_path / "x.html", data)
    assert line.startswith(f"x.html: {words}") and "\n" not in line


def test_files_that_are_not_there_and_folders(tmp_path: Path) -> None:
    assert str(read(tmp_path / "none.html")) == "none.html: there is no such file"
    assert str(read(tmp_path)).endswith("this is not a file")


def test_gzip_bombs_and_huge_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_file, "MAX_BYTES", 1_000_000)
    bomb = gzip.compress(b"<p>" + b"a" * 999_999)
    assert len(bomb) < 3_000
    assert "unpacked it would be over 1 MB" in problem(tmp_path / "bomb.html", bomb)
    assert "unpacked it would be over 1 MB" in problem(tmp_path / "two.html", gzip.compress(b"a" * 600_000) * 2)
    assert "the file is over 1 MB" in problem(tmp_path / "big.html", b"a" * 1_000_001)


# --- the folder beside a page -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folder", "reference"),
    [
        ("My page_files", "./My%20page_files/a.png"),
        ("My page_files", "My page_files/a.png"),
        ("My page_files", "./My page_files/a.png?v=2#x"),
        ("My page.files", "My page.files/a.png"),
        ("My page-Dateien", "My page-Dateien/a.png"),
        ("My page_fichiers", "./My%20page_fichiers/a.png"),
        ("My page_archivos", "./My%20page_archivos/a.png"),
        ("My page_파일", "./My%20page_%ED%8C%8C%EC%9D%BC/a.png"),
        ("My page_files", "./Old%20name_files/a.png"),
    ],
)
def test_resources_are_found_as_the_page_writes_them(tmp_path: Path, folder: str, reference: str) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "a.png").write_bytes(b"picture")
    page = saved(tmp_path / "My page.html", HTML.encode())
    assert page.resources[reference].read() == b"picture"
    assert list(page.resources) == [f"{folder}/a.png"]


def test_accents_written_in_either_form_match(tmp_path: Path) -> None:
    (tmp_path / "Cafe\u0301_files").mkdir()
    (tmp_path / "Cafe\u0301_files" / "e\u0301.png").write_bytes(b"x")
    page = saved(tmp_path / "Caf\u00e9.html", HTML.encode())
    assert page.resources["./Caf%C3%A9_files/%C3%A9.png"].read() == b"x"


@pytest.mark.parametrize(
    "reference",
    [
        "page_files/../secret.png",
        "page_files/%2e%2e/secret.png",
        "page_files/..\\secret.png",
        "../secret.png",
        "secret.png",
        "/etc/passwd",
        "page_files//etc/passwd",
        "page_files/link.png",
        "page_files/out/secret.png",
        "linked_files/secret.png",
        "page_files/a\0.png",
        "page_files",
        "page_files/",
        "https://example.org/a.png",
        "",
    ],
)
def test_nothing_outside_of_the_folder_is_found(tmp_path: Path, reference: str) -> None:
    site = tmp_path / "site"
    (site / "page_files").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(b"secret")
    (site / "secret.png").write_bytes(b"secret")
    (site / "page_files" / "link.png").symlink_to(tmp_path / "secret.png")
    (site / "page_files" / "out").symlink_to(tmp_path)
    (site / "linked_files").symlink_to(tmp_path)
    page = saved(site / "page.html", HTML.encode())
    assert reference not in page.resources
    assert list(page.resources) == []


def test_resources_are_read_when_asked_for_and_within_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page_files").mkdir()
    file = tmp_path / "page_files" / "a.png"
    file.write_bytes(b"12345")
    resource = saved(tmp_path / "page.html", HTML.encode()).resources["page_files/a.png"]
    assert resource.name == "a.png"
    monkeypatch.setattr(folders, "MAX_RESOURCE", 4)
    with pytest.raises(SourceError, match="over 0 MB"):
        resource.read()
    file.unlink()
    with pytest.raises(SourceError, match="cannot be read"):
        resource.read()
