"""Write what became of a plan: one file per format."""
