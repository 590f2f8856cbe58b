"""A policy repository as pages that anybody can open from a folder, without a server or a network.

The same site comes out of the same facts, byte for byte.
"""
