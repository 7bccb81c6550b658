"""The annotators that a user can choose by name, those that need another program or the network among them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from xpkg.errors import AnnotatorError

if TYPE_CHECKING:
    from xpkg.analysis.attributions import Annotator

OWN = ("model", "rules")
"""The names of the program's own annotators. These are loaded when one is asked for: it takes a second, names none."""
DEFAULT = OWN[0]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a user chose: ``name`` as on the command line (``rules``, ``spacy:PIPELINE``), and for ``llm`` where.

    ``key`` is a secret: it is in no message, no representation and no key of a build.
    """

    name: str = DEFAULT
    url: str = ""
    model: str = ""
    key: str = field(default="", repr=False)
    timeout: float = 60.0

    def __post_init__(self) -> None:
        kind, colon, rest = self.name.partition(":")
        if kind not in MAKERS or (kind == "spacy") != bool(colon and rest):
            raise AnnotatorError(f"no annotator is called {self.name!r}; there are {', '.join(NAMES)}")
        if kind == "llm" and not (self.url and self.model):
            raise AnnotatorError("the annotator llm needs the address of an endpoint and the name of a model")

    @property
    def identity(self) -> str:
        """What a result depends on: other choices may find other claims in the same text."""
        return "\x1f".join((self.name, self.url, self.model))


@lru_cache(maxsize=4)
def annotator_of(choice: Choice) -> Annotator:
    """The annotator that ``choice`` names. Raises AnnotatorError when what it needs is not installed."""
    return MAKERS[choice.name.partition(":")[0]](choice)


def _own(choice: Choice) -> Annotator:
    from xpkg.analysis.attributions import ANNOTATORS

    return ANNOTATORS[choice.name]


def _spacy(choice: Choice) -> Annotator:
    from xpkg.annotators.dependency import annotate_by_parse

    return annotate_by_parse(choice.name.partition(":")[2])


def _llm(choice: Choice) -> Annotator:
    from xpkg.annotators.chat import Endpoint, annotate_by_chat

    return annotate_by_chat(Endpoint(choice.url, choice.model, choice.key, choice.timeout))


MAKERS: Mapping[str, Callable[[Choice], Annotator]] = {**dict.fromkeys(OWN, _own), "spacy": _spacy, "llm": _llm}
"""How each annotator is made, by the first part of its name, in the order in which help lists them."""

NAMES = tuple("spacy:PIPELINE" if name == "spacy" else name for name in MAKERS)
