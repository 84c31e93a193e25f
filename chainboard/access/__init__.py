"""Who may do what: accounts of offices, their roles with dates, sessions and personal keys.

One SQLite file beside the packs, which the board and the commands read and write. It holds no name
of a person: an account is a post of an office.
"""
