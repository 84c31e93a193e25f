"""Panels of the page that sets the city beside other prefectures."""
