"""A language server: an editor's buffers, the session that stays, and what an editor shows.

One file per feature. `server.py` connects them to the protocol and holds no knowledge of policies.
"""
