"""`lprpolicy check`: judge policies by the law of a day."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lprpolicy.cli.kinds import DAY, coloured, no_lists, today
from lprpolicy.errors import UsageError

if TYPE_CHECKING:
    from lprpolicy.tasks.trees import Tree

EPILOG = """\b
Examples:
  lprpolicy check policies/
  lprpolicy check policies/us-ct/westport-pd
  lprpolicy check policies/ --as-of 2026-09-30
  lprpolicy check policies/ --format text --format sarif=out.sarif --format json=out.json
  git show HEAD:policies/us-ct/westport-pd/policy.yaml |
    lprpolicy check - --stdin-filename policies/us-ct/westport-pd/policy.yaml

\b
Formats: text, compact, json, sarif, github, junit, markdown.
Exit codes: 0 allowed, 1 refused, 2 bad usage or configuration,
3 nothing was checked, 4 a bug in lprpolicy."""


@click.command("check", epilog=EPILOG)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--as-of",
    type=DAY,
    envvar="LPRPOLICY_AS_OF",
    help="Judge by the law of this day. Default: today. [env: LPRPOLICY_AS_OF]",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT[=FILE]",
    help="How to report, and where; may be given several times. Default: text.",
)
@click.option("--strict/--no-strict", default=None, help="A `should` that is not met refuses too.")
@click.option("--no-waivers", is_flag=True, help="Judge as if nothing were waived.")
@no_lists
@click.option("--all", "every", is_flag=True, help="List every place of a fault, not the first 12.")
@click.option(
    "--stdin-filename",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file whose content comes on standard input (with the path -).",
)
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="LPRPOLICY_CONFIG",
    help="The lprpolicy.yaml to use. Default: the nearest one, up to .git. [env: LPRPOLICY_CONFIG]",
)
@click.option(
    "--colour",
    "--color",
    "colour",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Whether to colour text. NO_COLOR turns it off.",
)
def command(
    paths: tuple[Path, ...],
    as_of: dt.date | None,
    formats: tuple[str, ...],
    strict: bool | None,
    no_waivers: bool,
    no_lists: bool,
    every: bool,
    stdin_filename: Path | None,
    config: Path | None,
    colour: str,
) -> int:
    """Judge policies by the law of a day.

    PATHS are folders or files of one policy repository; without any, the current folder. The
    whole repository is read, since a verdict may rest on another file.
    """
    from lprpolicy.model.report import Decision
    from lprpolicy.tasks.check import Options, check
    from lprpolicy.tasks.outputs import write_whole
    from lprpolicy.tasks.store import open_store
    from lprpolicy.write import FORMATS

    outputs = _outputs(formats or ("text",))
    tree = _tree(paths, stdin_filename, config)
    options = Options(as_of or today(), strict=strict, waivers=not no_waivers)
    report = check(tree, options, lists=None if no_lists else open_store())
    for name, file in sorted(outputs, key=lambda output: output[1] is None):
        to_terminal = file is None and coloured(colour)
        width = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
        text = FORMATS[name].write(report, colour=to_terminal, width=width, show_all=every)
        if file is None:
            click.echo(text, nl=False, color=True)
        else:
            write_whole(file, text, overwrite=True)
    return 0 if report.decision is Decision.ALLOW else 1


def _outputs(formats: tuple[str, ...]) -> list[tuple[str, Path | None]]:
    from lprpolicy.write import FORMATS

    outputs: list[tuple[str, Path | None]] = []
    for given in formats:
        name, _, file = given.partition("=")
        if name not in FORMATS:
            raise UsageError(
                f"there is no format {name!r}", hint=f"the formats are {', '.join(FORMATS)}"
            )
        outputs.append((name, Path(file) if file else None))
    if sum(file is None for _, file in outputs) > 1:
        raise UsageError(
            "two formats cannot both go to standard output",
            hint="send all but one to a file, as in --format sarif=out.sarif",
        )
    return outputs


def _tree(paths: tuple[Path, ...], stdin_filename: Path | None, config: Path | None) -> Tree:
    from lprpolicy.tasks.trees import folder, with_stdin

    if Path("-") not in paths:
        if stdin_filename is not None:
            raise UsageError("--stdin-filename goes with the path -")
        return folder(paths or (Path(),), config=config)
    if len(paths) > 1 or stdin_filename is None:
        raise UsageError(
            "standard input stands for one file", hint="lprpolicy check - --stdin-filename FILE"
        )
    return with_stdin(stdin_filename, sys.stdin.buffer.read(), config=config)
