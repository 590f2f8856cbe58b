"""Rules as rows, in one file per format."""
