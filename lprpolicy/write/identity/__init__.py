"""Write who the names on a list are: one file per format."""
