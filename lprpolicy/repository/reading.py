"""Read exports and lists in another process; the result comes back as JSON.

This process parses the JSON into our own types, which checks each value again. A process that a
file took over can therefore state something false about that file, as the file itself can, and no
more.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from lprpolicy import errors
from lprpolicy.errors import ExportError, LprPolicyError, PluginError, UsageError
from lprpolicy.host.confined import Work, WorkFailed, WorkStopped, run_confined
from lprpolicy.host.process_limits import Limits
from lprpolicy.model.lists import AgencyList, ListName
from lprpolicy.model.observation import Observation

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_SAID: Final[dict[str, type[LprPolicyError]]] = {
    one.__name__: one for one in (ExportError, PluginError, UsageError, errors.ConfigError)
}
_LONGEST: Final = 2_000
_AGAIN: Final = "download it again; if it opens in other programs, report it with the file"


def observe(
    name: str,
    raw: bytes,
    *,
    format: str | None = None,  # noqa: A002 - vendors.observe calls it so
    says: str = "reading the export",
) -> Observation:
    """Read an export as `vendors.observe` does, with limits on memory and time."""
    asked = json.dumps([name, format])
    return _read_confined(says, _observe, asked, name, raw, lambda: _adapter(Observation))  # type: ignore[no-any-return]  # the adapter checks it


def read_list(
    which: ListName, name: str, raw: bytes, *, on: dt.date | None, title: str | None
) -> tuple[AgencyList, ...]:
    """Read a list as `lists.read_list` does, with limits on memory and time."""
    asked = json.dumps([which, name, on.isoformat() if on else None, title])
    made = lambda: _adapter(tuple[AgencyList, ...])  # noqa: E731 - called while the other process works
    return _read_confined("reading the list", _read_list_here, asked, name, raw, made)  # type: ignore[no-any-return]  # the adapter checks it


def _read_confined(
    says: str, work: Work, asked: str, name: str, raw: bytes, made: Callable[[], TypeAdapter[Any]]
) -> Any:
    _load(raw)
    try:
        answer = run_confined(says, work, asked, raw, Limits.of(len(raw)))
    except WorkStopped as stopped:
        raise ExportError(
            f"{name}: this file cannot be read within the limits: {stopped.message}", hint=_AGAIN
        ) from stopped
    except WorkFailed as failed:
        raise ExportError(
            f"{name}: this file cannot be read: {failed.message}", hint=_AGAIN
        ) from failed
    if answer.startswith(b"!"):
        raise _error_of(answer[1:])
    return made().validate_json(answer[1:])


def _load(raw: bytes) -> None:
    """Import the library here first, which compiles it: the other process may write no file."""
    if b"%PDF-" in raw[:1024]:
        import pdfminer.converter  # noqa: F401 - only loaded
    elif raw.startswith(b"PK"):
        import python_calamine  # noqa: F401 - only loaded


def _observe(asked: str, raw: bytes) -> bytes:
    """In the other process."""
    from lprpolicy import vendors

    name, format_ = json.loads(asked)
    return _answer_bytes(Observation, lambda: vendors.observe(name, raw, format=format_))


def _read_list_here(asked: str, raw: bytes) -> bytes:
    """In the other process."""
    from lprpolicy import lists

    which, name, on, title = json.loads(asked)
    day = dt.date.fromisoformat(on) if on else None
    return _answer_bytes(
        tuple[AgencyList, ...],
        lambda: lists.read_list(ListName(which), name, raw, on=day, title=title),
    )


def _answer_bytes(kind: Any, read: Callable[[], object]) -> bytes:
    try:
        made = read()
    except LprPolicyError as error:
        known = next((one for one in type(error).__mro__ if one.__name__ in _SAID), ExportError)
        said = [known.__name__, _shorten(error.message), error.hint, error.consequence]
        return b"!" + json.dumps(said).encode()
    # What has its default is left out: most facts of most rows, and the reader adds them.
    return b"=" + _adapter(kind).dump_json(made, exclude_defaults=True)


def _shorten(text: str) -> str:
    """Shorten an error: it quotes what it found, which can be a cell of 100,000 letters."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _error_of(said: bytes) -> LprPolicyError:
    kind, message, hint, consequence = json.loads(said)
    return _SAID[kind](message, hint=hint, consequence=consequence)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)
