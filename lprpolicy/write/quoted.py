"""Quote text for YAML: no part of it can be read as markup, a number or a line break."""

from __future__ import annotations

import re
from typing import Final

_SPELLED: Final = re.compile('["\\\\]|[^ -~\xa0-\ud7ff\ue000-\ufffd]|[\u2028\u2029\ufeff]')


def double_quote(text: str) -> str:
    """Put text in double quotes on one line; characters that some YAML reader refuses as escapes.

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
