"""Rows of single firms, past what one machine's main file holds: a Delta table (`lake.py`), filled
from files of offices (`firm_rows.py`, `loading.py`) by several at once. No page reads them: only
roll-ups do, which become editions like all others."""
