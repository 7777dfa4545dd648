"""All development scores of a run, and its temperatures: `python evaluate.py WORK BASE RUN`.

Writes RUN/scores.json and RUN/temperatures.json, which the export reads.
"""

import json
import pathlib
import sys

import numpy
import torch

import calibration
import scores
from development import development, load
from model import Model


def calibrate(model, work):
    """Temperatures from clean development sentences, with the error before and after."""
    model.eval()
    logits, gold, leak = scores.directed_logits(model, load(work, "directed-dev"))
    tones = [scores.target_logits(model, load(work, f"newsmtsc-dev-{part}")) for part in ("rw", "mt")]
    heads = {
        "directed_stance": (logits[~leak], gold[~leak]),
        "target_stance": tuple(numpy.concatenate(parts) for parts in zip(*tones)),
    }
    found = {}
    for head, (logits, gold) in heads.items():
        found[head] = calibration.temperature(logits, gold)
        errors = [calibration.expected_error(logits, gold, t) for t in (1.0, found[head])]
        print(f"{head}: temperature {found[head]}, expected calibration error {errors[0]:.1f} → {errors[1]:.1f}")
    return found


def main():
    work, base, run = map(pathlib.Path, sys.argv[1:])
    model = Model(base)
    model.load_state_dict(torch.load(run / "checkpoint.pt", map_location="cpu")["model"])
    (run / "temperatures.json").write_text(json.dumps(calibrate(model, work)) + "\n")
    found = development(model, work)
    (run / "scores.json").write_text(json.dumps(found, indent=2) + "\n")
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
