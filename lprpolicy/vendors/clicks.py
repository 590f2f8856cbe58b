"""What an operator does at a vendor, in the words that the vendor's pages and reports use.

No vendor has an API for sharing settings, so people carry out a plan by hand. Pages change, so the
words name the list and the row, which stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from lprpolicy.model.words import Data, Vendor


@dataclass(frozen=True, slots=True)
class Clicks:
    """One vendor's words. `lists` name the list that each kind of data is shared in."""

    page: str
    remove: str
    add: str
    lists: dict[str, str]
    switches: dict[str, str]

    def row(self, action: str, row: str, item: str | None = None) -> str:
        """Say how to take a row off a list, or put it on."""
        listed = self.lists.get(item or Data.READS, (item or "").replace("-", " "))
        template = self.remove if action in ("remove", "close") else self.add
        return f"{self.page}: {template.format(list=listed, row=row)}"

    def switch(self, name: str, to: str) -> str:
        return f"{self.page}: set {self.switches.get(name, name)} to {to}"

    def keep(self, record: str, to: str) -> str:
        return f"{self.page}: set how long {record} are kept to {to}"


_OTHER: Final = Clicks(
    page="Sharing settings",
    remove="take “{row}” off the list of {list}",
    add="put “{row}” on the list of {list}",
    lists={
        Data.READS: "plate reads shared",
        Data.IMAGES: "images shared",
        Data.HOT_LISTS: "hot lists shared",
        Data.LIVE_ALERTS: "live alerts shared",
        Data.LIVE_VIDEO: "live video shared",
    },
    switches={
        "statewide": "statewide lookup",
        "national": "national lookup",
        "share_all": "sharing with every new agency",
    },
)
_CLICKS: Final = MappingProxyType(
    {
        Vendor.MOTOROLA_LEARN: Clicks(
            page="LEARN / VehicleManager, Sharing",
            remove="in {list}, uncheck “{row}”",
            add="in {list}, check “{row}”",
            lists=_OTHER.lists
            | {Data.READS: "Detections Shared", Data.HOT_LISTS: "Hot List Sharing"},
            switches=_OTHER.switches
            | {"share_all": "the share with every NVLS agency (the global share button)"},
        ),
        Vendor.FLOCK: Clicks(
            page="Flock, Settings, Sharing",
            remove="in {list}, stop sharing with “{row}”",
            add="in {list}, share with “{row}”",
            lists=_OTHER.lists | {Data.READS: "Networks I'm Sharing"},
            switches=_OTHER.switches
            | {"statewide": "State Network lookup", "national": "National Lookup"},
        ),
    }
)


def clicks(vendor: Vendor) -> Clicks:
    """Return a vendor's words; plain ones if nobody has described the vendor's pages."""
    return _CLICKS.get(vendor, _OTHER)
