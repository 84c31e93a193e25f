"""What a page shows of the work loop: its problems, whose they are and how late."""
