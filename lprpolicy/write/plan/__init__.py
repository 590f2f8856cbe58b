"""Write a plan: one file per format."""
