"""Vectors of words: texts that share words are near one another."""

import base64
import hashlib
import math
import struct

from sandbox.vendors.words import stems

DIMENSIONS = 1_536


def embed(text: str, dimensions: int) -> list[float]:
    """A vector of length 1; each word has a place of its own."""
    vector = [0.0] * dimensions
    for word in stems(text) or [""]:
        place = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
        vector[place % dimensions] += 1.0 if place & (1 << 60) else -1.0
    length = math.sqrt(sum(one * one for one in vector)) or 1.0
    return [one / length for one in vector]


def packed(vector: list[float]) -> str:
    """A vector as clients ask for it by themselves: 32-bit floats in base64."""
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()
