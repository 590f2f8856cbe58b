"""No plug-ins of pydantic: what other packages install could change what is valid."""

from __future__ import annotations

from lprpolicy.host.environment import put


def shut_out() -> None:
    """Let pydantic load no plug-ins, in this process and in those that it starts."""
    put("PYDANTIC_DISABLE_PLUGINS", "__all__")
