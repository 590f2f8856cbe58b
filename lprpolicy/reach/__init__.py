"""The sharing network: who can get an agency's reads, through whom, and where that is written."""
