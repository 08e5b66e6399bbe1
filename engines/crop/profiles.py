"""Profiles: how much lies in each slice across a side of an image, from end to end."""

import numpy as np
from numpy.typing import NDArray

Profile = NDArray[np.float64]


def kept(profile: Profile, start: int, extent: int, length: int) -> float:
    """The share of the profile that a crop keeps."""
    return float(between(profile, np.array([start / length]), np.array([(start + extent) / length]))[0])


def between(profile: Profile, start: Profile, end: Profile) -> Profile:
    """The shares of the profile that lie between places, in shares of the side."""
    edges = np.linspace(0, 1, len(profile) + 1)
    cumulated = np.concatenate([[0.0], np.cumsum(profile)]) / profile.sum()
    return np.asarray(np.interp(end, edges, cumulated) - np.interp(start, edges, cumulated))


def thickness(profile: Profile, place: Profile) -> Profile:
    """The profile at an edge of the crop, 1 where it is highest; nothing is cut at the edge of the image."""
    centres = (np.arange(len(profile)) + 0.5) / len(profile)
    inside = (place > 0) & (place < 1)
    return np.asarray(np.where(inside, np.interp(place, centres, profile / profile.max()), 0.0))


def centroid(profile: Profile) -> float:
    """Where the profile's centre of gravity is, in shares of the side."""
    return float((np.arange(len(profile)) + 0.5) @ profile / profile.sum() / len(profile))
