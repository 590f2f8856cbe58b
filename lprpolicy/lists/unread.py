"""Rows that cannot be read: each is reported and decides nothing, and the rest of the list is read.

A list in which many rows are wrong is another list than the one that it is taken for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from lprpolicy.errors import ExportError
from lprpolicy.lists.columns import ListRow
from lprpolicy.model.lists import UnreadRow

Made = TypeVar("Made")
_ONE_IN: Final = 20
"""A list with more than one wrong row in this many is refused."""


@dataclass(slots=True)
class Rows(Generic[Made]):
    """The rows of a list as they are read, those that cannot be, and how many there were."""

    made: list[Made] = field(default_factory=list)
    unread: list[UnreadRow] = field(default_factory=list)
    count: int = 0
    first: ExportError | None = None

    def read(
        self,
        rows: Iterable[ListRow],
        of: Callable[[ListRow], Made],
        unread: Callable[[ListRow, str], UnreadRow],
    ) -> None:
        """Read each row, or note what is wrong with it."""
        for row in rows:
            self.count += 1
            try:
                if row.wrong is not None:
                    raise row.wrong
                self.made.append(of(row))
            except ExportError as fault:
                self.leave_out(unread(row, fault.message), fault)

    def leave_out(self, row: UnreadRow, fault: ExportError) -> None:
        self.unread.append(row)
        self.first = self.first or fault

    def check(self) -> None:
        """Raise the first fault if no row is right, or too many are wrong."""
        if self.first is None:
            return
        wrong = len(self.unread)
        if not self.made:
            raise self.first
        if wrong > max(1, self.count // _ONE_IN):
            raise ExportError(
                f"{self.first.message}; {wrong:,} of {self.count:,} rows cannot be read",
                hint=self.first.hint,
            )


def leave_out_shared(
    found: Rows[tuple[ListRow, Made]],
    column: str,
    key: Callable[[Made], str | None],
    unread: Callable[[ListRow, str], UnreadRow],
    *,
    hint: str,
) -> None:
    """Leave out rows that share an identifier: nobody can tell which of them it belongs to."""
    called = "ORI" if column == "ori" else column
    held: dict[str, list[ListRow]] = {}
    for row, made in found.made:
        shared = key(made)
        if shared is not None:
            held.setdefault(shared, []).append(row)
    for shared, rows in held.items():
        for row in rows if len(rows) > 1 else ():
            other = next(one for one in rows if one is not row)
            says = f"{shared} is the {called} of row {other.number} too"
            fault = row.fault(column, says, hint=hint)
            found.leave_out(unread(row, fault.message), fault)
    found.made = [pair for pair in found.made if len(held.get(key(pair[1]) or "", ())) < 2]
