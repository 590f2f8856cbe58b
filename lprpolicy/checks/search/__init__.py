"""Checks on a log of searches. A verdict says what the log shows, and never that of a person."""
