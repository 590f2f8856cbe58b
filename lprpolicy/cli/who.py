"""`lprpolicy who`: say who the names on a vendor's list are."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lprpolicy.cli.kinds import no_lists
from lprpolicy.errors import UsageError

if TYPE_CHECKING:
    from lprpolicy.model.identity import Identity

EPILOG = """\b
Examples:
  lprpolicy who "DHS - HSI (Newark NJ)" "Federal Way Police Department"
  lprpolicy who - < names.txt
  lprpolicy who --format json "CBP - NTC"
  lprpolicy who --explain "Norwalk PD"

\b
JSON has one object a line, with null for what is unknown:
raw, id, kind, state, federal, component, status, why; and steps
with --explain."""


@click.command("who", epilog=EPILOG)
@click.argument("names", nargs=-1, required=True)
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option(
    "--directory",
    "directories",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="A directory file or folder. Default: the one of the policy repository here.",
)
@click.option("--explain", is_flag=True, help="Print the steps that lead to the answer.")
@no_lists
def command(
    names: tuple[str, ...],
    style: str,
    directories: tuple[Path, ...],
    explain: bool,
    no_lists: bool,
) -> int:
    """Say who the NAMES on a vendor's list are, as far as anyone can tell.

    NAMES may be - to read one a line from standard input. A name that could mean two agencies,
    or none, is unknown; suggestions never decide.
    """
    from lprpolicy.identify.explain import explain as explained
    from lprpolicy.tasks.directories import near
    from lprpolicy.tasks.store import open_store

    index = near(directories, Path(), lists=None if no_lists else open_store())
    for raw in _names(names):
        identity = index.identify(raw)
        steps = explained(index, raw) if explain else ()
        click.echo(_json(identity, steps) if style == "json" else _text(identity, steps))
    return 0


def _names(names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        if name != "-":
            yield name
            continue
        for number, line in enumerate(sys.stdin.buffer, start=1):
            try:
                text = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
            except UnicodeDecodeError:
                raise UsageError(
                    f"standard input, line {number}: this is not UTF-8", hint="save it as UTF-8"
                ) from None
            if text.strip():
                yield text


def _json(identity: Identity, steps: tuple[str, ...] = ()) -> str:
    said: dict[str, object] = {
        "raw": identity.raw,
        "id": identity.id,
        "kind": identity.kind,
        "state": identity.state,
        "federal": identity.federal,
        "component": identity.component,
        "status": identity.status,
        "why": identity.why,
    }
    if steps:
        said["steps"] = list(steps)
    return json.dumps(said, ensure_ascii=False)


def _text(identity: Identity, steps: tuple[str, ...] = ()) -> str:
    answer = {True: "federal", False: "not federal", None: "nobody can tell whether federal"}
    known = [identity.kind or "kind unknown", identity.state or "", answer[identity.federal]]
    head = f"{identity.raw}: {identity.id or 'unknown'} ({', '.join(k for k in known if k)})"
    lines = [head, *(f"  {number}. {one}" for number, one in enumerate(steps, 1))]
    lines += [] if steps else [f"  {identity.why}"]
    if identity.suggestions:
        lines.append(f"  similar: {', '.join(identity.suggestions)}")
    return "\n".join(lines)
