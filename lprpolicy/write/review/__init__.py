"""The review of a vendor's list: who is on it, what the law says of each, and what was decided."""
