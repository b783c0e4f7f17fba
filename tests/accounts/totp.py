"""One-time codes as an application makes them (RFC 6238), apart from the code under test."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time

STEP = 30


def code(secret: str, at: float | None = None) -> str:
    """Return the six digits of a secret in base 32, now or at a moment."""
    counter = int((time.time() if at is None else at) // STEP)
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
