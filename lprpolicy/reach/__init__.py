"""The sharing network: who can get an agency's reads, by which path, and where that is written."""
