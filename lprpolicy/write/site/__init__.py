"""Write a policy repository as pages that open from a folder, without a server or network.

The same facts always give the same site, byte for byte.
"""
