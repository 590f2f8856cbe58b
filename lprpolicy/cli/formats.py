"""`--format FORMAT[=FILE]`: the same for every command, from the one registry of documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from lprpolicy.errors import UsageError
from lprpolicy.host.terminal import columns
from lprpolicy.write import DOCUMENTS, Format, Shows, Style

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Output:
    """A format that was asked for, and the file it goes to; None is standard output."""

    format: Format
    file: Path | None


class FormatType(click.ParamType[Output]):
    """FORMAT[=FILE], where FORMAT is one of a document's.

    `chosen` is the parameter that names the document, where a command writes more than one;
    `more` are documents whose formats are taken too, and which the command tells apart itself.
    """

    name = "FORMAT[=FILE]"

    def __init__(self, document: str, chosen: str | None = None, more: Sequence[str] = ()) -> None:
        self.document = document
        self.chosen = chosen
        self.more = more

    def _formats(self, asked: str | None) -> Mapping[str, Format]:
        own = DOCUMENTS[asked or self.document]
        others = [DOCUMENTS[one] for one in self.more]
        return {
            **own,
            **{name: one for held in others for name, one in held.items() if name not in own},
        }

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Output:
        del param
        if isinstance(value, Output):
            return value
        asked = ctx.params.get(self.chosen) if ctx is not None and self.chosen else None
        formats = self._formats(asked)
        name, _, file = value.partition("=")
        if name not in formats:
            raise UsageError(
                f"there is no format {name!r}" + (f" of the {asked}" if asked else ""),
                hint=f"the formats are {', '.join(formats)}",
                consequence="nothing was done",
            )
        return Output(formats[name], Path(file) if file else None)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        del param
        from click.shell_completion import CompletionItem

        asked = ctx.params.get(self.chosen) if self.chosen else None
        names = self._formats(asked)
        return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def formats(
    document: str, default: str = "text", more: Sequence[str] = ()
) -> Callable[[_Command], _Command]:
    """The option `--format` of a command that writes this document; it is passed as `outputs`.

    `more` are documents that the command writes in its place; see `check_formats`.
    """
    names = ", ".join(DOCUMENTS[document])
    return click.option(
        "--format",
        "outputs",
        multiple=True,
        default=(default,),
        type=FormatType(document, more=more),
        callback=_one_to_standard_output,
        help=f"How to report, and where: {names}. May be given several times. Default: {default}.",
    )


def formats_of(chosen: str, *documents: str) -> Callable[[_Command], _Command]:
    """The option `--format` of a command whose parameter `chosen` names one of these documents.

    Without it, the first format of the document is written.
    """
    names = "; ".join(f"of the {one}: {', '.join(DOCUMENTS[one])}" for one in documents)

    def first(
        ctx: click.Context, param: click.Parameter, outputs: tuple[Output, ...]
    ) -> tuple[Output, ...]:
        if not outputs:
            outputs = (Output(next(iter(DOCUMENTS[ctx.params[chosen]].values())), None),)
        return _one_to_standard_output(ctx, param, outputs)

    return click.option(
        "--format",
        "outputs",
        multiple=True,
        type=FormatType(documents[0], chosen),
        callback=first,
        help=f"How to write it, and where; {names}. May be given several times.",
    )


def check_formats(outputs: Iterable[Output], document: str) -> None:
    """Refuse a format that the document which is written does not have."""
    held = DOCUMENTS[document]
    for one in outputs:
        if one.format.name not in held:
            raise UsageError(
                f"there is no format {one.format.name!r} of it",
                hint=f"the formats are {', '.join(held)}",
                consequence="nothing was done",
            )


def _one_to_standard_output(
    ctx: click.Context, param: click.Parameter, outputs: tuple[Output, ...]
) -> tuple[Output, ...]:
    """Check that at most one format goes to standard output, and put it last.

    Whoever reads it there can then rely on the files being written.
    """
    del ctx, param
    printed = [one for one in outputs if one.file is None]
    if len(printed) > 1:
        raise UsageError(
            "two formats cannot both go to standard output",
            hint=f"send all but one to a file, as in --format {outputs[-1].format.name}=FILE",
            consequence="nothing was done",
        )
    return (*(one for one in outputs if one.file is not None), *printed)


def style_of(
    output: Output,
    *,
    color: bool = False,
    show_all: bool = False,
    advice: bool = False,
    shows: Shows = Shows.REPORT,
) -> Style:
    """Return the style of one output: only a terminal has colors and a width of its own."""
    style = Style(show_all=show_all, advice=advice, shows=shows)
    if output.file is None:
        style = replace(style, color=color, width=columns())
    return style


def send(
    outputs: tuple[Output, ...],
    facts: Any,
    *,
    color: bool = False,
    show_all: bool = False,
    also: Sequence[tuple[Path, str]] = (),
) -> None:
    """Write a document in each format that was asked for; `also` are more files to write."""
    put(
        (
            (one, one.format.write(facts, style_of(one, color=color, show_all=show_all)))
            for one in outputs
        ),
        also=also,
    )


def put(
    said: Iterable[tuple[Output, str | bytes]], *, also: Sequence[tuple[Path, str]] = ()
) -> None:
    """Write texts to their places: all files together, and then standard output."""
    said = list(said)
    files = [*also, *((one.file, text) for one, text in said if one.file is not None)]
    if files:
        from lprpolicy.host.outputs import write_together

        write_together(files)
    for one, text in said:
        if one.file is None:
            click.echo(text, nl=False, color=True)
