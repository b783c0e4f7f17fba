"""Keeps what libraries print out of standard output."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

STANDARD_OUTPUT = 1


@contextmanager
def quiet_libraries() -> Iterator[None]:
    """Send to nowhere what the block writes to standard output, native libraries included.

    HiGHS 1.16 prints a greeting whenever a solver is made, before any option can forbid it.
    """
    native = ctypes.CDLL(None)
    sys.stdout.flush()
    native.fflush(None)
    kept = os.dup(STANDARD_OUTPUT)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, STANDARD_OUTPUT)
        yield
    finally:
        sys.stdout.flush()
        native.fflush(None)
        os.dup2(kept, STANDARD_OUTPUT)
        os.close(kept)
        os.close(nowhere)
