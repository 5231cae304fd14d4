import base64

import pytest

from sitegen.errors import SourceError
from sitegen.media import data_uri
from sitegen.media.data_uri import decode_data_uri, is_data_uri

DATA = bytes(range(256))
DIGITS = base64.b64encode(DATA).decode()


@pytest.mark.parametrize(
    "address",
    [
        f"data:image/png;base64,{DIGITS}",
        f"DATA:image/png; charset=x ;BASE64,{DIGITS}",
        f" data:;base64,{DIGITS.rstrip('=')}",
        f"data:image/png;base64,{DIGITS.replace('+', '-').replace('/', '_')}",
        f"data:image/png;base64,{DIGITS[:100]}\n {DIGITS[100:]}",
        f"data:image/png;base64,{DIGITS.replace('+', '%2B').replace('=', '%3D')}",
        "data:application/octet-stream," + "".join(f"%{byte:02x}" for byte in DATA),
    ],
)
def test_bytes_come_out_as_they_went_in(address: str) -> None:
    assert is_data_uri(address)
    assert decode_data_uri(address) == DATA


def test_text_is_utf8() -> None:
    assert decode_data_uri("data:,Ana%20S%C3%B6t ö") == "Ana Söt ö".encode()


@pytest.mark.parametrize("address", ["data:image/png;base64,", "data:,", "data:x", "data:;base64,A", "x.png", ""])
def test_damaged_addresses_are_errors(address: str) -> None:
    with pytest.raises(SourceError, match="data: address"):
        decode_data_uri(address)


def test_big_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_uri, "MAX_BYTES", 100)
    for address in (f"data:;base64,{DIGITS}", "data:," + "a" * 101, "data:," + "a" * 1000):
        with pytest.raises(SourceError, match="over 0 MB"):
            decode_data_uri(address)


def test_other_addresses_are_none() -> None:
    assert not is_data_uri("https://example.org/data:x")
