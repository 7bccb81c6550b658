"""A map of points over the outline of the lands: drawn by the server, moved and made larger by links."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from xpkg.server.pages.languages import gettext, message, ngettext
from xpkg.server.pages.projection import HEIGHT, WIDTH, project

MOST = 400
"""Points on one map at most; those with the greatest numbers."""
_STEPS = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0)
_AT = re.compile(r"(-?\d{1,3}(?:\.\d{1,2})?),(-?\d{1,2}(?:\.\d{1,2})?)")
_REGIONS = (
    (message("The world"), 0, 0, 1), (message("Europe"), 15, 53, 6), (message("Africa"), 18, 3, 2),
    (message("West Asia"), 48, 32, 6),
    (message("South Asia"), 80, 22, 4), (message("East Asia"), 117, 34, 4), (message("South-east Asia"), 115, 6, 4),
    (message("Oceania"), 148, -25, 3),
    (message("North America"), -98, 42, 3), (message("Central America"), -82, 17, 6),
    (message("South America"), -60, -22, 2),
)  # fmt: skip
"""Name, longitude and latitude of the middle, and how many times larger than the world."""
_SMALLEST, _LARGEST = 3.5, 11.0
_TEXT = 11.0
_LABELS = 24


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the earth (degrees), how much is counted there, and where its mark leads."""

    name: str
    longitude: float
    latitude: float
    number: int
    address: str


@dataclass(frozen=True, slots=True)
class MapMark:
    """A circle for one point or for several that lie too close together; ``label`` is written beside it."""

    x: float
    y: float
    radius: float
    words: str
    address: str
    label: str = ""
    label_x: float = 0.0
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class MapLink:
    """A link to another part of the earth; ``current`` says that this part is shown."""

    words: str
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class WorldMap:
    """What a map shows: the part of the picture of the world, its marks, and links to other parts."""

    view: str
    text_size: float
    marks: tuple[MapMark, ...]
    regions: tuple[MapLink, ...]
    moves: tuple[MapLink, ...]
    shown: int
    total: int


