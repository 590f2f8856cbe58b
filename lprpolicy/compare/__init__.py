"""Two states to what differs. Diff, plan and drift are this one comparison, asked three ways."""
