"""One file per command: it brings together what the folders below do, and touches no terminal."""
