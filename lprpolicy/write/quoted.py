"""A text in double quotes, as YAML reads it: nothing in it is a sign, a number or a line break."""

from __future__ import annotations

import re
from typing import Final

_SPELLED: Final = re.compile('["\\\\]|[^ -~\xa0-\ud7ff\ue000-\ufffd]|[\u2028\u2029\ufeff]')


def double_quote(text: str) -> str:
    """The text in double quotes on one line; what some reader of YAML refuses is spelled out.

    >>> double_quote('Norwalk "PD"')
    '"Norwalk \\\\"PD\\\\""'
    """
    return f'"{_SPELLED.sub(_code, text)}"'


def _code(found: re.Match[str]) -> str:
    if found[0] in '"\\':
        return f"\\{found[0]}"
    code = ord(found[0])
    if code < 0x100:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
