"""Who the names on a list are, in one file per format."""
