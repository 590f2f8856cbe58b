"""`lprpolicy completion`: print the shell code that completes commands."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

EPILOG = """\b
Examples:
  lprpolicy completion bash >> ~/.bashrc
  lprpolicy completion fish > ~/.config/fish/completions/lprpolicy.fish"""


@click.command("completion", epilog=EPILOG)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print the code that makes a SHELL complete lprpolicy's commands."""
    maker = get_completion_class(shell)
    assert maker is not None
    made = maker(ctx.find_root().command, {}, "lprpolicy", "_LPRPOLICY_COMPLETE")
    click.echo(made.source())
    return 0
