from __future__ import annotations

import numpy as np
import pytest

from rhomboid.core.movement.body.build import build
from rhomboid.core.movement.body.pose import Pose
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.sight import noise
from rhomboid.core.movement.sight.camera import Camera, see
from rhomboid.core.movement.sight.flaws import CLEAN, PARTS, Covered, Flaws, flawed
from rhomboid.core.movement.sight.landmark import Landmark
from rhomboid.core.movement.sight.model import PARTNER, model_points

FRAMES = 900
T_S = np.arange(FRAMES) / 30
ONE = see(model_points(build(Pose())), Camera(), 1.7)
SEEN = (np.repeat(ONE.points[None], FRAMES, 0), np.repeat(ONE.visibility[None], FRAMES, 0))
TRUNK = 0.19


def after(flaws: Flaws, seed: int = 1) -> tuple[Array, Array]:
    return flawed(T_S, SEEN, TRUNK, flaws, np.random.default_rng(seed))


def above_5_hz(values: Array) -> Array:
    """What is left of values (n, k) above 5 Hz at 30 frames a second: standard deviation (k,)."""
    spectrum = np.fft.rfft(values, axis=0)
    spectrum[np.fft.rfftfreq(len(values), 1 / 30) < 5] = 0
    return np.asarray(np.fft.irfft(spectrum, n=len(values), axis=0).std(0))


def test_without_flaws_nothing_changes() -> None:
    points, visible = after(CLEAN)
    assert (points == SEEN[0]).all()
    assert (visible == SEEN[1]).all()


@pytest.mark.parametrize(
    ("mark", "least", "most", "deep_least", "deep_most"),
    [
        # Hundredths of the trunk above 5 Hz, as measured on five recordings.
        (Landmark.LEFT_SHOULDER, 0.1, 0.4, 4.0, 9.0),
        (Landmark.LEFT_ELBOW, 0.6, 2.0, 5.0, 12.0),
        (Landmark.LEFT_WRIST, 0.5, 3.4, 7.0, 19.0),
        (Landmark.LEFT_HIP, 0.1, 0.5, 0.1, 1.2),
        (Landmark.LEFT_ANKLE, 0.1, 1.7, 4.0, 16.0),
    ],
)
def test_the_jitter_is_as_large_as_was_measured(
    mark: Landmark, least: float, most: float, deep_least: float, deep_most: float
) -> None:
    points, _ = after(Flaws(bias=0))
    across, down, deep = 100 * above_5_hz(points[:, mark]) / TRUNK
    assert least < across < most
    assert least < down < most
    assert deep_least < deep < deep_most


def test_the_jitter_is_correlated_in_time_and_of_the_same_size_at_every_frame_rate() -> None:
    for rate in (10, 30, 60):
        one = noise.jitter(rate * 60, 1 / rate, np.random.default_rng(2))[:, :, 0]
        assert one[:, Landmark.LEFT_WRIST].std() == pytest.approx(0.022 * 1.56, rel=0.25)
        step = (one[1:] - one[:-1]).std() / one.std()
        assert step < np.sqrt(2) * 0.9
    fast = noise.jitter(3600, 1 / 60, np.random.default_rng(2))[:, :, 0]
    assert np.mean(fast[1:] * fast[:-1]) / np.mean(fast * fast) > 0.8


def test_depth_is_shared_by_the_upper_body() -> None:
    z = noise.jitter(3000, 1 / 30, np.random.default_rng(3))[..., 2]
    together = np.corrcoef(z[:, Landmark.NOSE], z[:, Landmark.LEFT_SHOULDER])[0, 1]
    apart = np.corrcoef(z[:, Landmark.NOSE], z[:, Landmark.LEFT_ANKLE])[0, 1]
    assert together > 0.6
    assert abs(apart) < 0.3


def test_what_is_guessed_is_noisier() -> None:
    hidden = (SEEN[0], np.full_like(SEEN[1], 0.02))
    points, _ = flawed(T_S, hidden, TRUNK, Flaws(bias=0), np.random.default_rng(1))
    clear, _ = after(Flaws(bias=0))
    assert points[:, Landmark.LEFT_KNEE, 0].std() > 3 * clear[:, Landmark.LEFT_KNEE, 0].std()


def test_the_bias_stays_throughout_a_recording_and_differs_between_two() -> None:
    one, _ = after(Flaws(jitter=0))
    other, _ = after(Flaws(jitter=0), seed=2)
    assert (one == one[0]).all()
    assert not np.allclose(one[0], other[0])


def test_nobody_is_found_for_the_share_asked() -> None:
    points, visible = after(Flaws(lost_share=0.2))
    gone = ~np.isfinite(points).all(axis=(1, 2))
    assert 0.05 < gone.mean() < 0.35
    assert np.isnan(points[gone]).all()
    assert (visible[gone] == 0).all()


def test_a_covered_limb_is_hardly_visible_while_it_is_covered() -> None:
    flaws = Flaws(covered=(Covered(part="arm_left", from_s=5, to_s=10),))
    _, visible = after(flaws)
    when = (T_S >= 5) & (T_S < 10)
    arm = PARTS["arm_left"]
    assert visible[np.ix_(when, arm)].max() <= 0.2
    assert visible[np.ix_(~when, arm)].min() > 0.9
    assert visible[:, Landmark.RIGHT_WRIST].min() > 0.9


def test_left_and_right_change_places_in_some_frames() -> None:
    points, _ = after(Flaws(jitter=0, bias=0, swapped_share=0.1))
    swapped = (points == SEEN[0][:, PARTNER]).all(axis=(1, 2))
    assert 0.05 < swapped.mean() < 0.15


def test_limbs_go_astray_for_moments() -> None:
    points, visible = after(Flaws(jitter=0, bias=0, strays_per_min=30))
    astray = (points != SEEN[0]).any(axis=(1, 2))
    assert 0.01 < astray.mean() < 0.2
    assert visible[astray].min() < 0.4
    assert (points[:, : Landmark.LEFT_ELBOW] == SEEN[0][:, : Landmark.LEFT_ELBOW]).all()
