"""Trains the salience head: `python salience.py DATA WORK TABLES MODEL`.

DATA is the folder of the data sets, WORK what `prepare.py` made, TABLES what the program
`newsdesk-recipe-salience` wrote of the articles of MODEL, a model in the form that ships. Writes
TABLES/folds/fold-K.safetensors, the heads of a cross-fitting over cnn-dev: head K has not seen the
articles whose line, from 0, is K modulo 5. The head that has seen all of them goes into MODEL.
"""

import dataclasses
import itertools
import json
import multiprocessing
import pathlib
import sys

import numpy
import torch
from safetensors.numpy import load_file as load_arrays
from safetensors.numpy import save_file as save_arrays
from torch import nn

import corpora
import oracle
from risk import Rouge, risk

FOLDS = 5
HEADS = 3
"""The head is the mean of so many, which begin differently; together they are one that is wider."""

WIDTH = 64
"""Of each of them."""

EPOCHS = 6
RATE = 2e-3
BATCH = 16
"""Articles a step."""

RISK = 20.0
"""What the expected ROUGE of a summary weighs beside the labels of the oracle."""

READ = {"cnn-dev": 5, "inshorts-train": 2, "bbc-train": 0.25, "dailymail-extra": 2}
"""How often an article is read in an epoch, a fraction by chance: small sets more often than large ones,
and BBC, whose summaries have sentences from everywhere in the text, less often."""


@dataclasses.dataclass
class Article:
    """What the head reads of the sentences that a summary may choose from, and whether it should."""

    source: str
    line: int
    inputs: torch.Tensor
    labels: torch.Tensor
    rouge: Rouge


def articles(data, work, tables, name):
    """The articles of a set, whole and cut, without those that are held out."""
    held_out = work / "summarization" / f"{name}-held-out.jsonl"
    lines = held_out.read_text(encoding="utf-8").splitlines() if held_out.exists() else []
    unseen = {json.loads(line)["text"] for line in lines}
    label = oracle.contained if name.startswith("bbc") else oracle.greedy
    rows = corpora.rows(data, f"summarization/{name}")
    for table in (load_arrays(tables / f"{name}.safetensors"), load_arrays(tables / f"{name}-cut.safetensors")):
        first = 0
        for line, (row, end) in enumerate(zip(rows, table["ends"], strict=True)):
            part, first = slice(first, int(end)), int(end)
            spans, chosen = table["spans"][part], table["candidates"][part].astype(bool)
            if row["text"] in unseen or chosen.sum() < 2:
                continue
            text = row["text"].encode()
            sentences = [text[start:stop].decode() for start, stop in spans]
            labels = numpy.array(label(sentences, row["summary"]))[chosen]
            if labels.any():
                inputs = torch.from_numpy(table["inputs"][part][chosen])
                rouge = Rouge([sentence for sentence, is_chosen in zip(sentences, chosen) if is_chosen], row["summary"])
                yield Article(name, line, inputs, torch.from_numpy(labels).float(), rouge)


class Head(nn.Module):
    def __init__(self, inputs):
        super().__init__()
        self.hidden, self.output = nn.Linear(inputs, WIDTH), nn.Linear(WIDTH, 1)
        self.dropout = nn.Dropout(0.3)

    def forward(self, inputs):
        return self.output(self.dropout(nn.functional.gelu(self.hidden(self.dropout(inputs))))).squeeze(1)


def mean_of(heads):
    """The tensors of one head that is the mean of several."""
    stacked = lambda name: [head[name] for head in heads]
    return {
        "heads.salience.hidden.weight": numpy.concatenate(stacked("hidden.weight")),
        "heads.salience.hidden.bias": numpy.concatenate(stacked("hidden.bias")),
        "heads.salience.output.weight": numpy.concatenate(stacked("output.weight"), 1) / HEADS,
        "heads.salience.output.bias": numpy.mean(stacked("output.bias"), 0),
    }


def train(found, seed):
    """The tensors of one of the heads; its weights bring inputs to mean 0 and deviation 1."""
    torch.manual_seed(seed)
    generator = numpy.random.default_rng(seed)
    every = torch.cat([article.inputs for article in found])
    mean, deviation = every.mean(0), every.std(0).clamp(min=1e-3)
    del every
    head = Head(len(mean))
    adam = torch.optim.AdamW(head.parameters(), RATE, weight_decay=0.01)
    order = [article for article in found for _ in range(int(READ[article.source] + generator.random()))]
    steps = EPOCHS * (len(order) // BATCH)
    schedule = torch.optim.lr_scheduler.LinearLR(adam, 1.0, 0.0, steps)
    for epoch in range(EPOCHS):
        generator.shuffle(order)
        total = 0.0
        for first in range(0, len(order) - BATCH + 1, BATCH):
            batch = order[first : first + BATCH]
            odds = head((torch.cat([article.inputs for article in batch]) - mean) / deviation)
            parts = odds.split([len(article.labels) for article in batch])
            losses = [
                nn.functional.binary_cross_entropy_with_logits(part, article.labels)
                + RISK * risk(part, article.labels, article.rouge)
                for part, article in zip(parts, batch)
            ]
            loss = torch.stack(losses).mean()
            adam.zero_grad()
            loss.backward()
            adam.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch}: {total / (len(order) // BATCH):.4f}", flush=True)
    found = {name: tensor.detach() for name, tensor in head.state_dict().items()}
    found["hidden.weight"] /= deviation
    found["hidden.bias"] -= found["hidden.weight"] @ mean
    return {name: tensor.numpy() for name, tensor in found.items()}


def train_without(task):
    """The tensors of a head of a fold and a seed: it has not seen that fold of cnn-dev, or has seen all."""
    fold, seed = task
    is_seen = lambda article: article.source != "cnn-dev" or article.line % FOLDS != fold
    return train(list(filter(is_seen, train_without.articles)), seed)


def begin(found):
    """What each process begins with: the articles, which it shares with the others."""
    train_without.articles = found
    torch.set_num_threads(1)


def main():
    data, work, tables, model = map(pathlib.Path, sys.argv[1:])
    found = [article for name in READ for article in articles(data, work, tables, name)]
    print({name: sum(article.source == name for article in found) for name in READ}, flush=True)
    folds = tables / "folds"
    folds.mkdir(exist_ok=True)
    with multiprocessing.get_context("fork").Pool(initializer=begin, initargs=(found,)) as pool:
        tasks = list(itertools.product([None, *range(FOLDS)], range(HEADS)))
        heads = pool.map(train_without, tasks, chunksize=1)
    full, *cross_fitted = (mean_of(heads[first : first + HEADS]) for first in range(0, len(heads), HEADS))
    for fold, arrays in enumerate(cross_fitted):
        save_arrays(arrays, folds / f"fold-{fold}.safetensors")
    weights = model / "model.safetensors"
    arrays = {name: array for name, array in load_arrays(weights).items() if not name.startswith("heads.salience")}
    save_arrays({**arrays, **full}, weights, metadata={"format": "pt"})


if __name__ == "__main__":
    main()
