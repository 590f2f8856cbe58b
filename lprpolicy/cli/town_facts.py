"""Options with which a user gives the facts of a first policy: whose it is, and what only the town
can know.

A fact of a vendor's system may say which one it is of: `--contract-signed flock=2024-05-01`.
Without a system it is of every one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from lprpolicy.cli.of_system import OfSystemType
from lprpolicy.cli.options import DAY
from lprpolicy.errors import UsageError
from lprpolicy.host.clock import today
from lprpolicy.model.words import AgencyKind, ApprovalKind, ContractTerm, Vendor

if TYPE_CHECKING:
    from lprpolicy.model.places import Pointer
    from lprpolicy.model.proposal import Told

_Command = TypeVar("_Command", bound=Callable[..., Any])
NOTHING_WRITTEN: Final = "nothing was written"

FACTS: Final = {
    "effective": "/effective",
    "review_by": "/review_by",
    "keep_reads": "/retention/reads",
    "encrypted_in_transit": "/security/encrypted_in_transit",
    "encrypted_at_rest": "/security/encrypted_at_rest",
    "policy_url": "/transparency/policy_published",
    "report_url": "/transparency/annual_report/published",
    "report_due": "/transparency/annual_report/due",
    "public_notice": "/transparency/public_notice",
}
"""The place in a policy of the fact that an option gives."""
OF_SYSTEM: Final = {
    "contract_signed": "contract/signed",
    "contract_expires": "contract/expires",
    "contract_forbids": "contract/forbids",
    "contract_retention": "contract/retention",
}
"""The place in a system of the fact that an option gives."""


class VendorType(click.Choice[str]):
    """A vendor's word, in any case, or another name that people know it by."""

    def __init__(self) -> None:
        super().__init__([str(vendor) for vendor in Vendor])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        found = Vendor.from_name(str(value))
        return super().convert(found.value if found else value, param, ctx)


def _words(kinds: type[AgencyKind | ApprovalKind | ContractTerm | Vendor]) -> click.Choice[str]:
    return click.Choice([str(kind) for kind in kinds])


def _of_system(name: str, inner: click.ParamType[Any], says: str, metavar: str) -> Any:
    return click.option(
        name,
        type=OfSystemType(inner),
        multiple=True,
        metavar=f"[SYSTEM=]{metavar}",
        help=f"{says} May be given once for each system.",
    )


_AGENCY: Final = (
    click.option("--state", help="The state, such as CT."),
    click.option("--town", help="The town, city or county, such as Westport."),
    click.option(
        "--kind",
        type=_words(AgencyKind),
        metavar="KIND",
        default="municipal-police",
        show_default=True,
        help="What kind of agency it is, such as county-sheriff.",
    ),
    click.option("--agency-name", help="Its full name. Default: '<town> Police Department'."),
    click.option("--id", "identifier", help="Its id. Default: made from the town's name."),
    click.option("--owner", help="Who approves changes on GitHub, such as @town/records."),
)
_TOWN: Final = (
    click.option(
        "--readers",
        type=(OfSystemType(click.Choice(["fixed", "vehicle", "portable"])), click.IntRange(0)),
        multiple=True,
        metavar="[SYSTEM=]MOUNT NUMBER",
        help="How many readers are fixed, on a vehicle, or portable. May be given three times.",
    ),
    _of_system("--contract-signed", DAY, "The day the vendor's contract was signed.", "DAY"),
    _of_system("--contract-expires", DAY, "Its last day.", "DAY"),
    click.option(
        "--contract-forbids",
        type=OfSystemType(_words(ContractTerm)),
        metavar="[SYSTEM=]TERM",
        multiple=True,
        help="What it forbids the vendor, such as sale. May be given several times.",
    ),
    _of_system(
        "--contract-retention",
        click.STRING,
        "How long it lets the vendor keep reads: '21 days'.",
        "TIME",
    ),
    click.option(
        "--encrypted-in-transit", is_flag=True, default=None, help="The vendor showed it."
    ),
    click.option("--encrypted-at-rest", is_flag=True, default=None, help="The vendor showed it."),
    click.option(
        "--hot-list",
        "hot_lists",
        multiple=True,
        metavar="LIST",
        help="A list that raises an alert, such as ncic. May be given several times.",
    ),
    click.option("--keep-reads", help="How long reads are kept. Default: a narrow time."),
    click.option("--policy-url", help="Where the policy is published."),
    click.option("--report-url", help="Where the annual report appears."),
    click.option("--report-due", metavar="MM-DD", help="Month and day it is due."),
    click.option("--public-notice", type=DAY, help="The day the public was told of the readers."),
    click.option(
        "--approval",
        "approvals",
        type=(_words(ApprovalKind), str, DAY),
        multiple=True,
        metavar="KIND BY DAY",
        help="A vote or registration on record. May be given several times.",
    ),
    click.option("--effective", type=DAY, help="The first day the policy is to apply."),
    click.option("--review-by", type=DAY, help="The day by which it is looked at again."),
)


