"""`lprpolicy network`: the sharing network as a whole."""

from __future__ import annotations

from pathlib import Path

import click

EPILOG = """\b
Examples:
  lprpolicy network policies/
  lprpolicy network policies/ --to us/fbi --format text --format graphml=network.graphml
  lprpolicy network policies/ --observed us-ct/westport-pd=report.pdf --format json=network.json

\b
Formats: text, json, graphml.
Exit codes: 0 answered, 1 an export cannot be read, 2 bad usage,
3 there was nothing to follow."""
FORMATS = ("text", "json", "graphml")


@click.command("network", epilog=EPILOG)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--to",
    default="federal-immigration",
    show_default=True,
    metavar="ID|KIND",
    help="Whom paths are counted to: an agency and its parts, or a kind of agency.",
)
@click.option(
    "--observed",
    multiple=True,
    metavar="[AGENCY=]FILE",
    help="A vendor's export to count in; may be given several times.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT[=FILE]",
    help="How to report, and where; may be given several times. Default: text.",
)
def command(
    paths: tuple[Path, ...], to: str, observed: tuple[str, ...], formats: tuple[str, ...]
) -> int:
    """Count the sharing network of the repository at PATHS, and say who holds it together.

    A path counts whether it is certain or only possible; `lprpolicy reach` tells them apart.
    """
    from lprpolicy.cli.outputs import outputs
    from lprpolicy.tasks.outputs import write_together
    from lprpolicy.tasks.reach import survey
    from lprpolicy.tasks.trees import folder
    from lprpolicy.write.network import write_graphml, write_json, write_text

    asked = outputs(formats or ("text",), FORMATS)
    seen, parties, edges = survey(folder(paths or (Path(),)), to, observed=observed)
    files: list[tuple[Path, str]] = []
    shown: list[str] = []
    for name, file in asked:
        text = (
            write_text(seen)
            if name == "text"
            else write_json(seen, parties, edges)
            if name == "json"
            else write_graphml(parties, edges)
        )
        if file is None:
            shown.append(text)
        else:
            files.append((file, text))
    write_together(files)
    click.echo("".join(shown), nl=False)
    return 0
