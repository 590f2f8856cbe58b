"""One file for each kind of page: from the facts to what its template shows."""
