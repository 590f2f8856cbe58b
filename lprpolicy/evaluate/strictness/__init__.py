"""Two sets of rules compared: what one refuses and the other does not, shown by a policy."""
