"""What a draft says where no law speaks: at every place the narrow answer, in one order.

The values are choices of this project for a council to change; none is a fact about a town. Laws
then narrow them further, or ask for more, in `settle`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from lprpolicy.model.places import Pointer


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a policy, the narrow answer to it, and what it means to a reader.

    A place without a value is written only if a law asks for it. `fact` marks what only the town
    knows, which is never decided here; `side` is which way the draft leans where it may.
    """

    path: str
    about: str
    value: Any = None
    fact: bool = False
    side: str = "narrower"

    @property
    def at(self) -> Pointer:
        return Pointer.parse(self.path)


EVIDENCE: Final = {"until": "case-closed", "requires": ["supervisor-approval", "case-number"]}
HELD: Final = {"until": "case-closed", "requires": ["warrant"]}

FRAME: Final = (
    Place("/effective", "The first day it applies.", fact=True),
    Place("/review_by", "The day by which the council looks at it again.", fact=True),
    Place("/systems", "The company whose database holds the reads.", fact=True),
    Place("/systems/*/id", "", fact=True),
    Place("/systems/*/vendor", "", fact=True),
    Place("/systems/*/other", "", fact=True),
    Place("/systems/*/readers/fixed", "Readers on poles, bridges and buildings.", fact=True),
    Place("/systems/*/readers/vehicle", "Readers on patrol cars.", fact=True),
    Place("/systems/*/readers/portable", "Readers on trailers.", fact=True),
    Place("/systems/*/contract/signed", "The day the contract was signed.", fact=True),
    Place("/systems/*/contract/expires", "The last day of the contract.", fact=True),
    Place("/systems/*/contract/forbids", "What the contract forbids the vendor.", fact=True),
    Place("/systems/*/contract/retention", "How long the vendor may keep reads.", fact=True),
    Place("/systems/*/lookups/statewide", "No search by the whole state at once.", False),
    Place("/systems/*/lookups/national", "No search by the whole country at once.", False),
    Place("/systems/*/lookups/share_all", "No sharing with every new agency.", False),
    Place("/systems/*/attested", "Who looked at these switches, and when.", fact=True),
    Place(
        "/collection/fields",
        "Everything that is recorded when a car passes.",
        ["plate", "plate-state", "vehicle-image", "time", "location", "reader"],
    ),
    Place("/collection/avoids", "Places that readers are kept away from."),
    Place("/retention/reads", "Reads that matched nothing.", "14 days"),
    Place("/retention/hits", "Reads that matched a hot list.", "14 days"),
    Place("/retention/case-evidence", "Reads that are evidence in a case.", EVIDENCE),
    Place("/retention/court-hold", "Reads that a court wants kept.", HELD),
    Place("/retention/search-log", "The log of who searched what, and why.", "1 year"),
    Place("/retention/parking", "Reads made to enforce parking."),
    Place("/retention/traffic-study", "Reads made to study traffic."),
    Place("/retention/commercial-vehicle", "Reads made to enforce the law on trucks."),
    Place("/retention/toll", "Reads made to collect tolls."),
    Place(
        "/purposes/allowed",
        "The only reasons for a search.",
        ["stolen-vehicle", "missing-person", "felony-warrant"],
    ),
    Place(
        "/purposes/prohibited",
        "Reasons that are refused, whoever asks.",
        [
            "immigration-enforcement",
            "reproductive-health-care",
            "gender-affirming-care",
            "first-amendment-activity",
            "protected-class-monitoring",
            "personal-use",
            "debt-collection",
            "commercial-use",
        ],
    ),
    Place("/hot_lists", "Lists of plates that raise an alert: none.", []),
    Place("/hot_lists/*/list", "A list of plates that raises an alert."),
    Place(
        "/hot_lists/*/excludes", "Parts of the list that are not loaded.", ["immigration-violator"]
    ),
    Place("/hot_lists/*/refreshed_every", "The longest time between two updates.", "24 hours"),
    Place("/hot_lists/*/verified_before_stop", "A hit is confirmed before a car is stopped.", True),
    Place("/sharing/onward", "Whether somebody who is let in may pass reads on.", "forbidden"),
    Place("/sharing/grants", "Everyone else who can search these reads.", []),
    Place("/access/reason", "A search needs a reason.", "required"),
    Place("/access/case_number", "A search needs the number of its case.", "required"),
    Place("/access/second_factor", "Logging in takes more than a password.", "required"),
    Place("/access/training/every", "The longest time between two trainings of a user."),
    Place("/audit/every", "The longest time between two audits of searches.", "1 month"),
    Place("/audit/log_review", "The longest time between two looks at the logs.", "7 days"),
    Place(
        "/audit/search_log_fields",
        "What the log holds of each search.",
        ["user", "agency", "time", "query", "reason", "case-number"],
    ),
    Place("/security/encrypted_in_transit", "Encryption on every network.", fact=True),
    Place("/security/encrypted_at_rest", "Encryption of what is stored.", fact=True),
    Place("/transparency/policy_published", "Where people can read this policy.", fact=True),
    Place("/transparency/annual_report/due", "The month and day the yearly report is due."),
    Place("/transparency/annual_report/published", "Where the report appears.", fact=True),
    Place(
        "/transparency/reader_locations",
        "Whether people learn where readers stand.",
        "public",
        side="more open",
    ),
    Place("/transparency/search_logs", "Whether people can read the search logs.", "redacted"),
    Place("/transparency/public_notice", "The day people were told of the readers.", fact=True),
    Place("/approvals", "Decisions and registrations on record.", fact=True),
)

BLOCKS: Final = {
    "effective": "From when",
    "review_by": "Until when",
    "systems": "Where the reads live",
    "collection": "What is recorded",
    "retention": "How long it is kept",
    "purposes": "What it is for, and what never",
    "hot_lists": "Which lists raise an alert",
    "sharing": "Who else can search it",
    "access": "What an officer gives before a search",
    "audit": "Who looks over the searches",
    "security": "How it is protected",
    "transparency": "What residents can read",
    "approvals": "Votes, hearings and registrations",
}
"""The blocks of a policy in the order in which a council asks, each with its question."""
