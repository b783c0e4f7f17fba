"""Screenshots as small files: a palette of 256 colours instead of millions."""

from __future__ import annotations

import base64
import struct
import zlib

import numpy as np
from playwright.sync_api import Page

_TO_PIXELS = """async (url) => {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const bytes = context.getImageData(0, 0, image.width, image.height).data;
  const parts = [];
  for (let i = 0; i < bytes.length; i += 32768) {
    parts.push(String.fromCharCode.apply(null, bytes.subarray(i, i + 32768)));
  }
  return [image.width, image.height, btoa(parts.join(""))];
}"""


def small_png(png: bytes, blank: Page) -> bytes:
    """Return a screenshot with its 256 most frequent colours (to 5 bits each); deterministic.

    ``blank`` is any open page without a content security policy; the browser decodes for us.
    """
    url = "data:image/png;base64," + base64.b64encode(png).decode()
    width, height, text = blank.evaluate(_TO_PIXELS, url)
    pixels = np.frombuffer(base64.b64decode(text), dtype=np.uint8).reshape(height, width, 4)
    palette, indices = _quantised(pixels[..., :3].reshape(-1, 3))
    return _encoded(palette, indices.reshape(height, width))


def _quantised(colours: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a palette and the place of each colour in it."""
    coarse = (colours >> 3).astype(np.int64)
    keys = (coarse[:, 0] << 10) | (coarse[:, 1] << 5) | coarse[:, 2]
    counts = np.bincount(keys, minlength=1 << 15)
    kept = np.argsort(-counts, kind="stable")[:256]
    sums = [
        np.bincount(keys, weights=colours[:, channel], minlength=1 << 15) for channel in range(3)
    ]
    palette = np.stack([total[kept] / np.maximum(counts[kept], 1) for total in sums], axis=1)
    used = np.flatnonzero(counts)
    means = np.stack([total[used] / counts[used] for total in sums], axis=1)
    nearest = np.array(
        [np.argmin(((palette - mean) ** 2).sum(axis=1)) for mean in means], dtype=np.uint8
    )
    place = np.zeros(1 << 15, dtype=np.uint8)
    place[used] = nearest
    return palette.round().astype(np.uint8), place[keys]


def _encoded(palette: np.ndarray, indices: np.ndarray) -> bytes:
    """Return the bytes of a PNG with a palette (W3C PNG, colour type 3)."""
    height, width = indices.shape
    rows = np.zeros((height, width + 1), dtype=np.uint8)
    rows[:, 1:] = indices
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            _chunk(b"PLTE", palette.tobytes()),
            _chunk(b"IDAT", zlib.compress(rows.tobytes(), 9)),
            _chunk(b"IEND", b""),
        ]
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
