"""Trains the encoder and all its heads together: `python train.py WORK BASE RUN [--epochs 3]`.

RUN is a folder; a run that was stopped goes on from its last checkpoint. Development scores are
printed and appended to RUN/log.jsonl after each epoch.
"""

import argparse
import json
import math
import pathlib
import pickle
import time

import numpy
import torch

import batches
import losses
import scores
import shipped
from model import Model
from pieces import PieceTokenizer

DOCUMENTS = ["conll03-train", "worldwide-train", "polnear-train"]
SENTENCES = ["directed-train", "mpqa-train", "newsmtsc-train"]
SUMMARIES = ["inshorts-train", "bbc-train", "dailymail-extra"]
TASKS = {
    "entities": ["conll03-train", "worldwide-train"],
    "attribution": ["polnear-train"],
    "directed": ["directed-train", "mpqa-train"],
    "target": ["newsmtsc-train"],
    "salience": SUMMARIES,
}


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("base", type=pathlib.Path)
    parser.add_argument("run", type=pathlib.Path)
    parser.add_argument("--after", type=pathlib.Path, help="whose weights it begins with: a checkpoint of another run, or a model in the form that ships")
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--batches-a-step", type=int, default=2)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--tasks", nargs="+", default=list(TASKS), choices=list(TASKS))
    parser.add_argument("--checkpoint-minutes", type=float, default=4)
    return parser.parse_args()


def load(work, name):
    with (work / f"{name}.pickle").open("rb") as file:
        return pickle.load(file)


def development(model, work, short=False):
    """All development scores; `short` leaves out what takes longest."""
    model.eval()
    dev = {name: load(work, name) for name in ("conll03-dev", "worldwide-dev", "directed-dev", "polnear-dev")}
    tone = {part: load(work, f"newsmtsc-dev-{part}") for part in ("rw", "mt")}
    found = {name: scores.entities(model, dev[name]) for name in ("conll03-dev", "worldwide-dev")}
    found["directed-dev"] = scores.directed(model, dev["directed-dev"])
    for part, examples in tone.items():
        found[f"newsmtsc-dev-{part}"] = scores.target(model, examples)
    found["polnear-dev"] = scores.attribution(model, dev["polnear-dev"])
    if not short:
        filler = load(work, "newsmtsc-train")
        glue = lambda examples: list(scores.glued(examples, filler, numpy.random.default_rng(0)))
        found["directed-dev in a window"] = scores.directed(model, dev["directed-dev"], glue(dev["directed-dev"]))
        for part, examples in tone.items():
            found[f"newsmtsc-dev-{part} in a window"] = scores.target(model, examples, glue(examples))
        noise = batches.Noise(PieceTokenizer(work / "tokenizer.json"), share=1.0)
        for name, chance in (("lower", 0.5), ("upper", 1.5)):
            change = lambda unit, chance=chance: noise.letter_case(unit, chance)
            found[f"conll03-dev {name}"] = scores.entities(model, dev["conll03-dev"], change)
        for name in ("inshorts-train-held-out", "bbc-train-held-out"):
            found[name] = scores.salience(model, load(work, name))
    model.train()
    return found


def rate(step, steps, warm_up=0.06):
    done = step / steps
    return done / warm_up if done < warm_up else 0.5 * (1 + math.cos(math.pi * (done - warm_up) / (1 - warm_up)))