def agency_options(command: _Command) -> _Command:
    """Add the options that say whose policy it is."""
    return _with(_AGENCY, command)


def town_options(command: _Command) -> _Command:
    """Add the options for what only the town can know."""
    return _with(_TOWN, command)


def vendor_options(says: str) -> Callable[[_Command], _Command]:
    """Return the options that say whose database holds the reads."""

    def add(command: _Command) -> _Command:
        return _with(
            (
                click.option("--vendor", type=VendorType(), help=says),
                click.option("--vendor-name", help="The vendor's name, with --vendor other."),
            ),
            command,
        )

    return add


def _with(options: Iterable[Any], command: _Command) -> _Command:
    for option in reversed(tuple(options)):
        command = option(command)
    return command


def told_of(
    given: Mapping[str, Any],
    state: str,
    town: str,
    systems: tuple[Mapping[str, str], ...],
    day: dt.date | None = None,
) -> Told:
    """Turn the options into facts at their places in a policy."""
    from lprpolicy.model.places import Pointer
    from lprpolicy.model.proposal import Told
    from lprpolicy.repository.town_names import agency_id, agency_name

    _owner(given["owner"])
    kind = AgencyKind(given["kind"])
    name = agency_name(town, kind, given["agency_name"])
    facts: dict[Pointer, Any] = {
        Pointer.parse(path): given[option]
        for option, path in FACTS.items()
        if given[option] is not None
    }
    if given["approvals"]:
        facts[Pointer(("approvals",))] = [
            {"kind": what, "by": by, "on": on} for what, by, on in given["approvals"]
        ]
    facts |= dict(_of_systems(given, [one["id"] for one in systems]))
    return Told(
        agency=agency_id(state, town, kind, name=name, given=given["identifier"]),
        name=name,
        town=town,
        state=state,
        kind=kind,
        day=day or given["as_of"] or today(),
        systems=systems,
        hot_lists=given["hot_lists"],
        facts=facts,
        owner=given["owner"],
    )


def _of_systems(given: Mapping[str, Any], systems: list[str]) -> Iterator[tuple[Pointer, Any]]:
    """Yield the facts of systems, each at the place of its system, or of every one."""
    for option, place in OF_SYSTEM.items():
        said: dict[str | None, Any] = {}
        for one in given[option]:
            if option == "contract_forbids":
                said.setdefault(one.system, []).append(one.value)
            else:
                said[one.system] = one.value
        for system, value in said.items():
            yield _in_system(system, place, systems), value
    for mount, number in given["readers"]:
        yield _in_system(mount.system, f"readers/{mount.value}", systems), number


def _in_system(system: str | None, place: str, systems: list[str]) -> Pointer:
    from lprpolicy.model.places import Pointer

    if not systems:
        raise UsageError(
            "a contract or readers belong to a vendor's system, and no vendor was named",
            hint="name it with --vendor",
            consequence=NOTHING_WRITTEN,
        )
    if system is not None and system not in systems:
        raise UsageError(
            f"there is no system {system!r}",
            hint=f"the systems are {', '.join(systems)}",
            consequence=NOTHING_WRITTEN,
        )
    step = "*" if system is None else systems.index(system)
    return Pointer(("systems", step, *place.split("/")))


def system_of(vendor: str, other: str | None) -> dict[str, str]:
    """Return a system of a first draft, named after its vendor."""
    made = {"id": Vendor(vendor).system}
    return made | {"vendor": vendor} | ({"other": other} if other else {})


def one_system(vendor: str | None, other: str | None) -> tuple[dict[str, str], ...]:
    """Return the system of a vendor that was named by option, if one was."""
    if (vendor == "other") != bool(other):
        raise UsageError(
            "--vendor other and --vendor-name go together",
            hint="--vendor other --vendor-name 'the name on the contract'",
            consequence=NOTHING_WRITTEN,
        )
    return () if vendor is None else (system_of(vendor, other),)


def _owner(given: str | None) -> None:
    if given is not None and not given.startswith("@"):
        raise UsageError(
            f"{given!r} is no owner on GitHub",
            hint="write it like @town/records or @a-user",
            consequence=NOTHING_WRITTEN,
        )
