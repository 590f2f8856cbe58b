"""Tables, as vendors' readers import them."""

from __future__ import annotations

from lprpolicy.tables import LONGEST, Table, first_line, is_workbook, tables

__all__ = ["LONGEST", "Table", "first_line", "is_workbook", "tables"]
