"""A change judged by the revision that stands, so that nothing in it vouches for itself."""
