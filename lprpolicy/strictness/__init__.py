"""Whether one set of rules refuses all that another refuses: values to try, and the search."""
