"""Noise like that of the pose model: correlated in time, larger at the hands, largest in depth.

Measured on landmarks of the full model in video mode, in trunk lengths (mid hips to mid
shoulders), as what is left above 5 Hz, where bodies hardly move: two films of 18 s at 28 frames a
second (arms raised, sitting) and 1.7 s at 60 (balancing), and three recordings of about 6 s at 30
from Keraal. Standard deviations across the picture, in hundredths: face 0.1 to 0.8, shoulders
0.1 to 0.4, elbows 0.6 to 2.0, wrists 0.5 to 3.4, hips 0.1 to 0.5, knees 0.1 to 0.7, feet 0.1 to
1.7; in depth 4 to 10 for face and shoulders, 7 to 19 for wrists, 3 to 8 for knees, 4 to 16 for
feet, of which most is common to the upper body (correlation 0.6 to 0.95). The density falls by
about ten from 2-3 Hz to 5 Hz: first-order noise with a time constant of 0.08 s, of which 0.24 of
the variance lies above 5 Hz. Feet that stood still wandered by 0.6 to 2.3 hundredths over a
recording: a slow part of 1.2 times the fast one. Below the edge of the picture knees and feet
wandered by 4 to 23 hundredths: noise grows five-fold as visibility goes to 0.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.sight.landmark import COUNT, Landmark

FAST_S, SLOW_S = 0.08, 1.5
#: Slow part by the fast one, across the picture and in depth.
_SLOW: Final = (1.2, 2.5)
#: Fast part in trunk lengths: across the picture, and in depth for each point by itself.
_BY_PART: Final = {
    "SHOULDER": (0.006, 0.05),
    "ELBOW": (0.014, 0.09),
    "WRIST": (0.022, 0.15),
    "PINKY": (0.026, 0.16),
    "INDEX": (0.026, 0.16),
    "THUMB": (0.026, 0.16),
    "HIP": (0.006, 0.01),
    "KNEE": (0.008, 0.08),
    "ANKLE": (0.008, 0.12),
    "HEEL": (0.009, 0.13),
    "FOOT_INDEX": (0.010, 0.14),
}
_FACE: Final = (0.005, 0.05)
#: Depth that face, shoulders and arms share.
_COMMON: Final = 0.12
#: How much noisier a point is that is not seen at all.
GUESSED: Final = 5.0


def _sizes() -> Array:
    """Fast part of each coordinate in trunk lengths, shape (33, 3)."""
    sizes = np.empty((COUNT, 3))
    for mark in Landmark:
        across, deep = next(
            (size for part, size in _BY_PART.items() if mark.name.endswith(part)), _FACE
        )
        sizes[mark] = (across, across, deep)
    return sizes


SIZES: Final[Array] = _sizes()
_UPPER: Final = (*range(Landmark.LEFT_HIP),)


def _shape(count: int, step_s: float, slow: float) -> Array:
    """Amplitudes of the frequencies of `count` values so that their variance is 1 + slow²."""
    turn = np.cos(2 * np.pi * np.fft.rfftfreq(count))
    power = np.zeros(len(turn))
    for size, time_s in ((1.0, FAST_S), (slow, SLOW_S)):
        a = math.exp(-step_s / time_s)
        power += size * size * (1 - a * a) / (1 - 2 * a * turn + a * a)
    return np.sqrt(power * count / 2)


def _drawn(shape: Array, count: int, width: int, rng: np.random.Generator) -> Array:
    """Noise with the given amplitudes, shape (count, width)."""
    real = rng.standard_normal((len(shape), width), dtype=np.float32)
    imaginary = rng.standard_normal((len(shape), width), dtype=np.float32)
    return np.asarray(np.fft.irfft(shape[:, None] * (real + 1j * imaginary), n=count, axis=0))


def jitter(frames: int, step_s: float, rng: np.random.Generator) -> Array:
    """Noise of all landmarks in trunk lengths, shape (frames, 33, 3).

    Args:
        step_s: mean time from frame to frame.
    """
    count = 1 << max(frames + math.ceil(2 * SLOW_S / step_s) - 1, 1).bit_length()
    flat = _drawn(_shape(count, step_s, _SLOW[0]), count, COUNT * 2, rng)[:frames]
    deep = _drawn(_shape(count, step_s, _SLOW[1]), count, COUNT + 1, rng)[:frames]
    noise = np.empty((frames, COUNT, 3))
    noise[..., :2] = flat.reshape(frames, COUNT, 2) * SIZES[:, :2]
    noise[..., 2] = deep[:, :COUNT] * SIZES[:, 2]
    noise[:, _UPPER, 2] += deep[:, COUNT:] * _COMMON
    return noise


#: A point is placed beside the joint by so much throughout a recording: a standard deviation in
#: trunk lengths across the picture and in depth. Chosen so that the direction of an upper arm is
#: off by about 3.5 degrees, half of the error that is stated of the model (XL-92).
BIAS: Final = (0.025, 0.025, 0.15)


def bias(rng: np.random.Generator) -> Array:
    """Where one person's points lie beside the model's, in trunk lengths, shape (33, 3)."""
    return np.asarray(rng.standard_normal((COUNT, 3)) * np.array(BIAS))
