"""Write what of the law is written down here: one file per format."""
