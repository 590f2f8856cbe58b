"""Checks on a policy: one file per check."""
