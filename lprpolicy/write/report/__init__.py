"""What `check` found, in one file per format."""
