"""Write what differs between two states: one file per format."""
