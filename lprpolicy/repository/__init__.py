"""Give the files of a policy repository their roles."""
