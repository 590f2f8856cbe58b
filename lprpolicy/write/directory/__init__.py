"""Entries of the directory, for people."""
