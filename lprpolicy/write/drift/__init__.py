"""What drifted, in one file per format."""
