"""No plug-ins of pydantic: what other packages install could change what is valid."""

from __future__ import annotations

import sys
from types import ModuleType

from lprpolicy.host.environment import put


def shut_out() -> None:
    """Let pydantic find no plug-ins, in this process and in those that it starts.

    Pydantic loads its search for plug-ins even where there are to be none, and that search loads
    forty modules about packages and mail: a twentieth of a start. So an empty one stands in for it.
    Where pydantic moves its search, the variable still shuts them out.
    """
    put("PYDANTIC_DISABLE_PLUGINS", "__all__")
    empty = ModuleType("pydantic.plugin._loader")
    vars(empty)["get_plugins"] = tuple
    sys.modules.setdefault(empty.__name__, empty)
