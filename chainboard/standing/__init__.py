"""What several questions of a page, or pages, read alike: asked and worked out once.

Here queries and analysis meet; panels are not known. A page that would say it twice calls it here.
"""
