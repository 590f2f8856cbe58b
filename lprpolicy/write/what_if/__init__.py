"""Write what proposed rules would change: one file per format."""
