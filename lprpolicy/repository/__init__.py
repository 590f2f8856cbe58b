"""The files of a policy repository in their roles."""
