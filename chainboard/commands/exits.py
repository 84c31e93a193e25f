"""How a command ends."""

DONE, FAULTS, UNREADABLE, USAGE, BUSY = 0, 1, 2, 64, 75


class WrongUse(Exception):
    """An argument that argparse lets through and no view can have."""
