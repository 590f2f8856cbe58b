"""Search logs of vendors: rows → cells with their states → groups that hold no person."""
