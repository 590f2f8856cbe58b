"""`lprpolicy init`: begin a town's policy repository with a draft that the law lets pass."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import click

from lprpolicy.cli.options import day_of_law, repository
from lprpolicy.cli.town_facts import (
    agency_options,
    one_system,
    told_of,
    town_options,
    vendor_options,
)

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


@click.command("init", epilog=EPILOG)
@agency_options
@repository(
    "--into",
    says="The folder to make, new or empty, or the top of a git repository. "
    "Default: the last part of the agency's id.",
    exists=False,
    here=False,
)
@vendor_options("Whose database holds the reads.")
@town_options
@day_of_law("Draft by the law of this day.")
def command(**given: Any) -> int:
    """Begin a policy repository: a draft that the law of a state lets pass.

    It writes the policy with the law beside each line, a directory, the check for pull requests,
    a README and a memo to the council. Where the law leaves a choice the draft takes the
    narrower one and says so. It invents no date, paper or person.

    In a git repository, what works only at its top is written there, and never over anything.
    """
    from lprpolicy.cli.asking import at_terminal, require, the_rest
    from lprpolicy.evaluate.proposal import state_of
    from lprpolicy.repository.law import built_in
    from lprpolicy.tasks.init import begin
    from lprpolicy.write.start.begun import begun_text

    law = built_in()
    state = state_of(require("state", given["state"], "the state, such as CT"), law)
    town = " ".join(require("town", given["town"], "the town, city or county").split())
    systems = one_system(given["vendor"], given["vendor_name"])
    told = told_of(given, state, town, systems)
    if at_terminal():
        told = the_rest(told, law)
    begun = begin(told, given["repository"] or Path(told.agency.partition("/")[2]), law)
    folder = shlex.quote(str(begun.folder))
    click.echo(begun_text(begun.start, folder, at_top=begun.at_top, kept=begun.kept), nl=False)
    return 0
