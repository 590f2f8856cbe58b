"""What became of a plan, in one file per format."""
