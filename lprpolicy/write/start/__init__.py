"""Write the files of a new policy repository."""
