"""Judge a repository: by which law, with which earlier results, in how many processes."""
