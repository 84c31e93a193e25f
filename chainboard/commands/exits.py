"""How a command ends, and how long it waits for another one."""

DONE, FAULTS, UNREADABLE, USAGE, BUSY = 0, 1, 2, 64, 75
WAIT = 120  # seconds for another process that writes


class WrongUse(Exception):
    """An argument that argparse lets through and no view can have."""
