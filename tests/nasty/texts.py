"""Small texts (CSV, JSON, HTML) that are long where a reader goes back and forth."""

from __future__ import annotations

import json

FLOCK = "Organization Name,Networks Shared With Me,Networks I'm Sharing"
PORTAL = "<html><title>Flock Safety</title><body>Transparency Portal Flock<h3>Organizations granted access</h3>"


def scraped(**more: object) -> bytes:
    return json.dumps({"crawled_slug": "x", **more}).encode()


def raw_json(value: str) -> bytes:
    return b'{"crawled_slug": "x", "data_retention_days": ' + value.encode() + b"}"


def tables() -> dict[str, bytes]:
    return {
        "one cell of 200,000 letters and a stray mark": f'{FLOCK}\n{"a" * 200_000}"aaaaaaaaaa'.encode(),
        "500,000 commas in the header": (FLOCK + "," * 500_000 + "\nx").encode(),
        "900,000 quotation marks": f"{FLOCK}\n{chr(34) * 900_001}".encode(),
        "a NUL": f"{FLOCK}\na\0,,b".encode(),
        "a mark that is never closed": f'{FLOCK}\n"'.encode() + b"a\n" * 200_000,
        "300,000 rows": (FLOCK + "\na,,b" * 150_000).encode(),
        "half of UTF-16": FLOCK.encode("utf-16")[:-1],
        "UTF-16 with half of a character": FLOCK.encode("utf-16") + b"\n\0\0\xd8",
        "rows of other widths": (FLOCK + "\n," * 200_000).encode(),
        "lines that end in three ways": (
            FLOCK + "\r\na,,b\rb,,c\n" + "\r" * 400_000 + "x"
        ).encode(),
        "a cell of 32 MB of blanks": FLOCK.encode() + b"\n" + b" " * 900_000,
        "bytes that are no text": FLOCK.encode() + b"\n\xff\xfe\xfd",
    }


def portals() -> dict[str, bytes]:
    deep = b'{"crawled_slug": ' + b"[" * 300_000
    return {
        "JSON nested 300,000 deep": deep,
        "mappings nested 100,000 deep": b'{"crawled_slug": ' + b'{"a":' * 100_000,
        "a number of a million digits": raw_json("9" * 900_000),
        "1e999999": raw_json("1e999999"),
        "NaN": raw_json("NaN"),
        "a key twice": b'{"crawled_slug": "x", "crawled_slug": "y"}',
        "half of a character in a name": scraped(sharing_outbound=["Ay\ud800 PD"]),
        "half of a character in a policy": scraped(access_policy="a \udfff b"),
        "half of a character in a key": scraped(**{"\ud800": 1}),
        "a list of numbers": scraped(sharing_outbound=[1]),
        "300,000 keys": scraped(**{f"k{n}": n for n in range(60_000)}),
        "100,000 names": scraped(sharing_outbound=["A"] * 100_000),
        "JSON without an end": b'{"crawled_slug": "x' + b"\\u0041" * 100_000,
        "HTML nested 200,000 deep": (PORTAL + "<div>" * 150_000).encode(),
        "tags that are never closed": (PORTAL + "<div a=" * 100_000).encode(),
        "comments that are never closed": (PORTAL + "<!--" * 200_000).encode(),
        "declarations that are none": (PORTAL + "<![" * 200_000).encode(),
        "100,000 names in the page": (PORTAL + "A, " * 100_000).encode(),
    }
