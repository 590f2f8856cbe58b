"""One file per kind of page: it turns facts into what the template shows."""
