"""Who may ask."""

from __future__ import annotations

import pytest

from goalpage.serve.guard import is_own_host, is_same_origin, refusal

SERVER = ("192.168.1.5", 4000)


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "localhost:4000", "LOCALHOST:4000", "127.0.0.1", "127.0.0.1:8080", "[::1]", "[::1]:4000",
        "192.168.1.5:4000",
    ],
)  # fmt: skip
def test_own_hosts(host: str) -> None:
    assert is_own_host(host, (), SERVER)


@pytest.mark.parametrize(
    "host",
    [
        "", "evil.example", "evil.example:4000", "127.0.0.1.nip.example", "localhost.evil.example", "localhost.", "::1",
        "192.168.1.6", "0.0.0.0", "localhost:port", "localhost@evil.example", "localhost/x", "127.1",
        "2130706433", "[::1",
    ],
)  # fmt: skip
def test_other_hosts(host: str) -> None:
    assert not is_own_host(host, (), SERVER)


def test_name_given_by_the_author() -> None:
    assert is_own_host("Blog.Test:4000", ("blog.test",), SERVER)


@pytest.mark.parametrize(
    ("origin", "same"),
    [
        ("http://localhost:4000", True), ("https://LOCALHOST:4000", True), ("http://localhost:4001", False),
        ("null", False), ("http://evil.example", False), ("http://1.2.3.4", False),
        ("file://localhost:4000", False), ("", False),
    ],
)  # fmt: skip
def test_same_origin(origin: str, same: bool) -> None:
    assert is_same_origin(origin, "localhost:4000") is same


def status(method: str = "GET", **headers: str) -> int:
    given = {"host": "localhost:4000", **{name.replace("_", "-"): value for name, value in headers.items()}}
    sent = [(name.encode(), value.encode()) for name, value in given.items()]
    found = refusal({"method": method, "http_version": "1.1", "server": SERVER, "headers": sent}, ())
    return found.status if found else 200


def test_what_is_refused() -> None:
    assert status() == 200
    assert status("HEAD") == 200
    assert status("POST") == 405
    assert status(origin="http://localhost:4000") == 200
    assert status(origin="null") == 403
    assert status(sec_fetch_site="same-origin", sec_fetch_mode="cors") == 200
    assert status(sec_fetch_site="cross-site", sec_fetch_mode="no-cors", sec_fetch_dest="script") == 403
    assert status(sec_fetch_site="same-site", sec_fetch_mode="cors", sec_fetch_dest="empty") == 403
    assert status(sec_fetch_site="cross-site", sec_fetch_mode="navigate", sec_fetch_dest="document") == 200
    assert status(sec_fetch_site="cross-site", sec_fetch_mode="navigate", sec_fetch_dest="iframe") == 403
    assert status(content_length="9") == 400
    assert status(content_length="0") == 200
    assert status(transfer_encoding="chunked") == 400


def test_a_host_must_be_one() -> None:
    scope = {"method": "GET", "http_version": "1.1", "server": SERVER, "headers": []}
    assert refusal(scope, ()) is not None
    scope["headers"] = [(b"host", b"localhost"), (b"host", b"localhost")]
    assert refusal(scope, ()) is not None
