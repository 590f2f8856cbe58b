"""`lprpolicy config`: show the settings and where each comes from."""

from __future__ import annotations

from pathlib import Path

import click

from lprpolicy.cli.options import in_paths

EPILOG = """\b
Example:
  lprpolicy config show --repository policies/"""


@click.group("config", epilog=EPILOG)
def command() -> None:
    """Show the settings and where each comes from."""


@command.command("show")
@in_paths()
def show(paths: tuple[Path, ...]) -> int:
    """Print each setting of the repository, its value and where that comes from."""
    from lprpolicy.tasks.config import settings

    for setting in settings(paths[0]):
        click.echo(f"{setting.name}: {setting.value}  ({setting.source})")
    return 0
