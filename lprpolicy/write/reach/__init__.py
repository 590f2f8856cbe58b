"""Write who gets the reads: one file per format."""
