"""The draft's answer at every place, in order, where no law decides: always the narrow one.

The values are choices of this project for a council to change; none is a fact about a town. Laws
then narrow them further, or ask for more, in `settle`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from lprpolicy.model.places import Pointer
from lprpolicy.model.words import RecordClass


@dataclass(frozen=True, slots=True)
class DraftPlace:
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


FRAME: Final = (
    DraftPlace("/effective", "The first day it applies.", fact=True),
    DraftPlace("/review_by", "The day by which the council looks at it again.", fact=True),
    DraftPlace("/systems", "The company whose database holds the reads.", fact=True),
    DraftPlace("/systems/*/id", "", fact=True),
    DraftPlace("/systems/*/vendor", "", fact=True),
    DraftPlace("/systems/*/other", "", fact=True),
    DraftPlace("/systems/*/export_owner", "What its exports call the agency.", fact=True),
    DraftPlace("/systems/*/readers/fixed", "Readers on poles, bridges and buildings.", fact=True),
    DraftPlace("/systems/*/readers/vehicle", "Readers on patrol cars.", fact=True),
    DraftPlace("/systems/*/readers/portable", "Readers on trailers.", fact=True),
    DraftPlace("/systems/*/readers/state_highway", "Of these, beside state highways.", fact=True),
    DraftPlace("/systems/*/program", "The program that it serves.", fact=True),
    DraftPlace("/systems/*/storage", "Where its reads are stored.", fact=True),
    DraftPlace("/systems/*/contract/signed", "The day the contract was signed.", fact=True),
    DraftPlace("/systems/*/contract/expires", "The last day of the contract.", fact=True),
    DraftPlace("/systems/*/contract/forbids", "What the contract forbids the vendor.", fact=True),
    DraftPlace("/systems/*/contract/requires", "What it requires of the vendor.", fact=True),
    DraftPlace("/systems/*/contract/delivers", "What the vendor delivers.", fact=True),
    DraftPlace("/systems/*/contract/retention", "How long the vendor may keep reads.", fact=True),
    DraftPlace("/systems/*/lookups/statewide", "No search by the whole state at once.", False),
    DraftPlace("/systems/*/lookups/national", "No search by the whole country at once.", False),
    DraftPlace("/systems/*/lookups/share_all", "No sharing with every new agency.", False),
    DraftPlace("/systems/*/attested", "Who looked at these switches, and when.", fact=True),
    DraftPlace(
        "/collection/fields",
        "Everything that is recorded when a car passes.",
        ["plate", "plate-state", "vehicle-image", "time", "location", "reader"],
    ),
    DraftPlace("/collection/avoids", "Places that readers are kept away from."),
    DraftPlace("/collection/face_recognition", "Whether readers may recognize faces."),
    *(DraftPlace(f"/retention/{record}", record.about, record.draft) for record in RecordClass),
    DraftPlace(
        "/purposes/allowed",
        "The only reasons for a search.",
        ["stolen-vehicle", "missing-person", "felony-warrant"],
    ),
    DraftPlace(
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
    DraftPlace("/hot_lists", "Lists of plates that raise an alert: none.", []),
    DraftPlace("/hot_lists/*/list", "A list of plates that raises an alert."),
    DraftPlace(
        "/hot_lists/*/excludes", "Parts of the list that are not loaded.", ["immigration-violator"]
    ),
    DraftPlace("/hot_lists/*/refreshed_every", "The longest time between two updates.", "24 hours"),
    DraftPlace(
        "/hot_lists/*/refreshed_each_shift", "It is brought up to date when a shift begins."
    ),
    DraftPlace(
        "/hot_lists/*/verified_before_stop", "A hit is confirmed before a car is stopped.", True
    ),
    DraftPlace("/sharing/onward", "Whether somebody who is let in may pass reads on.", "forbidden"),
    DraftPlace("/sharing/sale", "Whether reads may be sold or traded."),
    DraftPlace("/sharing/purchase", "Whether reads may be bought or rented from others."),
    DraftPlace("/sharing/private_reads", "On what reads of private readers are taken."),
    DraftPlace("/sharing/preservation/honors", "Whose requests to hold reads are followed."),
    DraftPlace("/sharing/preservation/states", "What a request to hold reads must state."),
    DraftPlace("/sharing/preservation/held_for", "How long a request holds reads at least."),
    DraftPlace("/sharing/release_on_request", "Who gets reads on a written request alone."),
    DraftPlace("/sharing/grants", "Everyone else who can search these reads.", []),
    DraftPlace("/access/reason", "A search needs a reason.", "required"),
    DraftPlace("/access/case_number", "A search needs the number of its case.", "required"),
    DraftPlace("/access/second_factor", "Logging in takes more than a password.", "required"),
    DraftPlace("/access/training/every", "The longest time between two trainings of a user."),
    DraftPlace("/access/users", "The only people who may run readers or search."),
    DraftPlace("/access/authorization", "A user needs a written permission."),
    DraftPlace("/access/stated_facts", "A search needs facts that tie it to a case."),
    DraftPlace("/access/entry_reason", "A plate entered by hand needs a written reason."),
    DraftPlace("/access/entry_removal", "A plate entered by hand goes when the shift ends."),
    DraftPlace("/access/role_limits", "Users see only what their role calls for."),
    DraftPlace("/access/tracking_warrant", "Following a person takes a warrant."),
    DraftPlace("/access/stages", "What opening older reads takes besides."),
    DraftPlace("/audit/every", "The longest time between two audits of searches.", "1 month"),
    DraftPlace("/audit/auditor", "How near to the users the auditor stands."),
    DraftPlace("/audit/sample", "The share of searches that an audit looks at."),
    DraftPlace("/audit/log_review", "The longest time between two looks at the logs.", "7 days"),
    DraftPlace(
        "/audit/search_log_fields",
        "What the log holds of each search.",
        ["user", "agency", "time", "query", "reason", "case-number"],
    ),
    DraftPlace("/security/encrypted_in_transit", "Encryption on every network.", fact=True),
    DraftPlace("/security/encrypted_at_rest", "Encryption of what is stored.", fact=True),
    DraftPlace("/transparency/policy_published", "Where people can read this policy.", fact=True),
    DraftPlace("/transparency/annual_report/due", "The month and day the annual report is due."),
    DraftPlace("/transparency/annual_report/published", "Where the report appears.", fact=True),
    DraftPlace(
        "/transparency/council_summary/every", "The longest time between two summaries of use."
    ),
    DraftPlace(
        "/transparency/reader_locations",
        "Whether people learn where readers stand.",
        "public",
        side="more open",
    ),
    DraftPlace("/transparency/search_logs", "Whether people can read the search logs.", "redacted"),
    DraftPlace("/transparency/reads", "Whether people can see the reads themselves."),
    DraftPlace("/transparency/use_log", "Whether people can read a log of use."),
    DraftPlace("/transparency/audits", "Whether people can read the audits."),
    DraftPlace("/transparency/policy_covers", "What the written policy treats."),
    DraftPlace("/transparency/reports", "Every report that is filed, and with whom."),
    DraftPlace("/transparency/notices", "Whom the agency tells of what, and how soon."),
    DraftPlace(
        "/transparency/public_notice", "The day people were told of the readers.", fact=True
    ),
    DraftPlace("/approvals", "Decisions and registrations on record.", fact=True),
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
