"""`lprpolicy rules`: list, show, test, export and start rules."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from lprpolicy.cli.formats import Output, formats, send
from lprpolicy.cli.options import DAY, day_of_law, in_paths, repository
from lprpolicy.host.clock import today

EPILOG = """\b
Examples:
  lprpolicy rules list --pack us-ct
  lprpolicy rules show us-ct/retention-reads
  lprpolicy rules test --coverage
  lprpolicy rules test --repository policies/
  lprpolicy rules export ct --format oscal=ct.json
  lprpolicy rules new us-ct/westport-pd/no-faces --check fields-prohibited --repository policies/"""


_with_towns = in_paths("A policy repository whose own rules count too.", here=False)


@click.group("rules", epilog=EPILOG)
def command() -> None:
    """List, show, test and start rules."""


@command.command("list")
@_with_towns
@click.option("--pack", help="Only rules whose id begins with this, such as us-ct.")
@click.option("--as-of", type=DAY, help="Only rules in effect on this day.")
@click.option("--from", "begins", type=DAY, help="Only what begins on this day or later.")
@formats("rules")
def list_(
    paths: tuple[Path, ...],
    pack: str | None,
    as_of: dt.date | None,
    begins: dt.date | None,
    outputs: tuple[Output, ...],
) -> int:
    """List the rules of every pack, and the town rules of a repository.

    With --from, each version that begins on that day or later is a line of its own.
    """
    from lprpolicy.tasks.rules import all_rules, row, versions_from

    chosen = [
        rule
        for rule in all_rules(paths)
        if (pack is None or rule.id.startswith(f"{pack}/"))
        and (as_of is None or rule.on(as_of) is not None)
    ]
    send(
        outputs, [row(rule) for rule in chosen] if begins is None else versions_from(chosen, begins)
    )
    return 0


@command.command("show")
@click.argument("rule")
@_with_towns
@day_of_law("What it says on this day.")
def show(rule: str, paths: tuple[Path, ...], as_of: dt.date | None) -> int:
    """Show one RULE: what it says, the law behind it, its versions and its examples."""
    from lprpolicy.tasks.rules import describe

    click.echo(describe(rule, paths, as_of or today()), nl=False)
    return 0


@command.command("test")
@_with_towns
@click.option("--coverage", is_flag=True, help="Fail too where no example reaches part of a rule.")
def test(paths: tuple[Path, ...], coverage: bool) -> int:
    """Run the examples of every rule, of the packs and of a repository."""
    from lprpolicy.tasks.rules import run_examples

    result = run_examples(paths, coverage=coverage)
    for line in result.lines:
        click.echo(line)
    return 0 if result.passed else 1


@command.command("export")
@click.argument("state", required=False)
@formats("law", default="oscal")
def export(state: str | None, outputs: tuple[Output, ...]) -> int:
    """Export the law of all states, or of one STATE, as a catalog for other tools.

    Each provision is a control with its citation, its dates and the rules that carry it.
    """
    from lprpolicy.repository.law import built_in
    from lprpolicy.tasks.law import law_coverage

    send(outputs, law_coverage(built_in(), state))
    return 0


@command.command("new")
@click.argument("rule")
@click.option("--check", "check_name", default="retention-at-most", show_default=True)
@repository(
    "--into",
    says="The policy repository, for a town's rule; or the folder of packs.",
    exists=False,
    file_okay=False,
    default=Path("lprpolicy/packs"),
    show_default=True,
)
def new(rule: str, check_name: str, repository: Path) -> int:
    """Start a RULE: a file with everything to fill in, which fails its tests until it is."""
    from lprpolicy.tasks.rules import start

    click.echo(f"wrote {start(rule, check_name, repository)}")
    click.echo("next: fill it in, then lprpolicy rules test --coverage")
    return 0
