"""The files below a folder by path, and what keeps others from being read."""
