"""Checks that decide a rule from what differs between two policies of an agency."""
