"""Carries a salience head over to another encoder: `python carry.py WORK BASE OLD RUN SHIPPED MODEL`.

OLD and RUN are checkpoints of the encoder that the head of SHIPPED was trained on, and of the encoder of MODEL, both folders
in the form that ships. The vectors of sentences of the one are, by least squares, a linear map of those
of the other; the hidden layer of the head takes up the map. Writes the head into MODEL.
"""

import pathlib
import sys

import numpy
import torch
from safetensors.numpy import load_file, save_file

import scores
import units
import windows
from development import load
from model import Model

ARTICLES = 110
"""Of each set."""

RIDGE = 0.01


def sentences(model, documents):
    """The mean vector of each sentence, made a length of 1, as the program has it."""
    parts, places = [], {}
    for number, example in enumerate(documents):
        for first, end, kept_first, kept_end in windows.running(len(example.ids), example.sentences):
            part = units.cut(example, first, end)
            places[id(part)] = number, first, kept_first, kept_end
            parts.append([part])
    vectors = [numpy.zeros((len(example.ids), model.bert.config.hidden_size)) for example in documents]
    for group, _, encoded in scores.forward(model, parts):
        for row, (part,) in enumerate(group):
            number, first, kept_first, kept_end = places[id(part)]
            vectors[number][kept_first:kept_end] = encoded[row, kept_first - first + 1 : kept_end - first + 1].numpy()
    means = [
        vectors[number][first:end].mean(0)
        for number, example in enumerate(documents)
        for first, end in zip(example.sentences, [*example.sentences[1:], len(example.ids)])
        if first < end
    ]
    return numpy.array(means) / numpy.linalg.norm(means, axis=1, keepdims=True)


def linear_map(inputs, outputs):
    """Matrix and shift of the ridge regression from one to the other."""
    inputs = numpy.column_stack([inputs, numpy.ones(len(inputs))])
    penalty = RIDGE * numpy.eye(inputs.shape[1])
    penalty[-1, -1] = 0.0
    found = numpy.linalg.solve(inputs.T @ inputs + penalty, inputs.T @ outputs)
    left = outputs - inputs @ found
    print(f"explained: {1 - (left**2).sum() / ((outputs - outputs.mean(0)) ** 2).sum():.3f}")
    return found[:-1], found[-1]


def main():
    work, base, old, run, shipped, target = map(pathlib.Path, sys.argv[1:])
    documents = load(work, "dailymail-extra")[:ARTICLES] + load(work, "inshorts-train")[:ARTICLES]
    found = []
    for checkpoint in (run, old):
        model = Model(base)
        model.load_state_dict(torch.load(checkpoint / "checkpoint.pt", map_location="cpu")["model"])
        found.append(sentences(model.eval(), documents))
    matrix, shift = linear_map(*found)
    head = {name: array for name, array in load_file(shipped / "model.safetensors").items() if "salience" in name}
    weight = head["heads.salience.hidden.weight"].astype(float)
    features = weight.shape[1] - len(matrix)
    vector = weight[:, features:]
    weight = numpy.hstack([weight[:, :features], vector @ matrix.T])
    head["heads.salience.hidden.weight"] = weight.astype(numpy.float32)
    head["heads.salience.hidden.bias"] += (vector @ shift).astype(numpy.float32)
    path = target / "model.safetensors"
    save_file({**load_file(path), **head}, path, metadata={"format": "pt"})


if __name__ == "__main__":
    main()
