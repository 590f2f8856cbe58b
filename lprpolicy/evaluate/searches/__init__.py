"""A search log read, grouped, and judged by the rules on searches."""
