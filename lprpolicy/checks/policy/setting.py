"""Hold one setting to certain values: a reason, encryption, open logs, a ban on sale."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final, Literal

from lprpolicy.model.form import FLAGS, ChoiceForm, Form
from lprpolicy.model.places import Pointer
from lprpolicy.model.scalars import Flag, Line
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import Permission, Requirement, Visibility
from lprpolicy.model.written import Field, Written

Setting = Literal[
    "/access/reason",
    "/access/case_number",
    "/access/second_factor",
    "/access/authorization",
    "/access/stated_facts",
    "/access/entry_reason",
    "/access/entry_removal",
    "/access/role_limits",
    "/access/tracking_warrant",
    "/collection/face_recognition",
    "/sharing/sale",
    "/sharing/purchase",
    "/transparency/reads",
    "/transparency/audits",
    "/transparency/use_log",
    "/transparency/search_logs",
    "/transparency/reader_locations",
    "/security/encrypted_in_transit",
    "/security/encrypted_at_rest",
]

Accepted = (
    Literal["required", "optional", "forbidden", "allowed", "public", "redacted", "confidential"]
    | Flag
)

_REQUIRED: Final = tuple(map(str, Requirement))
_PERMISSION: Final = tuple(map(str, Permission))
_OPEN: Final = tuple(map(str, Visibility))
_VALUES: Final[dict[str, tuple[str | bool, ...]]] = {
    "reason": _REQUIRED,
    "case_number": _REQUIRED,
    "second_factor": _REQUIRED,
    "authorization": _REQUIRED,
    "stated_facts": _REQUIRED,
    "entry_reason": _REQUIRED,
    "entry_removal": _REQUIRED,
    "role_limits": _REQUIRED,
    "tracking_warrant": _REQUIRED,
    "face_recognition": _PERMISSION,
    "sale": _PERMISSION,
    "purchase": _PERMISSION,
    "reads": _OPEN,
    "audits": _OPEN,
    "use_log": _OPEN,
    "search_logs": _OPEN,
    "reader_locations": _OPEN,
    "encrypted_in_transit": FLAGS,
    "encrypted_at_rest": FLAGS,
}


class Params(Written):
    at: Setting = Field(title="At", description="The setting, as a pointer into the policy.")
    means: Line = Field(
        title="Means", description="The setting in words, such as 'a reason for each search'."
    )
    accept: tuple[Accepted, ...] = Field(
        min_length=1, title="Accept", description="The values that meet the rule."
    )


def form(params: Params) -> tuple[Form, ...]:
    return (ChoiceForm(params.at, _VALUES[params.at.rpartition("/")[2]]),)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    block, name = params.at[1:].split("/")
    value: object = getattr(getattr(subject.policy, block), name, None)
    said = value.value if isinstance(value, StrEnum) else value
    if said is None:
        yield Undecided(f"does not say whether it has {params.means}", Pointer.parse(params.at))
    elif said not in params.accept:
        yield Violation(f"does not have {params.means}", Pointer.parse(params.at))