@dataclass(frozen=True, slots=True)
class _Frame:
    longitude: float
    latitude: float
    zoom: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of what is seen, within the picture of the world."""
        width, height = WIDTH / self.zoom, HEIGHT / self.zoom
        x, y = project(self.longitude, self.latitude)
        left, top = min(max(0.0, x - width / 2), WIDTH - width), min(max(0.0, y - height / 2), HEIGHT - height)
        return left, top, width, height


def world_map(
    points: Iterable[Point],
    fields: Mapping[str, str],
    address: Callable[[Mapping[str, str]], str],
    start: tuple[float, float, float] = (0, 0, 1),
) -> WorldMap:
    """The map of ``points``. The fields ``at`` and ``zoom`` say which part is shown; else it is ``start``.

    ``address`` makes the address of the same page with other values of these two fields.
    """  # fmt: skip
    every = sorted(points, key=lambda point: (-point.number, point.name, point.address))
    kept = every[:MOST]
    frame = _frame(fields, start)
    left, top, width, height = frame.box

    def part(words: str, longitude: float, latitude: float, zoom: float) -> MapLink:
        at = f"{min(180, max(-180, longitude)):.6g},{min(85, max(-85, latitude)):.6g}"
        current = _frame({"at": at, "zoom": f"{zoom:g}"}, start) == frame
        return MapLink(words, address({"at": at, "zoom": f"{zoom:g}"}), current)

    marks = tuple(_marks(kept, frame, part))
    return WorldMap(
        f"{left:.1f} {top:.1f} {width:.1f} {height:.1f}", round(_TEXT / frame.zoom, 2), marks,
        tuple(part(gettext(name), *where) for name, *where in _REGIONS), tuple(_moves(frame, part)),
        sum(1 for point in kept if _seen(point, frame)), len(every),
    )  # fmt: skip


def around(points: Sequence[Point]) -> tuple[float, float, float]:
    """Longitude, latitude and size of the part of the earth that has all of ``points``."""
    if not points:
        return 0, 0, 1
    placed = [project(point.longitude, point.latitude) for point in points]
    longitude = (min(p.longitude for p in points) + max(p.longitude for p in points)) / 2
    latitude = (min(p.latitude for p in points) + max(p.latitude for p in points)) / 2
    wide = max(x for x, _ in placed) - min(x for x, _ in placed)
    high = max(y for _, y in placed) - min(y for _, y in placed)
    room = max(wide / WIDTH, high / HEIGHT) * 1.3
    zoom = max((step for step in _STEPS[:6] if step * room <= 1), default=1.0)
    return round(longitude, 2), round(latitude, 2), zoom


def _frame(fields: Mapping[str, str], start: tuple[float, float, float]) -> _Frame:
    longitude, latitude, zoom = start
    if found := _AT.fullmatch(fields.get("at", "")):
        longitude, latitude = min(180.0, max(-180.0, float(found[1]))), min(85.0, max(-85.0, float(found[2])))
    wanted = fields.get("zoom", "")
    if re.fullmatch(r"\d{1,2}(\.\d)?", wanted):
        zoom = min(_STEPS, key=lambda step: abs(step - float(wanted)))
    return _Frame(float(longitude), float(latitude), float(zoom))


def _moves(frame: _Frame, part: Callable[[str, float, float, float], MapLink]) -> Iterable[MapLink]:
    at = _STEPS.index(frame.zoom)
    here = frame.longitude, frame.latitude
    if at + 1 < len(_STEPS):
        yield part(gettext("Closer"), *here, _STEPS[at + 1])
    if at:
        yield part(gettext("Farther"), *here, _STEPS[at - 1])
        east, north = 150 / frame.zoom, 70 / frame.zoom
        yield part(gettext("West"), round(here[0] - east, 2), here[1], frame.zoom)
        yield part(gettext("East"), round(here[0] + east, 2), here[1], frame.zoom)
        yield part(gettext("North"), here[0], round(here[1] + north, 2), frame.zoom)
        yield part(gettext("South"), here[0], round(here[1] - north, 2), frame.zoom)


def _seen(point: Point, frame: _Frame) -> bool:
    left, top, width, height = frame.box
    x, y = project(point.longitude, point.latitude)
    return left <= x <= left + width and top <= y <= top + height


def _marks(
    points: Sequence[Point], frame: _Frame, part: Callable[[str, float, float, float], MapLink]
) -> Iterable[MapMark]:
    """Marks of the points that are seen, the greatest first; points too close to a greater one belong to its mark."""
    groups = _groups(points, frame)
    most = max((group.number for group in groups), default=1) or 1
    sizes = [(_SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(group.number / most)) / frame.zoom for group in groups]
    labels = _Labels(frame, [(group.x, group.y, size) for group, size in zip(groups, sizes, strict=True)])
    for group, radius in zip(groups, sizes, strict=True):
        first, *others = group.points
        words, address = f"{first.name}: {group.number}", first.address
        if others:
            words = ngettext(
                "%(name)s and %(others)s more near it: %(number)s",
                "%(name)s and %(others)s more near it: %(number)s",
                len(others),
            )
            words %= {"name": first.name, "others": len(others), "number": group.number}
            closer = next((step for step in _STEPS if step > frame.zoom), None)
            spread = {(point.longitude, point.latitude) for point in group.points}
            if closer and len(spread) > 1:
                address = part("", round(first.longitude, 2), round(first.latitude, 2), closer).address
        label, label_x, anchor = labels.place(first.name, group.x, group.y, radius)
        yield MapMark(round(group.x, 2), round(group.y, 2), round(radius, 2), words, address, label, label_x, anchor)


@dataclass(slots=True)
class _Group:
    x: float
    y: float
    points: list[Point]

    @property
    def number(self) -> int:
        return sum(point.number for point in self.points)


def _groups(points: Sequence[Point], frame: _Frame) -> list[_Group]:
    near = 2 * _SMALLEST / frame.zoom
    groups: list[_Group] = []
    for point in points:
        if not _seen(point, frame):
            continue
        x, y = project(point.longitude, point.latitude)
        close = next((each for each in groups if math.hypot(each.x - x, each.y - y) < near), None)
        if close is None:
            groups.append(_Group(x, y, [point]))
        else:
            close.points.append(point)
    return groups


class _Labels:
    """Finds room for the names beside the marks, the greatest first; a name without room is not written."""

    def __init__(self, frame: _Frame, circles: Iterable[tuple[float, float, float]]) -> None:
        self._frame, self._written = frame, 0
        self._taken = [(x - size, y - size, x + size, y + size) for x, y, size in circles]

    def place(self, name: str, x: float, y: float, radius: float) -> tuple[str, float, str]:
        """The name, where it begins or ends, and which of the two; an empty name where there is no room."""
        size = _TEXT / self._frame.zoom
        left, _, width, _ = self._frame.box
        words = name if len(name) <= 24 else name[:23] + "…"
        long, gap = 0.56 * size * len(words), radius + size * 0.3
        for start, anchor, at in ((x + gap, "start", x + gap), (x - gap - long, "end", x - gap)):
            box = (start, y - size * 0.6, start + long, y + size * 0.6)
            inside = left <= start and start + long <= left + width
            if self._written < _LABELS and inside and not any(_meet(box, other) for other in self._taken):
                self._taken.append(box)
                self._written += 1
                return words, round(at, 2), anchor
        return "", 0.0, "start"


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
