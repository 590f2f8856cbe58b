"""`lprpolicy gate`: let a plan pass only if computing it again gives the same bytes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from lprpolicy.cli.options import as_of, repository
from lprpolicy.errors import UsageError
from lprpolicy.host.clock import today

EPILOG = """\b
Examples:
  lprpolicy gate plan.json
  lprpolicy gate plan.json --observed report.pdf --out statement.json
  lprpolicy gate plan.json --out statement.json --sign ~/.ssh/id_ed25519
  lprpolicy gate plan.json --verify statement.json \\
    --allowed-signers .github/allowed_signers --signer records@example.org

\b
There is no way to force it: what moved is planned, and approved, anew.
Exit codes: 0 passed, 1 refused, 2 bad usage or configuration, 4 a bug in lprpolicy."""


@click.command("gate", epilog=EPILOG)
@click.argument("plan", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--observed",
    multiple=True,
    metavar="[SYSTEM=]EXPORT",
    help="The exports of the plan, where they are not kept in the repository.",
)
@repository("--in")
@click.option("--commit", default="HEAD", show_default=True, help="Compute from this commit.")
@as_of
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
    help="Who may sign, in the form of ssh-keygen(1).",
)
@click.option("--signer", help="Whose signature it has to be.")
def command(
    plan: Path,
    observed: tuple[str, ...],
    repository: Path,
    commit: str,
    as_of: dt.date | None,
    out: Path | None,
    key: Path | None,
    said: Path | None,
    allowed: Path | None,
    signer: str | None,
) -> int:
    """Let a PLAN pass if the commit, the law, the exports and the day still give its bytes."""
    if said is not None:
        return _verify(plan, said, allowed, signer)
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
        as_of or today(),
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
    click.echo(f"passed: {plan} is what commit {passed.commit[:12]} gives", err=True)
    return 0


def _verify(plan: Path, said: Path, allowed: Path | None, signer: str | None) -> int:
    if allowed is None or signer is None:
        raise UsageError(
            "--verify goes with --allowed-signers and --signer",
            hint="a statement that anybody may have written proves nothing",
        )
    from lprpolicy.tasks.gate import verify

    signature = said.with_name(f"{said.name}.sig")
    commit = verify(plan, said, signature, allowed, signer)
    click.echo(f"good: {signer} signed that the gate let {plan} pass at commit {commit[:12]}")
    return 0
