"""`lprpolicy check`: judge policies by the law of a day."""

from __future__ import annotations

import datetime as dt
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lprpolicy.cli.kinds import DAY, coloured, columns, no_lists, today
from lprpolicy.errors import UsageError

if TYPE_CHECKING:
    from lprpolicy.tasks.changed import Changed
    from lprpolicy.tasks.outcome import Outcome
    from lprpolicy.tasks.trees import Tree
    from lprpolicy.tasks.walk import Meanwhile

EPILOG = """\b
Examples:
  lprpolicy check policies/
  lprpolicy check policies/us-ct/westport-pd
  lprpolicy check policies/ --as-of 2026-09-30
  lprpolicy check policies/ --changed --base origin/main
  lprpolicy check policies/ --watch --format json=findings.json
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
@click.option(
    "--no-cache",
    is_flag=True,
    help="Judge anew what was judged before. LPRPOLICY_CACHE is where that is kept.",
)
@click.option(
    "--watch", is_flag=True, help="Report again after every change of a file, until Ctrl-C."
)
@click.option(
    "--changed", is_flag=True, help="Judge only what differs from a revision and what rests on it."
)
@click.option(
    "--base",
    metavar="REV",
    help="The revision, for --changed: where this branch left it. Default: HEAD.",
)
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
    no_cache: bool,
    watch: bool,
    changed: bool,
    base: str | None,
    every: bool,
    stdin_filename: Path | None,
    config: Path | None,
    colour: str,
) -> int:
    """Judge policies by the law of a day.

    PATHS are folders or files of one policy repository; without any, the current folder. The
    whole repository is read, since a verdict may rest on another file.
    """
    from lprpolicy.tasks.cache import open_cache
    from lprpolicy.tasks.keys import program
    from lprpolicy.tasks.options import Options
    from lprpolicy.tasks.outcome import Look, outcome, ready, told
    from lprpolicy.tasks.walk import Meanwhile

    outputs = _outputs(formats or ("text",))

    def options() -> Options:
        return Options(as_of or today(), strict=strict, waivers=not no_waivers)

    def looks() -> list[Look]:
        width = columns()
        return [
            Look(name, colour=file is None and coloured(colour), width=width, show_all=every)
            for name, file in outputs
        ]

    if watch:
        if changed or base is not None or Path("-") in paths:
            raise UsageError("--watch goes with paths alone, not with --changed or the path -")
        from lprpolicy.cli.watch import Watch

        return Watch(
            partial(_tree, paths, stdin_filename, config),
            options,
            lambda report: _write(outputs, told(report, looks())),
            lists=not no_lists,
        ).run()
    cache = None if no_cache else open_cache()
    remembers = cache is not None and not cache.is_empty()
    meanwhile = Meanwhile(lambda _: program()) if remembers else Meanwhile(ready, wanted=True)
    tree = _tree(paths, stdin_filename, config, meanwhile)
    differs = _changed(tree, base, changed=changed)
    made = outcome(tree, options(), looks(), lists=not no_lists, changed=differs, cache=cache)
    _write(outputs, made)
    return 0 if made.allowed else 1


def _write(outputs: list[tuple[str, Path | None]], made: Outcome) -> None:
    """Standard output comes after the files, so that whoever reads it finds them."""
    said = [(file, text) for (_, file), text in zip(outputs, made.texts, strict=True)]
    files = [(file, text) for file, text in said if file is not None]
    if files:
        from lprpolicy.tasks.outputs import write_together

        write_together(files)
    for file, text in said:
        if file is None:
            click.echo(text, nl=False, color=True)


def _changed(tree: Tree, base: str | None, *, changed: bool) -> Changed | None:
    if not changed:
        if base is not None:
            raise UsageError("--base goes with --changed")
        return None
    from lprpolicy.tasks.changed import changed_since

    return changed_since(tree, base or "HEAD")


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


def _tree(
    paths: tuple[Path, ...],
    stdin_filename: Path | None,
    config: Path | None,
    meanwhile: Meanwhile | None = None,
) -> Tree:
    from lprpolicy.tasks.trees import folder, with_stdin

    if Path("-") not in paths:
        if stdin_filename is not None:
            raise UsageError("--stdin-filename goes with the path -")
        return folder(paths or (Path(),), config=config, meanwhile=meanwhile)
    if len(paths) > 1 or stdin_filename is None:
        raise UsageError(
            "standard input stands for one file", hint="lprpolicy check - --stdin-filename FILE"
        )
    return with_stdin(stdin_filename, sys.stdin.buffer.read(), config=config)
