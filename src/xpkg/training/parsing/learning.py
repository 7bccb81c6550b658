"""What teacher and student have in common: batches of tensors, a measure, and thinking aloud."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

from xpkg.network.parser import Reading
from xpkg.training.parsing.examples import Example, Inventory, batches
from xpkg.training.parsing.heads import pairs, stack
from xpkg.training.parsing.scoring import Accuracy, compare
from xpkg.training.parsing.treebank import Tree


def gather_batch(examples: Sequence[Example], mask: Tensor) -> dict[str, Tensor]:
    """The columns of ``examples``, filled up to the longest. Chances of heads are unpacked to squares."""
    length = mask.shape[1]
    out = {"mask": mask}
    for name in examples[0].columns:
        rows = [one.columns[name] for one in examples]
        if name == "soft_heads":
            rows = [np.pad(row, ((0, 0), (0, 1 + length - row.shape[1]))) for row in rows]
        out[name] = stack([row.astype(np.float32) if row.dtype == np.float16 else row for row in rows], length)
    return out


@torch.no_grad()
def measure(model: Any, trees: Sequence[Tree], names: Inventory, words: int = 3000) -> Accuracy:
    """How well ``model`` does on ``trees`` with gold words, each word taking its best head (no decoding to a tree)."""
    model.eval()
    found: list[tuple[Tree, Reading]] = []
    for group in batches([len(tree.words) for tree in trees], words, np.random.default_rng(0)):
        chosen = [trees[at] for at in group]
        scored, mask = model([tree.words for tree in chosen])
        heads = scored.arcs.argmax(-1)
        labels = torch.zeros_like(heads)
        labels[mask] = model.head.label(*pairs(scored, heads, mask)).argmax(-1)
        columns = [values.tolist() for values in (scored.upos.argmax(-1), scored.xpos.argmax(-1), heads, labels)]
        for at, tree in enumerate(chosen):
            upos, xpos, own_heads, own_labels = (column[at][: len(tree.words)] for column in columns)
            reading = Reading(
                tuple(names.upos[tag] for tag in upos), tuple(names.xpos[tag] for tag in xpos),
                tuple(head - 1 for head in own_heads), tuple(names.relations[label] for label in own_labels),
            )  # fmt: skip
            found.append((tree, reading))
    model.train()
    return compare(found)


@torch.no_grad()
def think(model: Any, sentences: Sequence[tuple[str, ...]], say: Callable[[str], None]) -> list[Example]:
    """What ``model`` thinks of sentences: the chances of tags, heads and relations, to learn from."""
    model.eval()
    out: list[Example | None] = [None] * len(sentences)
    groups = batches([len(words) for words in sentences], 3000, np.random.default_rng(0))
    for number, group in enumerate(groups):
        scored, mask = model([sentences[at] for at in group])
        heads = scored.arcs.argmax(-1)
        labels = torch.zeros(*mask.shape, model.head.relations)
        labels[mask] = model.head.label(*pairs(scored, heads, mask)).softmax(-1)
        columns = {
            "heads": heads, "soft_heads": scored.arcs.softmax(-1), "soft_upos": scored.upos.softmax(-1),
            "soft_xpos": scored.xpos.softmax(-1), "soft_relations": labels,
        }  # fmt: skip
        for row, at in enumerate(group):
            count = len(sentences[at])
            own = {name: values[row, :count].numpy() for name, values in columns.items()}
            own["soft_heads"] = own["soft_heads"][:, : count + 1]
            # 16 bits: the chances of a corpus fill hundreds of megabytes
            kept = {name: values.astype(np.float16) for name, values in own.items() if name != "heads"}
            out[at] = Example(sentences[at], {**kept, "heads": own["heads"].copy()})
        if number % 50 == 0:
            say(f"thought about {number} of {len(groups)} batches")
    return [one for one in out if one is not None]
