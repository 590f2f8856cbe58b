"""Options that several commands share, each defined once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from lprpolicy.errors import UsageError
from lprpolicy.model.days import day_of

_Command = TypeVar("_Command", bound=Callable[..., Any])


class DayType(click.ParamType[dt.date]):
    """A day, YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            return day_of(value)
        except ValueError as error:
            return self.fail(str(error), param, ctx)


DAY = DayType()


class Renamed(click.Option):
    """An option that still answers to former names, and shows its present one alone."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        opts, self.opts = self.opts, self.opts[:1]
        try:
            return super().get_help_record(ctx)
        finally:
            self.opts = opts

    def get_error_hint(self, ctx: click.Context | None) -> str:
        del ctx
        return f"'{self.opts[0]}'"


def repository(
    *aliases: str,
    says: str = "The policy repository.",
    exists: bool = True,
    here: bool = True,
    file_okay: bool = True,
    **more: Any,
) -> Callable[[_Command], _Command]:
    """Return the option that names the policy repository; `aliases` are its former names.

    Without it the command has the current folder; None, unless `here`.
    """
    if here:
        more = {"default": Path(), "show_default": "the current folder", **more}
    return click.option(
        "--repository",
        *aliases,
        "repository",
        cls=Renamed,
        type=click.Path(path_type=Path, exists=exists, file_okay=file_okay),
        metavar="FOLDER",
        help=says,
        **more,
    )


def in_paths(
    says: str = "The policy repository.", *, here: bool = True
) -> Callable[[_Command], _Command]:
    """`--repository`, and its former name: the arguments. Both are passed as `paths`.

    Without any it is the current folder; nothing, unless `here`.
    """

    def both(command: _Command) -> _Command:
        named = click.option(
            "--repository",
            type=click.Path(path_type=Path),
            metavar="FOLDER",
            show_default="the current folder" if here else False,
            expose_value=False,
            is_eager=True,
            callback=_remember,
            help=says,
        )
        given = click.argument(
            "paths",
            nargs=-1,
            type=click.Path(path_type=Path),
            metavar="[PATHS]...",
            callback=partial(_or_named, Path() if here else None),
        )
        return named(given(command))

    return both


def _remember(ctx: click.Context, param: click.Parameter, value: Path | None) -> None:
    del param
    ctx.meta[__name__] = value


def _or_named(
    default: Path | None, ctx: click.Context, param: click.Parameter, paths: tuple[Path, ...]
) -> tuple[Path, ...]:
    """Return the given paths; without any, the named repository, or the default."""
    del param
    named = ctx.meta.get(__name__)
    if named is not None and paths:
        raise UsageError(
            "the policy repository is named twice",
            hint=f"leave out {paths[0]}, or --repository",
            consequence="nothing was done",
        )
    named = named or default
    return paths or (() if named is None else (named,))


def day_of_law(
    says: str = "Judge by the law of this day.", *, default: str = "today"
) -> Callable[[_Command], _Command]:
    """Return the option that names the day whose law counts; it is passed as `as_of`."""
    return click.option(
        "--as-of",
        type=DAY,
        envvar="LPRPOLICY_AS_OF",
        help=f"{says} Default: {default}. [env: LPRPOLICY_AS_OF]",
    )


as_of = day_of_law()


def moment() -> dt.datetime:
    """Now, by the clock that this run was started with."""
    told: Callable[[], dt.datetime] = click.get_current_context().obj
    return told()


def exports(
    says: str = "What the vendor shows; may be given several times.",
    *,
    metavar: str = "[SYSTEM=]EXPORT",
    required: bool = False,
) -> Callable[[_Command], _Command]:
    """Return the option that names vendors' exports; they are passed as `observed`."""
    return click.option("--observed", multiple=True, required=required, metavar=metavar, help=says)


def list_all(says: str) -> Callable[[_Command], _Command]:
    """Return the option that lists all of something; it is passed as `every`."""
    return click.option("--all", "every", is_flag=True, help=says)


def proposed_rules(says: str) -> Callable[[_Command], _Command]:
    """Return the option that names files of proposed rules; they are passed as `over`."""
    return click.option(
        "--with",
        "over",
        type=click.Path(path_type=Path, exists=True),
        multiple=True,
        metavar="FILE",
        help=says,
    )


def whom(says: str) -> Callable[[_Command], _Command]:
    """Return the option that names the party that paths lead to; it is passed as `to`."""
    return click.option(
        "--to",
        default="federal-immigration",
        show_default=True,
        metavar="ID|KIND",
        help=f"Whom {says} to: an agency and its parts, or a kind of agency.",
    )


observed = exports(required=True)
followed = exports(
    "A vendor's export to follow too; may be given several times.", metavar="[AGENCY=]FILE"
)
vendor_format = click.option(
    "--vendor-format", help="The format of an export, where it cannot be told."
)
taken = click.option("--taken", type=DAY, help="The day of exports that print none.")
no_lists = click.option(
    "--no-lists",
    is_flag=True,
    help="Ask the directory that comes with lprpolicy alone, not the lists that you imported.",
)
strict = click.option(
    "--strict/--no-strict", default=None, help="A `should` that is not met refuses too."
)
config = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="LPRPOLICY_CONFIG",
    help="The lprpolicy.yaml to use. Default: the nearest one, up to .git. [env: LPRPOLICY_CONFIG]",
)
color_choice = click.option(
    "--color",
    "--colour",
    "color",
    cls=Renamed,
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Whether to color text. NO_COLOR turns it off, FORCE_COLOR on.",
)


def searches(says: str) -> Callable[[_Command], _Command]:
    """`--searches AGENCY=GROUPS`, passed as a dictionary of paths."""
    return click.option(
        "--searches",
        multiple=True,
        metavar="AGENCY=GROUPS",
        callback=_groups_files,
        help=f"{says} GROUPS is a file of `audit --groups`. Repeatable.",
    )


def _groups_files(
    context: click.Context, parameter: click.Parameter, given: tuple[str, ...]
) -> dict[str, Path]:
    del context, parameter
    found = {}
    for said in given:
        agency, equals, path = said.partition("=")
        if not equals or not path:
            raise UsageError(
                f"--searches: {said!r} names no agency and no groups file",
                hint="write it like us-ct/westport-pd=october.groups.json",
                consequence="nothing was done",
            )
        found[agency] = Path(path)
    return found
