"""Write entries of the directory for people."""
