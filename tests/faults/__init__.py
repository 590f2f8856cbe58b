"""What the outside world can do to a command, and what it says then."""
