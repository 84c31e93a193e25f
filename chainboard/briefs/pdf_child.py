"""Setting one PDF in a process of its own: what typst keeps in memory goes when it ends.

Words come on the standard input, the file leaves on the standard output.
"""

from __future__ import annotations

import sys
from pathlib import Path

import typst

HERE = Path(__file__).parent


def main() -> None:
    """The brief of the standard input as a tagged PDF."""
    made = typst.compile(
        HERE / "pdf_file.typ",
        root=HERE,
        font_paths=[HERE / "fonts"],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"brief": sys.stdin.buffer.read().decode()},
        pdf_standards="ua-1",
        timestamp=0,
    )
    sys.stdout.buffer.write(bytes(made))


if __name__ == "__main__":
    main()
