"""How long a test waits before it says that something hangs. No claim rests on it."""

from typing import Final

HANG: Final = 1_200
"""Seconds. A loaded machine takes thirty times as long as an idle one, and is no reason to fail."""
