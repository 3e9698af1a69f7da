"""Poses at random, for properties that hold in every pose."""

from __future__ import annotations

from typing import get_type_hints

import msgspec
from hypothesis import strategies as st

from rhomboid.core.movement.body.pose import Axial, Limbs, Pose


def _angles(kind: type[Axial] | type[Limbs]) -> st.SearchStrategy[dict[str, float]]:
    """Values within the bounds that the fields themselves state."""
    fields: dict[str, st.SearchStrategy[float]] = {}
    for name, hint in get_type_hints(kind, include_extras=True).items():
        if name not in kind.__struct_fields__:
            continue
        (meta,) = (m for m in hint.__metadata__ if isinstance(m, msgspec.Meta))
        assert meta.ge is not None
        assert meta.le is not None
        fields[name] = st.floats(float(meta.ge), float(meta.le), allow_nan=False)
    return st.fixed_dictionaries(fields)


poses: st.SearchStrategy[Pose] = st.builds(
    lambda axial, left, right: Pose(axial=Axial(**axial), left=Limbs(**left), right=Limbs(**right)),
    _angles(Axial),
    _angles(Limbs),
    _angles(Limbs),
)