def optimizer(model, options):
    encoder = [(name, p) for name, p in model.bert.named_parameters() if p.requires_grad]
    is_plain = lambda name: name.endswith("bias") or "norm" in name.lower() or "embeddings" in name
    ours = {id(p) for p in model.bert.parameters()}
    groups = [
        {"params": [p for name, p in encoder if is_plain(name)], "lr": options.rate, "weight_decay": 0.0},
        {"params": [p for name, p in encoder if not is_plain(name)], "lr": options.rate, "weight_decay": 0.01},
        {"params": [p for p in model.parameters() if id(p) not in ours], "lr": options.head_rate, "weight_decay": 0.01},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def plan(corpora, epoch, options, noise):
    """The batches of an epoch: the same on every run, so that a run can go on in the middle."""
    generator = numpy.random.default_rng([options.seed, epoch])
    part = lambda names: [example for name in names if name in corpora for example in corpora[name]]
    units = batches.epoch(part(DOCUMENTS), part(SENTENCES), part(SUMMARIES), generator, noise)
    return batches.batches(units, generator)


def main():
    options = arguments()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    options.run.mkdir(parents=True, exist_ok=True)
    corpora = {name: load(options.work, name) for task in options.tasks for name in TASKS[task]}
    noise = batches.Noise(PieceTokenizer(options.work / "tokenizer.json"))
    model = Model(options.base)
    if options.after:
        is_shipped = options.after.is_dir()
        state = shipped.state(options.after) if is_shipped else torch.load(options.after)["model"]
        model.load_state_dict(state, strict=not is_shipped)
    step_size = options.batches_a_step
    first = plan(corpora, 0, options, noise)
    a_epoch = len(first) // step_size
    steps = int(a_epoch * options.epochs)
    expected = {
        task: max(1, sum(count(batches.collate(group)) for group in first[::20]) * 20 / len(first))
        for task, count in losses.COUNTS.items()
    }
    print(f"{steps} steps, {len(first)} batches an epoch, labels a batch {expected}", flush=True)
    adam = optimizer(model, options)
    peaks = [group["lr"] for group in adam.param_groups]

    checkpoint, done = options.run / "checkpoint.pt", 0
    if checkpoint.exists():
        state = torch.load(checkpoint)
        model.load_state_dict(state["model"])
        adam.load_state_dict(state["adam"])
        done = state["step"]
        print(f"goes on from step {done}", flush=True)

    saved, began, pieces, running = time.time(), time.time(), 0, {}
    model.train()
    for epoch in range(done // a_epoch, math.ceil(options.epochs)):
        groups = first if epoch == 0 else plan(corpora, epoch, options, noise)
        groups = groups[: min(a_epoch, steps - epoch * a_epoch) * step_size]
        for number in range(done - epoch * a_epoch, len(groups) // step_size):
            for group, peak in zip(adam.param_groups, peaks):
                group["lr"] = peak * rate(done, steps)
            for units in groups[number * step_size : (number + 1) * step_size]:
                batch = batches.collate(units)
                vectors = model.encode(batch.ids, batch.cases, batch.mask)
                found = losses.losses(model, vectors, batch)
                sum(losses.WEIGHTS[task] * loss / expected[task] / step_size for task, loss in found.items()).backward()
                pieces += int(batch.mask.sum())
                for task, loss in found.items():
                    total, count = running.get(task, (0.0, 0))
                    running[task] = (total + loss.item(), count + losses.COUNTS[task](batch))
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            adam.step()
            adam.zero_grad(set_to_none=True)
            done += 1
            if done % 25 == 0:
                means = {task: round(total / count, 4) for task, (total, count) in running.items()}
                print(f"step {done}: {means}, {pieces / (time.time() - began):.0f} pieces/s", flush=True)
                running, began, pieces = {}, time.time(), 0
            if time.time() - saved > 60 * options.checkpoint_minutes:
                save(checkpoint, model, adam, done)
                saved = time.time()
        save(checkpoint, model, adam, done)
        found = development(model, options.work, short=done < steps)
        print(json.dumps({"step": done, **found}), flush=True)
        with (options.run / "log.jsonl").open("a") as log:
            log.write(json.dumps({"step": done, "seconds": time.time() - began, **found}) + "\n")
        began = time.time()


def save(path, model, adam, step):
    part = path.with_suffix(".part")
    torch.save({"model": model.state_dict(), "adam": adam.state_dict(), "step": step}, part)
    part.rename(path)


if __name__ == "__main__":
    main()
