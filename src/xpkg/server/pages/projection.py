"""The Equal Earth projection: a map of the world on which all lands have their true areas."""

from __future__ import annotations

import math

WIDTH = 800.0
_TERMS = (1.340264, -0.081106, 0.000893, 0.003796)
"""Coefficients of Šavrič, Patterson and Jenny, "The Equal Earth map projection" (2018), of powers 1, 3, 7 and 9."""
_HALF_ROOT = math.sqrt(3) / 2


def _plane(longitude: float, latitude: float) -> tuple[float, float]:
    one, three, seven, nine = _TERMS
    angle = math.asin(_HALF_ROOT * math.sin(math.radians(latitude)))
    square = angle * angle
    sixth = square**3
    y = angle * (one + three * square + sixth * (seven + nine * square))
    slope = one + 3 * three * square + sixth * (7 * seven + 9 * nine * square)
    return math.radians(longitude) * math.cos(angle) / (_HALF_ROOT * slope), y


_HALF, _TOP = _plane(180, 0)[0], _plane(0, 90)[1]
_SCALE = WIDTH / 2 / _HALF
HEIGHT = 2 * _TOP * _SCALE


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Where a point of the earth (degrees) lies on a map of WIDTH by HEIGHT, from the left and from the top.

    >>> [round(each, 2) for each in project(0, 0)], [round(each, 2) for each in project(-180, 0)]
    ([400.0, 194.69], [0.0, 194.69])
    >>> [round(each, 2) for each in project(13.4, 52.5)]
    [424.05, 49.8]
    """
    x, y = _plane(longitude, latitude)
    return (x + _HALF) * _SCALE, (_TOP - y) * _SCALE
