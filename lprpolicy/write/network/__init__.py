"""The whole network, in one file per format."""
