"""Makes a checkpoint of a model that ships, to go on from it: `python restore.py MODEL BASE RUN`.

Heads that do not ship begin anew.
"""

import pathlib
import sys

import torch
from safetensors.torch import load_file

import export
from model import Model


def main():
    shipped, base, run = map(pathlib.Path, sys.argv[1:])
    run.mkdir(parents=True, exist_ok=True)
    model, found = Model(base), load_file(shipped / "model.safetensors")
    state = model.state_dict()
    for name, tensor in state.items():
        theirs = export.renamed(name)
        if theirs in found and not name.startswith(export.NOT_SHIPPED):
            scale = found.get(f"{theirs}_scale")
            state[name] = found[theirs] if scale is None else found[theirs].float() * scale[:, None]
            assert state[name].shape == tensor.shape, name
    model.load_state_dict(state)
    torch.save({"model": state}, run / "checkpoint.pt")


if __name__ == "__main__":
    main()
