"""A package, since Checkov imports the checks of a folder only where it has this file."""
