"""Write who had access when: one file per format."""
