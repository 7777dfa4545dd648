"""The mean of several runs: `python average.py OUT RUN RUN [RUN …]`.

Wortsman et al., "Model soups" (ICML 2022): weights that began alike are, on average, as good as the best.
"""

import pathlib
import sys

import torch


def main():
    out, *runs = map(pathlib.Path, sys.argv[1:])
    states = [torch.load(run / "checkpoint.pt", map_location="cpu")["model"] for run in runs]
    out.mkdir(parents=True, exist_ok=True)
    mean = {name: sum(state[name] for state in states) / len(states) for name in states[0]}
    torch.save({"model": mean}, out / "checkpoint.pt")


if __name__ == "__main__":
    main()
