"""What differs between two states, in one file per format."""
