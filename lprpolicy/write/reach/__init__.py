"""Who gets the reads, in one file per format."""
