"""`lprpolicy config`: show the settings and where each comes from."""

from __future__ import annotations

from pathlib import Path

import click

EPILOG = """\b
Example:
  lprpolicy config show policies/"""


@click.group("config", epilog=EPILOG)
def command() -> None:
    """Show the settings and where each comes from."""


@command.command("show")
@click.argument("path", type=click.Path(path_type=Path), default=Path())
def show(path: Path) -> int:
    """Print each setting of the repository around PATH, its value and where that comes from."""
    from lprpolicy.tasks.settings import settings

    for setting in settings(path):
        click.echo(f"{setting.name}: {setting.value}  ({setting.source})")
    return 0
