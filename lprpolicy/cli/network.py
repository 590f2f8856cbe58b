"""`lprpolicy network`: the sharing network as a whole."""

from __future__ import annotations

from pathlib import Path

import click

from lprpolicy.cli.formats import Output, formats, send
from lprpolicy.cli.options import followed, in_paths, whom

EPILOG = """\b
Examples:
  lprpolicy network policies/
  lprpolicy network policies/ --to us/fbi --format text --format graphml=network.graphml
  lprpolicy network policies/ --observed us-ct/westport-pd=report.pdf --format json=network.json

\b
Formats: text, json, graphml.
Exit codes: 0 answered, 1 an export cannot be read, 2 bad usage,
3 there was nothing to follow."""


@click.command("network", epilog=EPILOG)
@in_paths()
@whom("paths are counted")
@followed
@formats("network")
def command(
    paths: tuple[Path, ...], to: str, observed: tuple[str, ...], outputs: tuple[Output, ...]
) -> int:
    """Count the sharing network of the repository at PATHS, and say who holds it together.

    It takes a library that is installed with `pip install 'lprpolicy[network]'`.

    A path counts whether it is certain or only possible; `lprpolicy reach` tells them apart.
    """
    from lprpolicy.repository.layout import folder
    from lprpolicy.tasks.network import network

    send(outputs, network(folder(paths), to, observed=observed))
    return 0
