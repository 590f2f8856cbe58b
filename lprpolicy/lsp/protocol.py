"""The protocol as the library speaks it, without what it would keep of every key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pygls.protocol import LanguageServerProtocol


class Protocol(LanguageServerProtocol):
    """Forgets each notification once it is done.

    The library keeps the future of every notification, as one a key, for good. Only a request is
    ever asked about again, to be canceled, and only while it is not done.
    """

    def _execute_handler(
        self,
        msg_id: str | int,
        handler: Callable[..., Any],
        callback: Callable[..., Any],
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> None:
        super()._execute_handler(msg_id, handler, callback, args, kwargs)
        future = self._request_futures.get(msg_id)
        if future is not None and future.done():
            del self._request_futures[msg_id]
