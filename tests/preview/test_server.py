from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from sitegen.errors import PreviewError
from sitegen.preview import Served, serve

from .conftest import Running
from .sites import FolderSession, until

Start = Callable[..., Running]


def ask(running: Running, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(*running.address, timeout=30)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def listen(running: Running, query: str = "") -> Iterator[dict[str, Any]]:
    """The states that a browser would be told."""
    connection = http.client.HTTPConnection(*running.address, timeout=30)
    try:
        connection.request("GET", f"/__sitegen__/events{query}")
        for line in connection.getresponse():
            if line.startswith(b"data: "):
                yield json.loads(line[6:])
    finally:
        connection.close()


def test_pages_and_assets(preview: Start) -> None:
    running = preview()
    status, headers, body = ask(running, "/")
    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    script = re.search(r'src="(/__sitegen__/[0-9a-f]{12}/)reload.js"', body.decode())
    assert script
    assert body.endswith(b"</script></body></html>")
    status, headers, body = ask(running, "/assets/style.css")
    assert (status, headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert body == b"h1 { color: rgb(1, 2, 3) }"
    for name in ("reload.js", "overlay.js", "bar.js"):
        assert ask(running, f"{script[1]}{name}")[1]["content-type"] == "text/javascript; charset=utf-8"


def test_head_gives_the_same_headers_and_no_body(preview: Start) -> None:
    running = preview()
    status, headers, body = ask(running, "/", "HEAD")
    assert (status, body) == (200, b"")
    assert headers == ask(running, "/")[1]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_are_refused(preview: Start, method: str) -> None:
    assert ask(preview(), "/", method)[0] == 405


def test_a_folder_without_its_slash_redirects(preview: Start) -> None:
    running = preview()
    status, headers, _ = ask(running, "/2024/04/slug?q=1")
    assert (status, headers["location"]) == (302, "/2024/04/slug/?q=1")
    assert b"Article" in ask(running, "/2024/04/slug/")[2]


@pytest.mark.parametrize("base", ["/news/", "/news", "news"])
def test_everything_lies_below_the_base_path(preview: Start, base: str) -> None:
    running = preview(base_path=base)
    assert running.url.endswith("/news/")
    for path in ("/", "/news"):
        status, headers, _ = ask(running, path)
        assert (status, headers["location"]) == (302, "/news/")
    assert b'data-sitegen-base="/news/"' in ask(running, "/news/")[2]
    assert ask(running, "/news/2024/04/slug")[1]["location"] == "/news/2024/04/slug/"
    assert ask(running, "/2024/04/slug/")[0] == 404
    assert ask(running, "/newspaper/")[0] == 404


def test_addresses_in_other_scripts(preview: Start, site: Path) -> None:
    (site / "content/новости/첫").mkdir(parents=True)
    (site / "content/новости/첫/index.html").write_text("<body>да</body>")
    running = preview(base_path="/архив/")
    quoted = "/%D0%B0%D1%80%D1%85%D0%B8%D0%B2/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/%EC%B2%AB"
    assert ask(running, quoted)[1]["location"] == f"{quoted}/"
    assert "да" in ask(running, f"{quoted}/")[2].decode()


def test_what_is_not_there_gives_the_sites_own_404(preview: Start) -> None:
    running = preview()
    status, _, body = ask(running, "/nowhere/")
    assert status == 404
    assert b"Nothing here" in body
    assert b'data-sitegen-page=""' in body
    (running.root / "content/404.html").unlink()
    until(lambda: ask(running, "/nowhere/")[2] == b"not found")


@pytest.mark.parametrize(
    "path",
    [
        "/../sitegen.toml",
        "/%2e%2e/sitegen.toml",
        "/2024/..%2f..%2f..%2fsitegen.toml",
        "/a/./b",
        "/a%00b",
        "/a%5c..%5cb",
        "//evil.example",
        "/%2fevil.example",
        "/2024//04/",
        "/./",
        "/..",
    ],
)
def test_no_unplain_path_reaches_the_session(preview: Start, path: str) -> None:
    running = preview()
    asked: list[str] = []
    read = running.session.read

    def spy(path: str) -> Served | None:
        asked.append(path)
        return read(path)

    running.session.read = spy  # type: ignore[method-assign]
    status, headers, _ = ask(running, path)
    assert status == 404
    assert "location" not in headers
    assert asked == ["404.html"]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost@evil", ""])
def test_other_hosts_are_refused(preview: Start, host: str) -> None:
    running = preview()
    for path in ("/", "/__sitegen__/events", "/__sitegen__/x/reload.js"):
        assert ask(running, path, Host=host)[0] == 403


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:9999", "[::1]:8000"])
def test_this_machines_names_are_answered(preview: Start, host: str) -> None:
    assert ask(preview(), "/", Host=host)[0] == 200


def test_bound_to_all_addresses_figures_and_own_names_will_do(preview: Start) -> None:
    running = preview(host="0.0.0.0")
    assert running.url.startswith("http://127.0.0.1:")
    assert running.outside == "" or ask(running, "/", Host=urlsplit(running.outside).netloc)[0] == 200
    for host in ("192.168.1.20:8000", "[fe80::1]", f"{socket.gethostname()}:80", "localhost"):
        assert ask(running, "/", Host=host)[0] == 200
    for host in ("evil.example", "192.168.1.20.evil.example", "studio.local", ""):
        assert ask(running, "/", Host=host)[0] == 403


@pytest.mark.parametrize(
    "headers", [{"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}, {"Origin": "http://localhost:1"}]
)
def test_events_are_for_pages_of_this_site(preview: Start, headers: dict[str, str]) -> None:
    assert ask(preview(), "/__sitegen__/events", **headers)[0] == 403


def test_a_picture_opened_by_itself_cannot_run_scripts(preview: Start, site: Path) -> None:
    (site / "static/a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    running = preview()
    assert "sandbox" in ask(running, "/a.svg")[1]["content-security-policy"]
    assert "content-security-policy" not in ask(running, "/")[1]


def token_of(running: Running, path: str = "/") -> str:
    found = re.search(r"&quot;token&quot;: &quot;([^&]+)&quot;", ask(running, path)[2].decode())
    return found[1] if found else ""


def post(running: Running, wanted: Any, **headers: str) -> int:
    connection = http.client.HTTPConnection(*running.address, timeout=30)
    body = wanted if isinstance(wanted, bytes) else json.dumps(wanted).encode()
    given = {name.replace("_", "-"): value for name, value in headers.items() if value}
    try:
        connection.request("POST", "/__sitegen__/edit", body, given)
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were opened in the user's editor."""
    files: list[Path] = []
    monkeypatch.setattr("sitegen.preview.own.open_in_editor", lambda path: not files.append(path))  # type: ignore[func-returns-value]
    return files


def test_only_a_page_of_ours_may_have_a_file_opened(preview: Start, opened: list[Path]) -> None:
    running = preview()
    wanted, token = {"page": "index.html"}, token_of(running)
    assert token
    forgeries: list[dict[str, str]] = [
        {},
        {"X_Sitegen_Token": "guessed"},
        {"X_Sitegen_Token": token, "Origin": "http://evil.example"},
        {"X_Sitegen_Token": token, "Sec_Fetch_Site": "cross-site"},
        {"X_Sitegen_Token": token, "Host": "evil.example"},
    ]
    assert [post(running, wanted, **headers) for headers in forgeries] == [403] * len(forgeries)
    assert opened == []
    assert post(running, wanted, X_Sitegen_Token=token) == 200
    assert opened == [running.root / "content/index.html"]


def test_no_other_file_can_be_opened_than_the_preview_names(preview: Start, opened: list[Path]) -> None:
    running = preview()
    token = token_of(running)
    for wanted in ({"file": "/etc/passwd"}, {"file": "content/index.html"}, {"page": "../secret"}, {"page": ""}, {}):
        assert post(running, wanted, X_Sitegen_Token=token) == 404
    for nonsense in (b"", b"[1]", b"{", b"x" * 20_000):
        assert post(running, nonsense, X_Sitegen_Token=token) == 400
    assert opened == []


def test_a_device_in_the_network_can_look_but_not_open_files(preview: Start, opened: list[Path]) -> None:
    running = preview(host="0.0.0.0")
    if not running.outside:
        pytest.skip("this machine is in no network")
    token = token_of(running)
    running.url = running.outside
    status, _, body = ask(running, "/")
    assert (status, token_of(running)) == (200, "")
    assert b"reload.js" in body
    assert post(running, {"page": "index.html"}, X_Sitegen_Token=token) == 403
    assert opened == []


@pytest.mark.parametrize("name", ["why", "saved"])
def test_reasons_are_for_pages_of_this_site(preview: Start, name: str) -> None:
    running = preview()
    address = f"/__sitegen__/{name}?page=index.html"
    assert ask(running, address)[0] == 200
    assert ask(running, address, Sec_Fetch_Site="cross-site")[0] == 403
    assert ask(running, f"/__sitegen__/{name}?page=../x")[0] == 404


def test_each_refresh_is_one_line(preview: Start) -> None:
    running = preview()
    assert running.lines[0].startswith("content and 3 others: up to date in ")
    running.write("content/index.html", "<body>new</body>")
    until(lambda: len(running.lines) == 2)
    assert running.lines[1].startswith("content/index.html: up to date in ")


def test_a_change_is_told_with_what_changed(preview: Start) -> None:
    running = preview()
    states = listen(running, "?page=index.html")
    first = next(states)
    assert first["changed"] is None  # whoever does not say what it has must reload
    running.write("content/2024/04/slug/index.html", "<body>new</body>")
    running.write("static/assets/style.css", "h1 {}")
    assert next(states)["changed"] == ["assets/style.css"]
    running.write("content/index.html", "<body>new</body>")
    assert next(states)["changed"] == ["index.html"]
    states.close()  # type: ignore[attr-defined]
    assert next(listen(running, f"?page=index.html&since={first['version']}"))["changed"] == [
        "assets/style.css",
        "index.html",
    ]
    assert next(listen(running, "?page=index.html&since=elsewhere.1"))["changed"] is None


def test_a_problem_keeps_the_last_good_site_and_goes_away_when_mended(preview: Start) -> None:
    running = preview()
    states = listen(running)
    assert next(states)["problems"] == []
    good = (running.root / "content/index.html").read_text()
    running.write("content/index.html", "<body>\none\nBROKEN\nfour\nfive\nsix\n")
    [problem] = next(states)["problems"]
    assert (problem["message"], problem["file"], problem["line"]) == (
        "this line is <b>broken</b>",
        "content/index.html",
        3,
    )
    assert [line["text"] for line in problem["lines"]] == ["<body>", "one", "BROKEN", "four", "five"]
    assert [line["number"] for line in problem["lines"] if line["at_fault"]] == [3]
    assert problem["advice"] == "take BROKEN out"
    assert b"Home" in ask(running, "/")[2]
    assert next(listen(running))["problems"] == [problem]  # whoever comes later is told at once
    text = running.lines[-1]
    assert text.startswith("content/index.html:3: this line is <b>broken</b>\n")
    assert "  >    3 │ BROKEN\n" in text
    assert text.endswith("\n  take BROKEN out")
    running.write("content/index.html", good)
    assert next(states)["problems"] == []
    until(lambda: running.lines[-1].startswith("mended; content/index.html: up to date in "))


def test_a_fault_of_the_program_does_not_end_the_preview(preview: Start) -> None:
    running = preview()

    def fail(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
        raise KeyError(0)

    running.session.render = fail
    running.write("content/index.html", "one")
    until(lambda: any("KeyError: 0" in line and "Traceback" in line for line in running.lines))
    running.session.render = dict
    running.write("content/index.html", "<body>two</body>")
    until(lambda: b"two" in ask(running, "/")[2])


def test_a_page_that_cannot_be_made_says_why(preview: Start) -> None:
    running = preview()

    def read(path: str) -> Served | None:
        raise OSError("the disk <is> gone")

    running.session.read = read  # type: ignore[method-assign]
    status, _, body = ask(running, "/")
    assert status == 500
    assert b"the disk &lt;is&gt; gone" in body
    assert b"reload.js" in body
    assert "the disk <is> gone" in running.lines[-1]
    assert ask(running, "/../")[0] == 500


def test_where_the_first_refresh_fails_a_page_says_why(preview: Start, site: Path) -> None:
    (site / "content/index.html").write_text("BROKEN")
    running = preview()
    status, headers, body = ask(running, "/")
    assert (status, headers["content-type"]) == (503, "text/html; charset=utf-8")
    assert b"content/index.html:1: this line is &lt;b&gt;broken&lt;/b&gt;" in body
    assert b"reload.js" in body
    running.write("content/index.html", "<body>mended</body>")
    until(lambda: ask(running, "/")[0] == 200)


def test_requests_wait_for_the_first_refresh(preview: Start, site: Path) -> None:
    running = preview(FolderSession(site, seconds=0.4), wait=False)
    assert b"Home" in ask(running, "/")[2]


def test_refreshes_never_overlap_and_none_is_lost(preview: Start, site: Path) -> None:
    running = preview(FolderSession(site, seconds=0.2))
    for number in range(10):
        running.write(f"content/{number}.html", "x")
        time.sleep(0.05)
    wanted = {f"{number}.html" for number in range(10)}
    until(lambda: wanted <= {path.name for batch in running.session.batches for path in batch})
    assert running.session.most_at_once == 1
    assert len(running.session.batches) <= 6


def test_the_session_is_closed_once(preview: Start) -> None:
    running = preview()
    running.end()
    assert running.session.closed == 1


def test_open_streams_do_not_hold_up_the_end(preview: Start) -> None:
    running = preview()
    streams = [listen(running) for _ in range(5)]
    for stream in streams:
        next(stream)
    began = time.monotonic()
    running.end()
    assert time.monotonic() - began < 5
    assert [list(stream) for stream in streams] == [[]] * 5


def test_streams_that_browsers_left_are_let_go(preview: Start) -> None:
    running = preview()
    threads = threading.active_count()
    for _ in range(30):
        stream = listen(running)
        next(stream)
        stream.close()  # type: ignore[attr-defined]
    assert threading.active_count() <= threads + 2


def test_an_occupied_port_is_named(site: Path) -> None:
    session = FolderSession(site)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PreviewError, match=f"port {port} is taken by another program; .*--port {port + 1}"):
            serve(session, root=site, port=port, ready=print, report=print)
    assert session.closed == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"port": 70000}, "70000 is not a port"),
        ({"host": "no.such.host.invalid"}, "cannot listen at no.such.host.invalid"),
        ({"host": "192.0.2.1"}, "cannot listen at 192.0.2.1"),
    ],
)
def test_what_cannot_be_listened_at_is_named(site: Path, options: dict[str, Any], message: str) -> None:
    with pytest.raises(PreviewError, match=message):
        serve(FolderSession(site), root=site, ready=print, report=print, **{"port": 0, **options})


PROGRAM = """
    import sys
    from pathlib import Path
    from sitegen.preview import serve
    from tests.preview.sites import FolderSession

    site = Path(sys.argv[1])
    session = FolderSession(site, seconds=float(sys.argv[2]))
    serve(session, root=site, port=0, ready=lambda url, _: print(url, flush=True), report=lambda line: None)
    print("closed", session.closed)
"""


def program(site: Path, seconds: float) -> tuple[subprocess.Popen[str], Running]:
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PROGRAM), str(site), str(seconds)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    return process, Running(FolderSession(site), site, url=process.stdout.readline().strip())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_at_once_and_without_a_word(site: Path, number: signal.Signals) -> None:
    process, running = program(site, 0)
    stream = listen(running)
    next(stream)
    began = time.monotonic()
    process.send_signal(number)
    out, errors = process.communicate(timeout=20)
    assert (process.returncode, out, errors) == (0, "closed 1\n", "")
    assert time.monotonic() - began < 10
    assert list(stream) == []


def test_ctrl_c_does_not_wait_for_a_long_refresh(site: Path) -> None:
    process, _ = program(site, 30)
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=28)
    assert (process.returncode, out, errors) == (0, "closed 0\n", "")
    assert time.monotonic() - began < 20


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
def test_idle_it_sleeps(site: Path) -> None:
    process, running = program(site, 0)
    try:
        stream = listen(running)
        next(stream)
        time.sleep(0.5)

        def ticks() -> int:
            fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
            return int(fields[11]) + int(fields[12])

        def switches() -> int:
            statuses = Path(f"/proc/{process.pid}/task").glob("*/status")
            lines = [line for status in statuses for line in status.read_text().splitlines()]
            return sum(int(line.split()[1]) for line in lines if line.startswith("voluntary_ctxt_switches"))

        before = ticks(), switches()
        time.sleep(3)
        assert ticks() - before[0] <= 1
        assert switches() - before[1] <= 9
    finally:
        os.kill(process.pid, signal.SIGINT)
        process.communicate(timeout=30)
