"""Work in several processes, this one among them."""
