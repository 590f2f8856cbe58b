"""A repository judged: by which law, with what remembered, in how many processes."""
