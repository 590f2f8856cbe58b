"""Write answers to pending requests: one file per format."""
