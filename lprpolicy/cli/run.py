"""One place where every error becomes words and an exit code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext

import click

from lprpolicy.cli import STOPPED
from lprpolicy.cli.group import COMMANDS, cli
from lprpolicy.cli.outside import of_outside
from lprpolicy.cli.progress import bars
from lprpolicy.cli.saying import say
from lprpolicy.errors import LprPolicyError
from lprpolicy.host import clock
from lprpolicy.host.environment import variable
from lprpolicy.host.progress import send_progress

USAGE, NOTHING, BUG = 2, 3, 4
_NO_VARIABLE = ""
"""A shell asks for completions with a variable and no arguments. Beside a command the variable must
not count: it would end every run, the gate's too, with 0 and nothing judged."""


def run(arguments: Sequence[str], *, moment: Callable[[], dt.datetime] = clock.of_machine) -> int:
    """Run one command and return its exit code.

    `moment` is the clock of the gate and of the plans for it. A caller in Python can give another
    one; nothing in the arguments or the environment can.
    """
    try:
        with send_progress(bars()), _kept_code(arguments):
            code = cli.main(
                args=list(arguments),
                prog_name="lprpolicy",
                complete_var=_NO_VARIABLE if arguments else None,
                standalone_mode=False,
                obj=moment,
            )
    except (click.exceptions.Abort, KeyboardInterrupt):  # the latter: while its code was kept
        say("stopped", "nothing was decided", None)
        return STOPPED
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())  # nothing was asked for, and nothing was checked
        return USAGE
    except click.ClickException as error:
        _usage(error)
        return USAGE
    except LprPolicyError as error:
        say(error.message, error.consequence, error.hint)
        return error.exit_code
    except Exception as error:  # noqa: BLE001 - the last line of defense: a bug decides nothing
        outside = of_outside(error)
        if outside is None:
            return _bug(error)
        say(outside.message, outside.consequence, outside.hint)
        return outside.exit_code
    return code if isinstance(code, int) else 0


def _kept_code(arguments: Sequence[str]) -> AbstractContextManager[None]:
    """Where the code of what a command loads is kept; help and the version load next to nothing."""
    first = arguments[0] if arguments else "-"
    if first.startswith("-"):
        return nullcontext()
    from lprpolicy.host.kept_code import compiled_once

    return compiled_once(first if first in COMMANDS else "check")


def _usage(error: click.ClickException) -> None:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "lprpolicy"
    message = f"{_variable(error)}{error.format_message()}"
    say(message, "nothing was done", f"{command} --help shows how it is used")


def _variable(error: click.ClickException) -> str:
    """Return the environment variable that a wrong value comes from, if nobody typed it."""
    if not isinstance(error, click.BadParameter) or error.param is None or error.ctx is None:
        return ""
    source = error.ctx.get_parameter_source(error.param.name or "")
    is_set = source is click.core.ParameterSource.ENVIRONMENT
    return f"{error.param.envvar}: " if is_set else ""


def _bug(error: Exception) -> int:
    if variable("LPRPOLICY_TRACEBACK") == "1":
        raise error
    say(
        f"lprpolicy failed: {type(error).__name__}: {error}",
        "nothing was decided",
        "this is a fault of lprpolicy; please report it, with LPRPOLICY_TRACEBACK=1 set",
    )
    return BUG
