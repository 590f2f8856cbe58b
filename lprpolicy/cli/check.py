"""`lprpolicy check`: judge policies by the law of a day."""

from __future__ import annotations

import datetime as dt
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lprpolicy.cli.formats import Output, formats, put, style_of
from lprpolicy.cli.of_system import OfSystem, OfSystemType
from lprpolicy.cli.options import (
    DAY,
    as_of,
    color_choice,
    config,
    in_paths,
    list_all,
    moment,
    no_lists,
    proposed_rules,
    strict,
)
from lprpolicy.errors import UsageError
from lprpolicy.host.clock import day_of, today
from lprpolicy.host.terminal import wants_color
from lprpolicy.write import Shows

if TYPE_CHECKING:
    from lprpolicy.evaluate.changed import Differing
    from lprpolicy.host.files.tree import Tree
    from lprpolicy.host.files.walk import Meanwhile
    from lprpolicy.tasks.check import Against, CheckResult
    from lprpolicy.write import Format, Style

EPILOG = """\b
Examples:
  lprpolicy check policies/
  lprpolicy check policies/us-ct/westport-pd
  lprpolicy check policies/ --as-of 2026-09-30
  lprpolicy check policies/ --base origin/main
  lprpolicy check policies/ --changed --base origin/main
  lprpolicy check policies/ --statistics
  lprpolicy check policies/ --write-baseline baseline.json --until 2027-03-31
  lprpolicy check policies/ --base origin/main --baseline baseline.json
  lprpolicy check policies/ --select us-ct/recipient-tiers --all
  lprpolicy check policies/us-ct/westport-pd --fix \\
    --adopted "Town Meeting" 2026-12-08 records/minutes.md
  lprpolicy check policies/ --watch --format json=findings.json
  lprpolicy check policies/ --format text --format sarif=out.sarif --format json=out.json
  lprpolicy check policies/ --with bills/us-ct/retention-reads.yaml --as-of 2027-10-01
  git show HEAD:policies/us-ct/westport-pd/policy.yaml |
    lprpolicy check - --stdin-filename policies/us-ct/westport-pd/policy.yaml

\b
Formats: text, compact, json, sarif, github, junit, markdown, oscal.
Exit codes: 0 allowed, 1 refused, 2 bad usage or configuration,
3 nothing was checked, 4 a bug in lprpolicy."""


