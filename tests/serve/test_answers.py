"""What a running preview answers, byte for byte where a client would hide it: H01 to H10 and H18."""

from __future__ import annotations

import re
import resource
import socket
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from goalpage.errors import GoalpageError
from goalpage.serve.server import listening_socket

SECRET = b"SECRET"


preview_of = sys.modules["serve_previews"].preview_of


def memory_of(preview) -> int:
    """The process's memory in kilobytes."""
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{preview.process.pid}/status").read_text())[1])


def test_pages_of_the_blog_and_ours(standing):
    assert "Home" in standing.text("/")
    assert "About" in standing.text("/about")
    assert "Notes" in standing.text("/notes/")
    assert "About" in standing.text("/inside.html")
    assert "half marathon" in standing.text("/goals/my-goals/")
    assert standing.get("/notes")[1]["location"] == "./notes/"
    assert standing.get("/goals")[1]["location"] == "./goals/"
    status, headers, body = standing.get("/goals/feed.xml")
    assert (status, headers["content-type"], b"__goalpage" in body) == (200, "text/xml; charset=utf-8", False)
    assert '<script src="../../__goalpage/preview.js"' in standing.text("/goals/my-goals/")


def test_many_questions_on_one_connection(standing):
    with socket.create_connection(("127.0.0.1", standing.port), 5) as connection:
        host = b"\nHost: localhost\r\n\r\n"
        for part in (b"GET / HTTP/1.1\r" + host, b"GET /about HTTP/1.1\r", host):
            connection.sendall(part)
            time.sleep(0.1)
        connection.sendall(b"GET /goals/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answers = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answers.count(b"HTTP/1.1 200 OK") == 3


def test_h01_no_way_leads_out(standing):
    for target in (
        "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/%252e%252e/etc/passwd", "/..%2f..%2fetc/passwd",
        "/..\\..\\x", "/..%5c..%5cetc/passwd", "/%5c..%5c", "//etc/passwd", "/goals/..%00/x", "/./about.html",
        "/..;/etc/passwd", "http://localhost/../etc/passwd", "/about.html.", "/about.html%20", "/about.html/", "/%ff",
    ):  # fmt: skip
        assert standing.status(target) in (400, 404), target
    assert standing.status("/about.html?raw??") == 200


def test_h02_no_link_out_and_nothing_hidden(standing):
    for target in ("/etc/passwd", "/etc/", "/etc", "/out.html", "/out", "/.git/config", "/.env", "/%2eenv"):
        answer = standing.raw(f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        assert answer.split(b" ")[1] == b"404", target
        assert SECRET not in answer


def test_h03_only_this_machine_by_name(standing):
    port = standing.port
    for host in ("localhost", f"localhost:{port}", f"LOCALHOST:{port}", f"127.0.0.1:{port}", f"[::1]:{port}"):
        assert standing.status("/goals/", host=host) == 200, host
    for host in ("evil.example", f"evil.example:{port}", "127.0.0.1.nip.example", "localhost.", "[::2]", ""):
        assert standing.status("/goals/", host=host) in (400, 403), host
    assert standing.status("/goals/", host=None) in (400, 403)
    assert standing.status("/goals/", "Host: evil.example") in (400, 403)
    assert standing.raw(b"GET /goals/ HTTP/1.0\r\n\r\n").split(b" ")[1] == b"403"


def test_h04_no_other_site_is_told(standing):
    for origin in ("http://evil.example", "null", "http://1.2.3.4", f"http://localhost:{standing.port + 1}"):
        assert standing.status("/__goalpage/events", f"Origin: {origin}") == 403, origin
    upgrade = ("Upgrade: websocket", "Connection: Upgrade", "Origin: http://evil.example")
    assert standing.status("/__goalpage/events", *upgrade) == 403
    with standing.events() as told:
        assert set(told()) == {"run", "version", "looks"}
    headers = standing.get("/__goalpage/events", "HEAD")[1]
    assert headers["content-type"].startswith("text/event-stream")
    assert not [name for name in headers if name.startswith("access-control")]


def test_h05_no_other_site_may_run_or_read_data(standing):
    headers = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "script"}
    for path in ("/goals/goals.json", "/data.json", "/__goalpage/state", "/__goalpage/preview.js"):
        assert standing.get(path, **headers)[0] == 403, path
        status, given, _ = standing.get(path)
        assert (status, given["x-content-type-options"], given["cross-origin-resource-policy"]) == (
            200, "nosniff", "same-origin",
        ), path  # fmt: skip
    assert standing.get("/goals/goals.json")[1]["content-type"] == "application/json"


def test_h06_slow_heads_hold_nobody_up(served):
    with served() as preview, ExitStack() as stack:
        slow = [stack.enter_context(socket.create_connection(("127.0.0.1", preview.port))) for _ in range(200)]
        for letter in b"GET /":
            for each in slow:
                each.send(bytes([letter]))
            start = time.monotonic()
            assert preview.get("/goals/")[0] == 200
            assert time.monotonic() - start < 1
        slow[0].settimeout(7)
        assert slow[0].recv(1) == b""  # given up, though a byte came now and then


def test_h07_bent_requests_are_refused_and_cost_nothing(standing):
    start = memory_of(standing)
    head = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
    bodies = [
        head + b"X: " + b"a" * 65536 + b"\r\n\r\n",
        head + b"".join(b"X-%d: 1\r\n" % n for n in range(10_000)) + b"\r\n",
        b"GET /" + b"a" * 1_048_576 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        head + b"Content-Length: 1073741824\r\n\r\n" + b"x" * 200_000,
        head + b"Transfer-Encoding: chunked\r\n\r\n" + b"FFFFFFF\r\n" + b"x" * 200_000,
        b"GET /\r\n\r\n",
        bytes(range(256)) * 8 + b"\r\n\r\n",
        b"GET / HTTP/1.1\nHost: localhost\n\n",
        b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n folded\r\nX\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
        head + b"Content-Length: -1\r\n\r\n",
        head + b"Content-Length: 0\r\nContent-Length: 5\r\n\r\n",
    ]
    for request in bodies:
        begun = time.monotonic()
        answer = standing.raw(request)
        assert time.monotonic() - begun < 2, request[:60]
        assert not answer or answer.split(b" ")[1][:1] in b"45", (request[:60], answer[:60])
        assert answer.count(b"HTTP/1.1 ") <= 1, request[:60]  # closed: what follows is no second request
    assert standing.get("/goals/")[0] == 200
    assert memory_of(standing) - start < 20_000


@pytest.fixture
def many_files():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 2048:
        pytest.skip(f"no process here may hold more than {hard} files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 2048) if soft > 0 else soft, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_h08_a_thousand_connections_and_clients_that_vanish(served, many_files):
    with served() as preview, ExitStack() as stack:
        threads = len(list(Path(f"/proc/{preview.process.pid}/task").iterdir()))
        streams = [stack.enter_context(preview.events()) for _ in range(50)]
        for told in streams:
            told()
        many = [stack.enter_context(socket.create_connection(("127.0.0.1", preview.port))) for _ in range(1000)]
        for each in many:
            each.send(b"GET /goals/goals.json HTTP/1.1\r\nHost: localhost\r\n\r\n")
        for each in many:  # gone before the answer has come
            each.close()
        preview.write((preview.root / "_posts/2024-01-01-my-goals.md").read_text().replace("640", "420"))
        assert all(told()["version"] >= 2 for told in streams[:5])
        stack.close()
        assert "420" in preview.text("/goals/my-goals/")
        assert len(list(Path(f"/proc/{preview.process.pid}/task").iterdir())) <= threads + 45  # the pool's, no more


def test_h09_only_reading(standing):
    for method in ("PUT", "DELETE", "TRACE", "OPTIONS", "POST", "PATCH"):
        answer = standing.raw(f"{method} /goals/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        assert answer.split(b" ")[1] == b"405", method
        assert b"allow: GET, HEAD" in answer
    assert standing.status("localhost:80", method="CONNECT") == 405
    assert standing.status("*", method="OPTIONS") == 405
    status, headers, body = standing.get("/goals/", "HEAD")
    assert (status, body, int(headers["content-length"])) == (200, b"", len(standing.get("/goals/")[2]))
    for value in ("bytes=9999999-", "bytes=0-0,2-3,5-6", "bytes=-", "lines=1"):
        assert standing.get("/goals/", Range=value)[0] == 200
    tag = standing.get("/goals/")[1]["etag"]
    assert standing.get("/goals/", If_None_Match=tag)[0] == 304
    assert standing.get("/goals/", If_Modified_Since="yesterday")[0] == 200


def test_h10_whole_pages_while_all_is_rebuilt(served):
    with served({"_site/index.html": "<html>" + "x" * 300_000 + "</html>"}) as preview:
        page = preview.root / "_site/index.html"
        over = threading.Event()

        def rebuild() -> None:
            for n in range(60):
                draft = page.with_suffix(".new")
                draft.write_text("<html>" + "xy"[n % 2] * (300_000 + n) + "</html>")
                draft.replace(page)
                page.unlink()
                draft.write_text("<html>" + "z" * 100_000 + "</html>")
                draft.replace(page)
                time.sleep(0.005)
            over.set()

        thread = threading.Thread(target=rebuild)
        thread.start()
        while not over.is_set():
            status, headers, body = preview.get("/")
            assert status in (200, 302)  # the file may be gone for a moment
            assert len(body) == int(headers["content-length"])
            assert status == 302 or re.fullmatch(rb"<html>(x+|y+|z+)</html><script [^>]+></script>", body)
        thread.join()


def test_h18_next_port_and_words_about_others(served, tmp_path):
    with served() as preview:
        with preview_of(preview.root, cache=tmp_path / "cache2", port=preview.port) as second:
            assert second.port > preview.port
            assert f"port {preview.port} is in use" in second.warnings
        with preview_of(preview.root, "--host", "0.0.0.0", cache=tmp_path / "cache3") as third:
            assert "other machines" in third.warnings
            assert third.url.startswith("http://localhost:")
            assert third.status("/goals/") == 200
            assert third.status("/goals/", host="evil.example") == 403
        with preview_of(preview.root, "--host", "::1", cache=tmp_path / "cache4") as fourth:
            connection = socket.create_connection(("::1", fourth.port))
            connection.sendall(b"GET /goals/ HTTP/1.1\r\nHost: [::1]\r\n\r\n")
            assert connection.recv(15) == b"HTTP/1.1 200 OK"
            connection.close()


@pytest.mark.parametrize(
    ("host", "port", "words"),
    [("no.such.host.invalid", 4000, "is not known"), ("192.0.2.1", 4000, "cannot be used")],
)
def test_h18_a_place_that_cannot_be_had(host, port, words):
    with pytest.raises(GoalpageError, match=words):
        listening_socket(host, port)


def test_h18_a_port_that_needs_rights(monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)  # whoever runs the tests may have the rights
    with pytest.raises(GoalpageError, match="port 80 needs the administrator's rights"):
        listening_socket("127.0.0.1", 80)
