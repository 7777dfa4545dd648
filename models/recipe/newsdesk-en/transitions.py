"""How attribution tags follow each other: `python transitions.py WORK BASE RUN`.

Fits what a linear-chain conditional random field adds to the log odds of the head (Lafferty et al.,
ICML 2001), for each part, tag and next tag, on the training part of PolNeAR with all else fixed.
Writes RUN/transitions.json, which the export puts beside the head.
"""

import json
import pathlib
import sys

import numpy
import torch

import losses
import scores
import units
import windows
from development import load
from model import Model

FORBIDDEN = torch.zeros(3, 3)
FORBIDDEN[0, 2] = -1e4
"""No inside tag behind an outside one."""

DOCUMENTS = 250
STEPS = 60


def sequences(model, documents):
    """Log odds and tags of windows: lists of `[words, 3, 3]` and `[words, 3]`."""
    parts = []
    for example in documents:
        for first, end, *_ in windows.running(len(example.ids), example.sentences, overlap=0):
            parts.append([units.cut(example, first, end)])
    odds, tags = [], []
    for _, batch, vectors in scores.forward(model, parts):
        with torch.no_grad():
            found = losses.layer_logits("attribution", model, vectors, batch.attribution)
        for row in batch.attribution[:, 0].unique():
            here = batch.attribution[:, 0] == row
            odds.append(found[here])
            tags.append(batch.attribution[here, 2:])
    return odds, tags


def loss(odds, tags, mask, transitions):
    """Mean negative log likelihood a word; `odds` [n, t, 3, 3], `tags` [n, t, 3], `mask` [n, t]."""
    transitions = transitions + FORBIDDEN
    parts = torch.arange(3)
    score = transitions[parts, 0][None] + odds[:, 0]
    gold = score.gather(2, tags[:, 0, :, None]).squeeze(2)
    for t in range(1, odds.shape[1]):
        here = mask[:, t, None]
        step = transitions[parts[None], tags[:, t - 1], tags[:, t]]
        step = step + odds[:, t].gather(2, tags[:, t, :, None]).squeeze(2)
        gold = gold + step.masked_fill(~here, 0.0)
        next_score = (score[..., None] + transitions[None]).logsumexp(2) + odds[:, t]
        score = torch.where(here[..., None], next_score, score)
    return (score.logsumexp(2) - gold).sum() / mask.sum()


def main():
    work, base, run = map(pathlib.Path, sys.argv[1:])
    model = Model(base)
    model.load_state_dict(torch.load(run / "checkpoint.pt", map_location="cpu")["model"])
    model.eval()
    odds, tags = sequences(model, load(work, "polnear-train")[:DOCUMENTS])
    # A window may begin inside of a part that the one before began.
    for sequence in tags:
        sequence[0][sequence[0] == 2] = 1
    pad = lambda items: torch.nn.utils.rnn.pad_sequence(items, batch_first=True)
    mask = pad([torch.ones(len(sequence), dtype=torch.bool) for sequence in odds])
    odds, tags = pad(odds), pad(tags)
    transitions = torch.zeros(3, 3, 3, requires_grad=True)
    adam = torch.optim.Adam([transitions], lr=0.1)
    for step in range(STEPS):
        adam.zero_grad()
        found = loss(odds, tags, mask, transitions)
        found.backward()
        adam.step()
        if step % 10 == 0:
            print(f"step {step}: {found.item():.4f}", flush=True)
    (run / "transitions.json").write_text(json.dumps(transitions.detach().tolist()) + "\n")
    numpy.set_printoptions(precision=2, suppress=True)
    print(transitions.detach().numpy())


if __name__ == "__main__":
    main()
