"""Write a policy as a page of plain English sentences: one file per section and per format."""
