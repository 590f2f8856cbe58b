"""Write what drifted: one file per format."""
