"""Finds the forms of a family name with a particle that stand for the whole name: "al-Qadi", "Al-Qadi", "Qadi"."""

from __future__ import annotations

from xpkg.lexicon import name_particles

_ARTICLES = name_particles.having(name_particles.Trait.HYPHENED)


def family_names(name: str) -> tuple[str, ...]:
    """The forms of a family name with particles that stand for the whole name, as they are also written.

    >>> family_names("Pieter van der Meulen")
    ('van der Meulen', 'Van der Meulen')
    >>> family_names("Samir al-Qadi"), family_names("Ann Carter")
    (('al-Qadi', 'Al-Qadi', 'Qadi'), ())
    """
    words = name.split(" ")
    particle, _, rest = words[-1].partition("-")
    if rest and particle.lower() in _ARTICLES:
        return (words[-1], particle.capitalize() + "-" + rest, rest)
    first = next((at for at in range(1, len(words) - 1) if words[at].islower()), None)
    if first is None:
        return ()
    tail = " ".join(words[first:])
    return (tail, tail[0].upper() + tail[1:])
