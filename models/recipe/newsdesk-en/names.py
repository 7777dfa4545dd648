"""Fits the tags of entities to the readers' articles, with all else fixed: `python names.py WORK BASE RUN`.

Where the sets disagree on kinds, the encoder tells them apart, but the tags learned together lie between them.
"""

import pathlib
import sys

import torch
from torch import nn

import scores
import units
import windows
from development import load
from model import Model

ARTICLES = 320
EPOCHS = 5
RATE = 6e-4
BATCH = 4096


def vectors(model, documents):
    """Vectors and tags of all words: `[n, hidden]`, `[n]`."""
    parts = []
    for example in documents:
        for first, end, *_ in windows.running(len(example.ids), example.sentences, overlap=0):
            parts.append([units.cut(example, first, end)])
    found, tags = [], []
    for _, batch, encoded in scores.forward(model, parts):
        found.append(encoded[batch.entities[:, 0], batch.entities[:, 1]])
        tags.append(batch.entities[:, 2])
    return torch.cat(found), torch.cat(tags)


def main():
    work, base, run = map(pathlib.Path, sys.argv[1:])
    model = Model(base)
    checkpoint = run / "checkpoint.pt"
    model.load_state_dict(torch.load(checkpoint, map_location="cpu")["model"])
    model.eval()
    documents = [example for example in load(work, "readers-train") if example.entities is not None]
    inputs, tags = vectors(model, documents[:ARTICLES])
    adam = torch.optim.Adam(model.classifier.parameters(), lr=RATE)
    generator = torch.Generator().manual_seed(0)
    for epoch in range(EPOCHS):
        for part in torch.randperm(len(inputs), generator=generator).split(BATCH):
            loss = nn.functional.cross_entropy(model.classifier(inputs[part]), tags[part])
            adam.zero_grad()
            loss.backward()
            adam.step()
        print(f"epoch {epoch}: {loss.item():.4f}", flush=True)
    torch.save({"model": model.state_dict()}, checkpoint)
    articles = load(work, "readers-dev")
    print({"all": scores.entities(model, articles), **scores.by_kind(model, articles)})


if __name__ == "__main__":
    main()
