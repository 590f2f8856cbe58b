"""Write the whole network: one file per format."""
