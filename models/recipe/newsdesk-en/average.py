"""Averages two models: `python average.py RUN MODEL SHARE OUT`.

RUN is a run that began with the weights of MODEL, a model in the form that ships, and SHARE, in 0 to
1, what RUN counts for. OUT becomes a run that the later steps read. Wortsman et al., "Robust
fine-tuning of zero-shot models" (CVPR 2022): between a model and its continuation lie models that are
as good at what the continuation learned and better at what it forgot.
"""

import pathlib
import sys

import torch

import shipped


def main():
    run, model, share, out = (kind(text) for kind, text in zip((pathlib.Path, pathlib.Path, float, pathlib.Path), sys.argv[1:]))
    out.mkdir(parents=True, exist_ok=True)
    later = torch.load(run / "checkpoint.pt", map_location="cpu")["model"]
    earlier = shipped.state(model)
    mixed = {
        name: tensor if name not in earlier else share * tensor + (1 - share) * earlier[name]
        for name, tensor in later.items()
    }
    torch.save({"model": mixed}, out / "checkpoint.pt")


if __name__ == "__main__":
    main()
