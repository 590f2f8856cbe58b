"""Escape text for each format, in one place for all of them.

A town's file, and whoever sends a pull request, may contain anything. None of it may move a
terminal's cursor, start a command of the build server, mention a person or close a tag.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any, Final
from urllib.parse import quote

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"})
_BLANK: Final = (
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164"
    "\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Invisible characters whose Unicode category does not say that they are.

Large character sets take milliseconds to compile, so each is compiled when a format first needs it.
"""
_NAMED: Final = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}


def safe_form(character: str) -> str:
    """Return a character that a person can see as it is, and the code of any other.

    >>> safe_form("a"), safe_form(chr(27)), safe_form(chr(0x202E))
    ('a', '\\\\x1b', '\\\\u202e')
    """
    if character.isascii() and character.isprintable():
        return character
    if unicodedata.category(character) not in _UNSEEN and not re.match(_BLANK, character):
        return character
    code = ord(character)
    if character in _NAMED:
        return _NAMED[character]
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 0x10000
        else f"\\U{code:08x}"
    )


def visible(text: str) -> str:
    """Make all of a text visible: no escape sequence, nothing hidden, no change of direction."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(safe_form, text))


def one_line(text: str) -> str:
    """Put text on one line and make it visible; a line break becomes a space."""
    return visible(" ".join(text.split()))


def inert(line: str) -> str:
    """Keep a build server from taking a printed line for a command.

    GitHub reads `::name::` at the start of a line and `##[name]` anywhere, Azure `##vso[`.

    >>> inert("  ::add-mask::x")
    '  \\\\x3a:add-mask::x'
    """
    if "::" in line:
        line = re.sub(r"^(\s*):(?=:)", r"\1\\x3a", line)
    return re.sub(r"#(?=#(\[|vso\[))", r"\\x23", line) if "##" in line else line


def command_data(text: str) -> str:
    """Escape the message of a GitHub workflow command; it may have several lines."""
    text = "\n".join(map(visible, text.split("\n")))
    return text.replace("%", "%25").replace("\n", "%0A")


def command_property(text: str) -> str:
    """Escape a property of a GitHub workflow command, such as its title."""
    return command_data(text).replace(":", "%3A").replace(",", "%2C")


def uri(path: str) -> str:
    """Write a relative path as a URI reference: a colon in its first step is not a scheme.

    >>> uri("policies/us-xx/a town/policy.yaml")
    'policies/us-xx/a%20town/policy.yaml'
    """
    return quote(path, safe="/", errors="surrogatepass")


def uri_in_tree(path: str) -> str:
    """Write a path for those who look below the repository: a way up to it says nothing there.

    >>> uri_in_tree("../../us-xx/town/policy.yaml")
    'us-xx/town/policy.yaml'
    """
    while path.startswith("../"):
        path = path.removeprefix("../")
    return uri(path)


def url(address: str) -> str:
    """Write a web address as a URI: nothing in it ends a link or an attribute early.

    >>> url("https://law.example/§ 40-12#a#b")
    'https://law.example/%C2%A7%2040-12#a%23b'
    """
    page, mark, fragment = address.partition("#")
    return _uri_part(page) + mark + _uri_part(fragment)


def _uri_part(text: str) -> str:
    text = re.sub("%(?![0-9A-Fa-f]{2})", "%25", text)
    return quote(text, safe="/:?@!$&*+,;=%~-._", errors="surrogatepass")


_XML_ILLEGAL: Final = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def xml(text: str) -> str:
    """Drop the characters that XML forbids; the library escapes the rest."""
    return re.sub(_XML_ILLEGAL, "", text)


_MARKED: Final = re.compile(r"""[&<>"\\`*\[\]{}|~$!^]|_(?![A-Za-z0-9])|(?<![A-Za-z0-9])_""")
_REFERENCE: Final = re.compile(r"([@#])|(?<=[Gg][Hh])-|:(?=//)|(?<=[Ww]{3})\.")
_APART: Final = "&#8203;"
"""A zero-width space: it is not drawn, and `@name` after it mentions nobody."""


def markdown(text: str) -> str:
    """Escape text so that GitHub's Markdown shows it as it is, even in a table, mentioning nobody.

    An underscore between letters or digits, as in a setting's name, begins no emphasis and stays.

    >>> markdown("a|b <i> @town #12, audit.log_review")
    'a&#124;b &#60;i&#62; @&#8203;town #&#8203;12, audit.log_review'
    """
    marked = re.sub(_MARKED, lambda found: f"&#{ord(found[0])};", one_line(text))
    # The codes just written contain `#`, which refers to no issue.
    return re.sub(
        rf"&#\d+;|{_REFERENCE.pattern}",
        lambda found: found[0] if found[0].startswith("&#") else found[0] + _APART,
        marked,
    )


_JSON_UNSEEN: Final = "[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"


def json_text(data: Any) -> str:
    """Write JSON with two spaces a level and a final newline; invisible characters as codes."""
    text = json.dumps(data, indent=2, ensure_ascii=False)
    return re.sub(_JSON_UNSEEN, lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def csv_cell(text: str) -> str:
    """Put text on one line and keep spreadsheets from running it, by an apostrophe before it.

    >>> csv_cell("=1+1"), csv_cell("CBP - NTC")
    ("'=1+1", 'CBP - NTC')
    """
    line = one_line(text)
    return f"'{line}" if line[:1] in ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d") else line
