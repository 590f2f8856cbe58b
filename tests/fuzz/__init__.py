"""Every reader of a stranger's bytes, tried with bytes that nobody thought of.

A target may end in two ways only: it reads the bytes, or it refuses them with one clear error.
"""
