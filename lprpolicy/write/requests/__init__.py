"""Answers to pending requests, in one file per format."""
