"""Writes a trained model in the form that ships: `python export.py RUN BASE MODEL`.

Large matrices have eight bits, with one scale a row; the rest has single precision. MODEL gets
`config.json`, `tokenizer.json` and `model.safetensors`.
"""

import json
import pathlib
import shutil
import sys

import torch
from safetensors.torch import save_file

from corpora import TAGS

VERSION = 1
EXACT = ("position_embeddings", "token_type_embeddings", "classifier.", "attribution.", "output.weight")
"""Matrices in single precision: small, or the last step to an answer."""

NOT_SHIPPED = ("heads.salience.", "heads.stances.")
"""Heads that help to train the encoder; the one for salience that ships has another form."""

RENAMED = {"context.query": "query", "context.key": "key", "context.value": "value"}


def quantised(matrix):
    """Rows in -127..=127 and their scales: symmetric, the largest number of a row is 127."""
    scale = matrix.abs().amax(1) / 127
    scale[scale == 0] = 1.0
    return (matrix / scale[:, None]).round().to(torch.int8), scale


def renamed(name):
    for ours, short in RENAMED.items():
        name = name.replace(ours, short)
    return name


def tensors(state, transitions):
    """All tensors under the names of the file."""
    found = {"heads.attribution.transitions": torch.tensor(transitions).flatten()}
    for name, tensor in state.items():
        if not name.startswith(("bert.", "classifier.", "heads.")) or name.startswith(NOT_SHIPPED):
            continue
        name, tensor = renamed(name), tensor.float().contiguous()
        if tensor.dim() == 2 and not any(part in name for part in EXACT):
            found[name], found[f"{name}_scale"] = quantised(tensor)
        else:
            found[name] = tensor
    return found


def config(base, temperatures):
    """Of a `BertForTokenClassification`, with a section of ours."""
    found = json.loads((base / "config.json").read_text())
    found.pop("_name_or_path", None)
    found.update(
        architectures=["BertForTokenClassification"],
        type_vocab_size=8,
        id2label=dict(enumerate(TAGS)),
        label2id={tag: number for number, tag in enumerate(TAGS)},
        newsdesk={"version": VERSION, "temperatures": temperatures},
    )
    return found


def main():
    run, base, model = map(pathlib.Path, sys.argv[1:])
    model.mkdir(parents=True, exist_ok=True)
    state = torch.load(run / "checkpoint.pt", map_location="cpu")["model"]
    temperatures = json.loads((run / "temperatures.json").read_text())
    transitions = json.loads((run / "transitions.json").read_text())
    save_file(tensors(state, transitions), model / "model.safetensors", metadata={"format": "pt"})
    (model / "config.json").write_text(json.dumps(config(base, temperatures), indent=2) + "\n")
    shutil.copy(base / "tokenizer.json", model)
    size = (model / "model.safetensors").stat().st_size
    print(f"{model}: model.safetensors has {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
