"""All development scores of a model."""

import pickle

import numpy

import scores
from noise import Noise
from pieces import PieceTokenizer


def load(work, name):
    with (work / f"{name}.pickle").open("rb") as file:
        return pickle.load(file)


def development(model, work):
    model.eval()
    dev = {name: load(work, name) for name in ("conll03-dev", "worldwide-dev", "directed-dev", "polnear-dev")}
    tone = {part: load(work, f"newsmtsc-dev-{part}") for part in ("rw", "mt")}
    readers = load(work, "readers-dev")
    found = {"behavior": scores.behavior(model, load(work, "behavior"))}
    found["readers-dev"] = scores.entities(model, readers)
    found["readers-dev by kind"] = scores.by_kind(model, readers)
    found["readers-dev stances"] = scores.layers(model, "stances", readers)
    found |= {name: scores.entities(model, dev[name]) for name in ("conll03-dev", "worldwide-dev")}
    found["directed-dev"] = scores.directed(model, dev["directed-dev"])
    for part, examples in tone.items():
        found[f"newsmtsc-dev-{part}"] = scores.target(model, examples)
    found["polnear-dev"] = scores.layers(model, "attribution", dev["polnear-dev"])
    filler = load(work, "newsmtsc-train")
    glue = lambda examples: list(scores.glued(examples, filler, numpy.random.default_rng(0)))
    found["directed-dev in a window"] = scores.directed(model, dev["directed-dev"], glue(dev["directed-dev"]))
    for part, examples in tone.items():
        found[f"newsmtsc-dev-{part} in a window"] = scores.target(model, examples, glue(examples))
    noise = Noise(PieceTokenizer(work / "tokenizer.json"), share=1.0)
    for name, chance in (("lower", 0.5), ("upper", 1.5)):
        change = lambda unit, chance=chance: noise.letter_case(unit, chance)
        found[f"conll03-dev {name}"] = scores.entities(model, dev["conll03-dev"], change)
    for name in ("inshorts-train-held-out", "bbc-train-held-out"):
        found[name] = scores.salience(model, load(work, name))
    model.train()
    return found
