"""Write rules as rows: one file per format."""
