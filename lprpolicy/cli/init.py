"""`lprpolicy init`: begin a town's policy repository with a draft that the law lets pass."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any, Final

import click

from lprpolicy.cli.options import DAY, Renamed
from lprpolicy.errors import UsageError
from lprpolicy.host.clock import today
from lprpolicy.model.words import AgencyKind, ApprovalKind, ContractTerm, Vendor

EPILOG = """\b
Examples:
  lprpolicy init
  lprpolicy init --state CT --town Westport
  lprpolicy init --state WA --town "Walla Walla" --repository policies --vendor flock
  lprpolicy init --state NH --town Dover --vendor elsag --readers fixed 0 --readers portable 0 \\
    --approval state-registration "Department of Safety" 2026-03-02

\b
At a terminal it asks for what is missing; an empty answer leaves it out. What nobody gave is
left out of the draft, and the last lines say what `lprpolicy check` finds undecided.
Exit codes: 0 written, 2 not written."""

FACTS: Final = {
    "effective": "/effective",
    "review_by": "/review_by",
    "contract_signed": "/systems/*/contract/signed",
    "contract_expires": "/systems/*/contract/expires",
    "contract_forbids": "/systems/*/contract/forbids",
    "contract_retention": "/systems/*/contract/retention",
    "keep_reads": "/retention/reads",
    "encrypted_in_transit": "/security/encrypted_in_transit",
    "encrypted_at_rest": "/security/encrypted_at_rest",
    "policy_url": "/transparency/policy_published",
    "report_url": "/transparency/annual_report/published",
    "report_due": "/transparency/annual_report/due",
    "public_notice": "/transparency/public_notice",
}
"""The place in a policy of the fact that an option gives."""


def _words(kinds: type[AgencyKind | ApprovalKind | ContractTerm | Vendor]) -> click.Choice[str]:
    return click.Choice([str(kind) for kind in kinds])


@click.command("init", epilog=EPILOG)
@click.option("--state", help="The state, such as CT.")
@click.option("--town", help="The town, city or county, such as Westport.")
@click.option(
    "--repository",
    "--into",
    "into",
    cls=Renamed,
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="The folder to make; it must be new or empty. Default: the last part of the agency's id.",
)
@click.option(
    "--kind",
    type=_words(AgencyKind),
    metavar="KIND",
    default="municipal-police",
    show_default=True,
    help="What kind of agency it is, such as county-sheriff.",
)
@click.option("--agency-name", help="Its full name. Default: '<town> Police Department'.")
@click.option("--id", "identifier", help="Its id. Default: made from the town's name.")
@click.option("--owner", help="Who approves changes on GitHub, such as @town/records.")
@click.option("--vendor", type=_words(Vendor), help="Whose database holds the reads.")
@click.option("--vendor-name", help="The vendor's name, with --vendor other.")
@click.option(
    "--readers",
    type=(click.Choice(["fixed", "vehicle", "portable"]), click.IntRange(0)),
    multiple=True,
    metavar="MOUNT NUMBER",
    help="How many readers are fixed, on a vehicle, or portable. May be given three times.",
)
@click.option("--contract-signed", type=DAY, help="The day the vendor's contract was signed.")
@click.option("--contract-expires", type=DAY, help="Its last day.")
@click.option(
    "--contract-forbids",
    type=_words(ContractTerm),
    metavar="TERM",
    multiple=True,
    help="What it forbids the vendor, such as sale. May be given several times.",
)
@click.option("--contract-retention", help="How long it lets the vendor keep reads: '21 days'.")
@click.option("--encrypted-in-transit", is_flag=True, default=None, help="The vendor showed it.")
@click.option("--encrypted-at-rest", is_flag=True, default=None, help="The vendor showed it.")
@click.option(
    "--hot-list",
    "hot_lists",
    multiple=True,
    metavar="LIST",
    help="A list that raises an alert, such as ncic. May be given several times.",
)
@click.option("--keep-reads", help="How long reads are kept. Default: a narrow time.")
@click.option("--policy-url", help="Where the policy is published.")
@click.option("--report-url", help="Where the yearly report appears.")
@click.option("--report-due", metavar="MM-DD", help="Month and day it is due.")
@click.option("--public-notice", type=DAY, help="The day the public was told of the readers.")
@click.option(
    "--approval",
    "approvals",
    type=(_words(ApprovalKind), str, DAY),
    multiple=True,
    metavar="KIND BY DAY",
    help="A vote or registration on record. May be given several times.",
)
@click.option("--effective", type=DAY, help="The first day the policy is to apply.")
@click.option("--review-by", type=DAY, help="The day by which it is looked at again.")
@click.option(
    "--as-of",
    type=DAY,
    envvar="LPRPOLICY_AS_OF",
    help="Draft by the law of this day. Default: today. [env: LPRPOLICY_AS_OF]",
)
def command(**given: Any) -> int:
    """Begin a policy repository: a draft that the law of a state lets pass.

    It writes the policy with the law beside each line, a directory, the check for pull requests,
    a README and a memo to the council. Where the law leaves a choice the draft takes the
    narrower one and says so. It invents no date, paper or person.
    """
    from lprpolicy.cli.asking import at_terminal, require, the_rest
    from lprpolicy.evaluate.proposal import state_of
    from lprpolicy.repository.law import built_in
    from lprpolicy.tasks.init import begin
    from lprpolicy.write.start.begun import begun_text

    law = built_in()
    state = state_of(require("state", given["state"], "the state, such as CT"), law)
    town = " ".join(require("town", given["town"], "the town, city or county").split())
    told = _facts_given(given, state, town)
    if at_terminal():
        told = the_rest(told, law)
    begun = begin(told, given["into"] or Path(told.agency.partition("/")[2]), law)
    click.echo(begun_text(begun.start, shlex.quote(str(begun.folder))), nl=False)
    return 0


def _facts_given(given: dict[str, Any], state: str, town: str) -> Any:
    """Turn the options into facts at their places in a policy."""
    from lprpolicy.model.places import Pointer
    from lprpolicy.model.proposal import Told
    from lprpolicy.repository.town_names import agency_id, agency_name

    kind = AgencyKind(given["kind"])
    name = agency_name(town, kind, given["agency_name"])
    facts = {
        Pointer.parse(path): _fact(given[option])
        for option, path in FACTS.items()
        if given[option] not in (None, ())
    }
    for mount, number in given["readers"]:
        facts[Pointer(("systems", "*", "readers", mount))] = number
    if given["approvals"]:
        facts[Pointer(("approvals",))] = [
            {"kind": what, "by": by, "on": on} for what, by, on in given["approvals"]
        ]
    _with_a_vendor(given, facts)
    return Told(
        agency=agency_id(state, town, kind, name=name, given=given["identifier"]),
        name=name,
        town=town,
        state=state,
        kind=kind,
        day=given["as_of"] or today(),
        system=system(given["vendor"], given["vendor_name"]),
        hot_lists=given["hot_lists"],
        facts=facts,
        owner=given["owner"],
    )


def _fact(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def system(vendor: str | None, other: str | None) -> dict[str, str] | None:
    """Return the one system of a first draft, named after its vendor."""
    if vendor is None:
        return None
    made = {"id": Vendor(vendor).system}
    return made | {"vendor": vendor} | ({"other": other} if other else {})


def _with_a_vendor(given: dict[str, Any], facts: dict[Any, Any]) -> None:
    """Require a vendor with facts on cameras and contracts: they belong to its system."""
    alone = sorted(str(at) for at in facts if at.parts[0] == "systems")
    if given["vendor"] is None and (alone or given["vendor_name"]):
        raise UsageError(
            "a contract or readers belong to a vendor's system, and no vendor was named",
            hint="name it with --vendor",
            consequence="nothing was written",
        )
    if (given["vendor"] == "other") != bool(given["vendor_name"]):
        raise UsageError(
            "--vendor other and --vendor-name go together",
            hint="--vendor other --vendor-name 'the name on the contract'",
            consequence="nothing was written",
        )
    if given["owner"] is not None and not str(given["owner"]).startswith("@"):
        raise UsageError(
            f"{given['owner']!r} is no owner on GitHub",
            hint="write it like @town/records or @a-user",
            consequence="nothing was written",
        )
