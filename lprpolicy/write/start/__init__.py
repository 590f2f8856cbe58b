"""What a new policy repository begins with."""
