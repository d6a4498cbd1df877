"""``load``, ``check``, ``extents``, ``geocode``: the theatre's data."""
