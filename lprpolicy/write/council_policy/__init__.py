"""Write a policy as the document that a council votes on: one file per article and per format."""