@click.command("check", epilog=EPILOG)
@in_paths()
@as_of
@formats("report")
@strict
@click.option("--no-waivers", is_flag=True, help="Judge as if nothing were waived.")
@no_lists
@click.option(
    "--no-cache",
    is_flag=True,
    help="Judge again what was judged before. LPRPOLICY_CACHE is where that is kept.",
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
    help="Judge by the rules, directory and settings of this revision too, and by what the change "
    "takes away. With --changed the default is HEAD.",
)
@list_all("Show every finding in full, and every place.")
@click.option("--advice", is_flag=True, help="Show recommendations in full too.")
@click.option("-q", "--quiet", is_flag=True, help="Print the decision and its counts alone.")
@click.option("--statistics", is_flag=True, help="Print all counts, by recipient and by rule.")
@click.option(
    "--select",
    multiple=True,
    metavar="RULE",
    help="Show only this rule, or all that begin so (us-ct/). What is decided stays the same, and "
    "a part never allows. May be given several times.",
)
@click.option(
    "--ignore", multiple=True, metavar="RULE", help="Do not show this rule; the same limits."
)
@click.option("--exit-zero", is_flag=True, help="Exit 0 where it is refused; the report says so.")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Show the findings of this file as old; new ones refuse. With --base it is read from "
    "there.",
)
@click.option(
    "--write-baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="First write the findings of today into this file, or take out of it what is gone.",
)
@click.option("--until", type=DAY, help="With --write-baseline: the last day on which it counts.")
@click.option(
    "--fix", is_flag=True, help="Do first what the fixes can do by themselves. It never widens."
)
@click.option("--diff", "show", is_flag=True, help="With --fix: show it and write nothing.")
@click.option(
    "--attested",
    type=(OfSystemType(click.STRING), DAY, str),
    multiple=True,
    metavar="[SYSTEM=]OFFICE DAY NOTE",
    help="With --fix: who checked the vendor's lookup settings, the day, and the signed note. May "
    "be given once for each system.",
)
@click.option(
    "--adopted",
    type=(str, DAY, str),
    metavar="BODY DAY MINUTES",
    help="With --fix: who adopted the draft, the day, and the minutes; status becomes adopted.",
)
@click.option(
    "--published",
    metavar="ADDRESS",
    help="With --fix: where people can read the policy, such as https://yourtown.example/lpr.",
)
@proposed_rules(
    "Say instead what these proposed rules would refuse if they were law. Decides nothing."
)
@click.option(
    "--stdin-filename",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file whose content comes on standard input (with the path -).",
)
@config
@color_choice
def command(
    paths: tuple[Path, ...],
    as_of: dt.date | None,
    outputs: tuple[Output, ...],
    strict: bool | None,
    no_waivers: bool,
    no_lists: bool,
    no_cache: bool,
    watch: bool,
    changed: bool,
    base: str | None,
    every: bool,
    advice: bool,
    quiet: bool,
    statistics: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    exit_zero: bool,
    baseline: Path | None,
    write_baseline: Path | None,
    until: dt.date | None,
    fix: bool,
    show: bool,
    attested: tuple[tuple[OfSystem, dt.date, str], ...],
    adopted: tuple[str, dt.date, str] | None,
    published: str | None,
    over: tuple[Path, ...],
    stdin_filename: Path | None,
    config: Path | None,
    color: str,
) -> int:
    """Judge policies by the law of a day.

    PATHS are folders or files of one policy repository; without any, the current folder. The
    whole repository is read, since a verdict may rest on another file.
    """
    from lprpolicy.evaluate.keys import program
    from lprpolicy.evaluate.options import Options, RuleFilter
    from lprpolicy.host.cache import open_cache
    from lprpolicy.host.files.walk import Meanwhile
    from lprpolicy.tasks.check import outcome, ready, write_report

    def options() -> Options:
        now = day_of(moment())
        chosen = RuleFilter(select, ignore)
        return Options(
            as_of or today(), strict=strict, waivers=not no_waivers, today=now, chosen=chosen
        )

    def looks() -> list[tuple[Format, Style]]:
        return [
            (
                one.format,
                style_of(one, color=wants_color(color), show_all=every, advice=advice, shows=shows),
            )
            for one in outputs
        ]

    if quiet and statistics:
        raise UsageError("--quiet prints less and --statistics more", hint="leave out one of them")
    shows = Shows.DECISION if quiet else Shows.COUNTS if statistics else Shows.REPORT
    if (show or attested or adopted or published is not None) and not fix:
        raise UsageError("--diff, --attested, --adopted and --published go with --fix")
    if fix:
        from lprpolicy.cli.fixing import fix as fixing
        from lprpolicy.cli.fixing import town_says

        if watch or changed or base is not None or Path("-") in paths:
            raise UsageError("--fix goes with paths alone")
        tree = _tree(paths, None, config)
        changes = fixing(
            tree,
            options(),
            show=show,
            lists=not no_lists,
            says=town_says(attested, adopted, published),
        )
        if show:
            return int(changes)
    if over:
        from lprpolicy.cli.what_if import show_what_if

        if watch or changed or fix or base is not None or baseline or write_baseline:
            raise UsageError("--with goes with paths alone: what is proposed decides nothing")
        tree = _tree(paths, stdin_filename, config)
        return show_what_if(tree, options(), over, outputs, lists=not no_lists)
    if until is not None and write_baseline is None:
        raise UsageError("--until goes with --write-baseline")
    if write_baseline is not None:
        from lprpolicy.cli.baselining import write_baseline as writing

        if watch or changed or base is not None or baseline is not None or Path("-") in paths:
            raise UsageError("--write-baseline goes with paths alone, or with --fix")
        tree = _tree(paths, None, config)
        writing(tree, options(), write_baseline, until, lists=not no_lists)
        baseline = write_baseline
    if watch:
        if changed or base is not None or baseline is not None or Path("-") in paths:
            raise UsageError(
                "--watch goes with paths alone, not with --changed, --base, --baseline or -"
            )
        from lprpolicy.cli.watch import watch as watching

        return watching(
            partial(_tree, paths, stdin_filename, config),
            options,
            lambda report: _write(outputs, write_report(report, looks())),
            lists=not no_lists,
        )
    cache = None if no_cache else open_cache()
    remembers = cache is not None and not cache.is_empty()
    meanwhile = Meanwhile(lambda _: program()) if remembers else Meanwhile(ready, wanted=True)
    tree = _tree(paths, stdin_filename, config, meanwhile)
    differs = _differences(tree, base, changed=changed)
    made = outcome(
        tree,
        options(),
        looks(),
        lists=not no_lists,
        changed=differs,
        cache=cache,
        against=_against(
            tree, base or ("HEAD" if changed else None), baseline, stdin=Path("-") in paths
        ),
    )
    _write(outputs, made)
    return 0 if made.allowed or exit_zero else 1


def _write(outputs: tuple[Output, ...], made: CheckResult) -> None:
    put(zip(outputs, made.texts, strict=True))


def _against(tree: Tree, base: str | None, baseline: Path | None, *, stdin: bool) -> Against:
    """What stands before the change; a file of an editor is no change that somebody proposes."""
    from lprpolicy.tasks.check import Against

    if base is None and baseline is None:
        return Against(says_none=not stdin)
    from lprpolicy.repository.base import base_at
    from lprpolicy.repository.baseline import take_baseline

    stands = None if base is None else base_at(tree, base)
    old = None if baseline is None else take_baseline(baseline, stands, tree.root)
    return Against(stands, says_none=base is None and not stdin, baseline=old)


def _differences(tree: Tree, base: str | None, *, changed: bool) -> Differing | None:
    if not changed:
        return None
    from lprpolicy.evaluate.changed import changed_since

    return changed_since(tree, base or "HEAD")


def _tree(
    paths: tuple[Path, ...],
    stdin_filename: Path | None,
    config: Path | None,
    meanwhile: Meanwhile | None = None,
) -> Tree:
    from lprpolicy.repository.layout import folder, with_stdin

    if Path("-") not in paths:
        if stdin_filename is not None:
            raise UsageError("--stdin-filename goes with the path -")
        return folder(paths, config=config, meanwhile=meanwhile)
    if len(paths) > 1 or stdin_filename is None:
        raise UsageError(
            "standard input stands for one file", hint="lprpolicy check - --stdin-filename FILE"
        )
    return with_stdin(stdin_filename, sys.stdin.buffer.read(), config=config)
