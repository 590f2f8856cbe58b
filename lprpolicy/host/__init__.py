"""The machine: disk, git, processes, the clock. The only code that touches the world."""
