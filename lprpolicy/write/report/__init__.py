"""Write what `check` found: one file per format."""
