"""One file per thing a person asks for. The only place where the spokes meet."""
