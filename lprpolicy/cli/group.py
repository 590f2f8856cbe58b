"""The command group: commands are imported when they are called, `check` is the default one."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from lprpolicy import __version__
from lprpolicy.host.outside import exists, is_text, printable

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS: Final = {
    "check": "Judge policies by the law of a day.",
    "diff": "Say who gains and who loses between two states.",
    "plan": "Plan the clicks from what a vendor shows to what a policy says.",
    "gate": "Let a plan pass if everything computed again gives the same bytes.",
    "verify": "Say what of a plan a later export shows as done.",
    "drift": "Say whether what the vendor shows is still what the policy says.",
    "start": "From vendors' exports to a lawful list and a draft policy.",
    "audit": "Audit a log of searches by the law, the policy and the grants of each day.",
    "init": "Begin a town's policy repository, with a draft.",
    "import": "Make a first policy from a vendor's export.",
    "rules": "List, show, test and start rules.",
    "explain": "Say what a rule asks, or who a recipient is and why it is refused.",
    "compare-rules": "Say whether one set of rules refuses all that another one refuses.",
    "law": "Say which provisions of the law have a rule, and why others have none.",
    "schema": "Show the formats and verify files against them.",
    "history": "Say who had access from when to when, from git.",
    "requests": "Answer the share requests that a vendor lists as pending.",
    "reach": "Say who gets an agency's reads, and through whom.",
    "network": "Show the sharing network as a whole.",
    "directory": "Build, refresh and look into the directory of all agencies.",
    "render": "Write a policy as a page in plain English, or for a council to vote on.",
    "who": "Say who the names on a vendor's list are.",
    "publish": "Make a static site out of a policy repository.",
    "fmt": "Put files into their standard form; only blanks change.",
    "lsp": "Serve an editor: findings while typing, and what each thing means.",
    "config": "Show the settings and where each comes from.",
    "completion": "Print the shell code that completes commands.",
}
_ANYWHERE: Final = ("completion", "directory", "schema")
"""Commands that work without a current folder."""


def _module_of(command: str) -> str:
    """The file of a command: `import` is a word of Python, and a name has no hyphen."""
    return "import_" if command == "import" else command.replace("-", "_")


class Lazy(click.Group):
    """A group that knows its commands by name and imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"lprpolicy.cli.{_module_of(cmd_name)}")
        command: click.Command = module.command
        _only_text(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        first = args[0] if args else ""
        if first not in _ANYWHERE and not {"-h", "--help"} & set(args):
            Path.cwd()  # raises if there is none, before half of a command is done
        if first not in COMMANDS and (first == "-" or exists(Path(first))):
            args = ["check", *args]
        elif first not in COMMANDS:
            from difflib import get_close_matches

            close = get_close_matches(first, COMMANDS, n=1)
            meant = f"; did you mean {close[0]!r}?" if close else ""
            raise click.UsageError(f"there is no command or path {first!r}{meant}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


class Text(click.types.StringParamType):
    """An argument that has to be text: names, ids and formats are compared and written to files.

    Paths are exempt: they may be any bytes.
    """

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        said: str = super().convert(value, param, ctx)
        if not is_text(said):
            self.fail(f"{printable(said)} is not UTF-8 text", param, ctx)
        return said

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        del ctx
        from click.shell_completion import CompletionItem

        from lprpolicy.cli.completing import words

        return [CompletionItem(word) for word in words(param.name, incomplete)]


def _only_text(command: click.Command) -> None:
    """Require text of every argument of a command that has no type of its own."""
    for param in command.params:
        if param.type is click.STRING:
            param.type = Text()
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            _only_text(inner)


EPILOG: Final = """\b
Examples:
  lprpolicy check policies/
  lprpolicy check policies/ --as-of 2027-01-01 --format sarif=out.sarif
  lprpolicy import report.pdf --agency us-ct/westport-pd --repository policies/
  lprpolicy who "DHS - HSI (Newark NJ)"

\b
Exit codes: 0 allowed, 1 refused, 2 bad usage or configuration,
3 nothing was checked, 4 a bug in lprpolicy."""


@click.command(
    cls=Lazy,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", message="lprpolicy %(version)s")
def cli() -> None:
    """Policy-as-code for license plate reader data sharing.

    Checks a town's sharing configuration against state law and the town's own rules, and says
    what it could not tell. It is not legal advice.
    """
