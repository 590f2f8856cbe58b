"""Expressions of the simplest form: one value of the policy compared with one text.

For any other expression, `check` says whether the finished draft meets it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.proposal import Ask, Form

_SIMPLE: Final = re.compile(
    r"""policy\.(?P<path>\w+(\.\w+)*)\ *(?P<sign><=|==|!=)\ *
    (?P<quote>["'])(?P<text>[^"']*)(?P=quote)""",
    re.VERBOSE,
)
_FORMS: Final = {"<=": Form.ONE_OF, "==": Form.ONE_OF, "!=": Form.LACKS}


def expression(params: Mapping[str, Any]) -> Iterator[Ask]:
    """Yield the one value that meets it. A rule on every grant is met by granting nobody."""
    if params["each"] == "grant":
        yield Ask(ROOT / "sharing" / "grants", Form.LACKS)
    if params["each"] != "policy":
        return
    found = _SIMPLE.fullmatch(params["expression"].strip())
    if found:
        at = Pointer(tuple(found["path"].split(".")))
        yield Ask(at, _FORMS[found["sign"]], (found["text"],))
    else:
        yield Ask(Pointer.parse(params["at"]), Form.LACKS)
