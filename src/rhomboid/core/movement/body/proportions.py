"""Lengths of the body in statures.

Limb lengths: distances of joint centres after de Leva (J Biomech 1996;29:1223-1230) and the
segment lengths of Drillis and Contini as printed in Winter, Biomechanics and Motor Control of
Human Movement. Points of the spine and shoulder girdle were set so that a body in neutral
stance stands as tall as 1.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from rhomboid.core.movement.body.rotation import Array, vector

UPPER_ARM: Final = 0.168
FOREARM: Final = 0.150
HAND: Final = 0.104
THIGH: Final = 0.245
SHANK: Final = 0.246
#: Height of the ankle joint above the sole.
ANKLE: Final = 0.039
#: Distance of each hip joint from the midline.
HIP_HALF_WIDTH: Final = 0.0505
#: Height of the hip joints above the ground in neutral stance.
HIP_HEIGHT: Final = THIGH + SHANK + ANKLE

#: Joints of the spine L5/S1, L3, L1, T10, T7, T4, C7, C4, C1: forward and up from the hips.
SPINE: Final[Array] = np.array(
    [
        [-0.012, 0.055],
        [-0.010, 0.100],
        [-0.010, 0.145],
        [-0.013, 0.190],
        [-0.016, 0.232],
        [-0.019, 0.274],
        [-0.021, 0.318],
        [-0.010, 0.350],
        [0.004, 0.382],
    ]
)
#: Indices into `SPINE`.
T10, T7, T4, C7, C1 = 3, 4, 5, 6, 8
#: How the bend of a region is spread over its joints, from below; each sums to 1.
LUMBAR_SHARES: Final = (0.36, 0.34, 0.30)
THORACIC_SHARES: Final = (0.22, 0.26, 0.27, 0.25)
NECK_SHARES: Final = (0.45, 0.55)

#: Left sternoclavicular joint and left shoulder joint from the middle of the hips.
STERNOCLAVICULAR: Final[Array] = vector(0.038, 0.014, 0.288)
SHOULDER: Final[Array] = vector(-0.012, 0.0925, 0.277)
