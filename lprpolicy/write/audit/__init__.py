"""What the audit of a search log shows."""
