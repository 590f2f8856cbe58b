"""The figures that a statute asks of a log every year."""
