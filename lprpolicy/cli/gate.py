"""`lprpolicy gate`: let a plan pass only if computing it again gives the same bytes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

import click

from lprpolicy.cli.options import exports, moment, repository
from lprpolicy.errors import UsageError
from lprpolicy.host.environment import variables

_IGNORED: Final = ("LPRPOLICY_AS_OF", "LPRPOLICY_CACHE", "LPRPOLICY_CONFIG", "LPRPOLICY_DATA")
"""Variables with which other commands judge otherwise."""
EPILOG = """\b
Examples:
  lprpolicy gate plan.json
  lprpolicy gate plan.json --observed report.pdf --out statement.json
  lprpolicy gate plan.json --out statement.json --sign ~/.ssh/id_ed25519
  lprpolicy gate plan.json --verify statement.json \\
    --allowed-signers ~/allowed_signers --signer records@example.org

\b
It judges today, by this machine's clock, at the tip of the protected branch.
There is no way to force it: what moved is planned, and approved, again.
Exit codes: 0 passed, 1 refused, 2 bad usage or configuration, 4 a bug in lprpolicy."""


@click.command("gate", epilog=EPILOG)
@click.argument("plan", type=click.Path(path_type=Path, dir_okay=False))
@exports("The exports of the plan, where they are not kept in the repository.")
@repository("--in")
@click.option(
    "--commit",
    default="HEAD",
    show_default=True,
    help="Compute from this commit, which has to be the tip of the branch.",
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the statement here."
)
@click.option(
    "--sign",
    "key",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Sign the statement with this SSH key, into a file beside it that ends in .sig.",
)
@click.option(
    "--verify",
    "said",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Hold the plan against this signed statement instead.",
)
@click.option(
    "--allowed-signers",
    "allowed",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Who may sign, in the form of ssh-keygen(1): a file outside of the repository.",
)
@click.option("--signer", help="Whose signature it has to be.")
def command(
    plan: Path,
    observed: tuple[str, ...],
    repository: Path,
    commit: str,
    out: Path | None,
    key: Path | None,
    said: Path | None,
    allowed: Path | None,
    signer: str | None,
) -> int:
    """Let a PLAN pass if the tip of the branch, the law, the exports and today give its bytes."""
    for name in sorted(variables(_IGNORED)):
        click.echo(f"note: {name} is set, and does not count here", err=True)
    if said is not None:
        return _verify(plan, said, repository, allowed=allowed, signer=signer)
    if key is not None and out is None:
        raise UsageError("--sign signs a statement, so it goes with --out")
    from lprpolicy.host import ssh
    from lprpolicy.host.outputs import write_together
    from lprpolicy.repository.exports import load
    from lprpolicy.repository.revisions import policies_at
    from lprpolicy.tasks.gate import gate, statement

    passed = gate(
        plan,
        policies_at(repository),
        moment(),
        revision=commit,
        exports=tuple(load(given) for given in observed),
    )
    text = statement(passed)
    signature = ssh.sign(text.encode(), key) if key is not None else None
    if out is None:
        click.echo(text, nl=False)
    else:
        signed = [] if signature is None else [(out.with_name(f"{out.name}.sig"), signature)]
        write_together([(out, text), *signed])
    commit = passed.issue.commit[:12]
    click.echo(f"passed: {plan} is what commit {commit} of {passed.issue.branch} gives", err=True)
    return 0


def _verify(
    plan: Path, said: Path, repository: Path, *, allowed: Path | None, signer: str | None
) -> int:
    if allowed is None or signer is None:
        raise UsageError(
            "--verify goes with --allowed-signers and --signer",
            hint="a statement that anybody may have written proves nothing",
        )
    from lprpolicy.repository.repository import config_of
    from lprpolicy.repository.revisions import at_revision, policies_at
    from lprpolicy.repository.signers import allowed_signers
    from lprpolicy.repository.statements import Signed, verify
    from lprpolicy.repository.tip import tip_of
    from lprpolicy.write.plan.statement import time_text

    root = policies_at(repository)
    tip = tip_of(root)
    settings = config_of(at_revision(tip.commit, root).tree)
    signature = said.with_name(f"{said.name}.sig")
    signed = Signed(said, signature, allowed_signers(allowed, tip), signer)
    longest = dt.timedelta(days=settings.statement_good_for_days)
    issue = verify(plan, signed, tip, moment(), longest=longest)
    click.echo(
        f"good until {time_text(issue.good_until)}: {signer} signed that the gate let {plan} pass "
        f"at commit {issue.commit[:12]} of {issue.branch}"
    )
    return 0
