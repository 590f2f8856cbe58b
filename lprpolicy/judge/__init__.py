"""Which rules are in force, running them, waivers, and the one decision."""
