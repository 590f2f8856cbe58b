"""Share work between this process and others."""
