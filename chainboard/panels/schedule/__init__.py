"""Panels of the schedule page: projects against their plans, what lags, and who is in charge."""
