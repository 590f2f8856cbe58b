"""Who had access when, in one file per format."""
