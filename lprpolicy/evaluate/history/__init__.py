"""One agency's policy over all its commits."""
