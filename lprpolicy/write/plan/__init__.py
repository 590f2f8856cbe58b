"""A plan, in one file per format."""
