"""What a proposed policy would have made of the searches of a log."""
