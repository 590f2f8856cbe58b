"""Errors that stop a run before a verdict. A fault of a town's file is a finding instead."""

from __future__ import annotations


class LprPolicyError(Exception):
    """What went wrong, where; what to do about it; and what did not happen.

    `exit_code` is from the one table: 1 unreadable input, 2 usage or configuration, 3 nothing
    checked, 4 a bug.
    """

    exit_code = 2
    consequence = "nothing was checked"

    def __init__(self, message: str, *, hint: str | None = None, consequence: str | None = None):
        super().__init__(message)
        self.message = message
        self.hint = hint
        if consequence is not None:
            self.consequence = consequence


class UsageError(LprPolicyError):
    """The command was asked for something that it cannot do as asked."""


class ConfigError(LprPolicyError):
    """lprpolicy.yaml is not what it should be."""


class PackError(LprPolicyError):
    """A rule, a pack or a built-in directory does not load."""


class NothingChecked(LprPolicyError):
    """There was no policy to judge."""

    exit_code = 3


class ExportError(LprPolicyError):
    """A vendor export cannot be read as what it claims to be."""

    exit_code = 1
    consequence = "nothing was imported and nothing was written"


class PluginError(LprPolicyError):
    """A package that brings a format does not do what a format must."""

    consequence = "nothing was read"


class UnreadablePolicy(LprPolicyError):
    """A policy that was asked for cannot be read as one."""

    exit_code = 1
    consequence = "nothing was written"


class WriteError(LprPolicyError):
    """A file could not be written; the old one, if any, is as it was."""

    exit_code = 2
    consequence = "nothing was written"


class StoreError(LprPolicyError):
    """The directory in the user's data folder cannot be read as what it is."""


class StreamError(LprPolicyError):
    """Standard input or standard output is closed or fails."""

    consequence = "nothing was done"


class CheckBug(LprPolicyError):
    """A check raised: that is a fault of lprpolicy, so nothing is decided."""

    exit_code = 4
    consequence = "nothing was decided"
