"""A policy in plain English: a page made of sentences, in one file per format."""
