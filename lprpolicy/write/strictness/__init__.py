"""Write what a comparison of two sets of rules shows: one file per format."""
