"""Trains the encoder and all its heads together: `python train.py WORK BASE RUN [--epochs 3]`.

RUN is a folder; a run that was stopped goes on from its last checkpoint. Development scores are
printed and written to RUN/scores.json at its end. With `--teachers` it learns both from labels and
from what other runs say of the same windows before noise, and of pairs of names that have no label.
"""

import argparse
import itertools
import json
import math
import pathlib
import time

import torch

import losses
from batches import SIZE, Reading, collate
from development import development, load
from model import Model
from noise import Noise
from pieces import PieceTokenizer

DOCUMENTS = ["readers-train", "readers-swapped", "conll03-train", "worldwide-train", "polnear-train"]
SENTENCES = ["directed-train", "mpqa-train", "newsmtsc-train"]
SUMMARIES = ["inshorts-train", "bbc-train", "dailymail-extra"]
TASKS = {
    "entities": ["readers-train", "readers-swapped", "conll03-train", "worldwide-train"],
    "attribution": ["polnear-train"],
    "directed": ["directed-train", "mpqa-train"],
    "target": ["newsmtsc-train"],
    "stances": ["readers-train", "readers-swapped"],
    "salience": SUMMARIES,
}

SAMPLED = 16
"""Of an epoch, one part in so many tells how many batches and labels it has."""

LOGGED = 50
"""Steps from one line of the log to the next."""


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("base", type=pathlib.Path)
    parser.add_argument("run", type=pathlib.Path)
    parser.add_argument("--after", type=pathlib.Path, help="the run whose weights it begins with")
    parser.add_argument("--teachers", type=pathlib.Path, nargs="+", default=[], help="finished runs")
    parser.add_argument("--teacher-base", type=pathlib.Path, help="the base model of the teachers")
    parser.add_argument("--imitation", type=float, default=0.6, help="what teachers count, in 0 to 1; labels count for the rest")
    parser.add_argument("--by-labels", nargs="*", default=[], choices=list(TASKS), help="heads that teachers do not teach")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--batch", type=int, default=SIZE, help="pieces of a batch, padding included")
    parser.add_argument("--batches-a-step", type=int, default=2)
    parser.add_argument("--workers", type=int, default=0, help="processes that prepare batches")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--tasks", nargs="+", default=list(TASKS), choices=list(TASKS))
    parser.add_argument("--checkpoint-minutes", type=float, default=4)
    return parser.parse_args()


def rate(step, steps, warm_up=0.06):
    done = step / steps
    return done / warm_up if done < warm_up else 0.5 * (1 + math.cos(math.pi * (done - warm_up) / (1 - warm_up)))


def optimizer(model, options):
    # What letter case means is as new to the encoder as the heads are.
    encoder = [(name, p) for name, p in model.bert.named_parameters() if "token_type" not in name]
    is_plain = lambda name: name.endswith("bias") or "norm" in name.lower() or "embeddings" in name
    known = {id(p) for _, p in encoder}
    groups = [
        {"params": [p for name, p in encoder if is_plain(name)], "lr": options.rate, "weight_decay": 0.0},
        {"params": [p for name, p in encoder if not is_plain(name)], "lr": options.rate, "weight_decay": 0.01},
        {"params": [p for p in model.parameters() if id(p) not in known], "lr": options.head_rate, "weight_decay": 0.01},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def reading(options):
    """What is read, epoch by epoch."""
    corpora = {name: load(options.work, name) for task in options.tasks for name in TASKS[task]}
    part = lambda names: [example for name in names if name in corpora for example in corpora[name]]
    noise = Noise(PieceTokenizer(options.work / "tokenizer.json"))
    sources = (part(DOCUMENTS), part(SENTENCES), part(SUMMARIES))
    return Reading(*sources, noise, bool(options.teachers), options.seed, options.batch)


def begin(options):
    """The model with the weights that it begins with."""
    model = Model(options.base)
    if options.after:
        model.load_state_dict(torch.load(options.after / "checkpoint.pt", map_location="cpu")["model"])
    return model.to(options.device)


def teacher(run, options):
    model = Model(options.teacher_base)
    model.load_state_dict(torch.load(run / "checkpoint.pt", map_location="cpu")["model"])
    return model.eval().to(options.device)


def taught(teachers, batch):
    """Mean probabilities of all teachers for all that a batch asks, by head."""
    with torch.no_grad():
        all_found = [
            losses.probabilities(losses.answers(model, model.encode(*batch.clean, batch.mask), batch))
            for model in teachers
        ]
    return {task: sum(found[task] for found in all_found) / len(all_found) for task in all_found[0]}


def loss(model, teachers, batch, expected, options):
    """The loss of a batch, and its parts for the log: `{name: (sum, count)}`."""
    counts = {task: count(batch) for task, count in losses.COUNTS.items()}
    batch = batch.on(model.device)
    vectors = model.encode(batch.ids, batch.cases, batch.mask)
    answers = losses.answers(model, vectors, batch)
    by_labels = losses.losses(model, vectors, batch, answers)
    by_teachers = losses.imitation(answers, taught(teachers, batch)) if teachers else {}
    teach = {task: 0.0 if task in options.by_labels else options.imitation for task in by_teachers}
    terms = [losses.WEIGHTS[task] * teach[task] * value for task, value in by_teachers.items()]
    for task, value in by_labels.items():
        terms.append(losses.WEIGHTS[task] * (1 - teach.get(task, 0.0)) * value / expected[task])
    parts = {task: (value.detach(), counts[task]) for task, value in by_labels.items()}
    parts |= {f"{task} as taught": (value.detach(), 1) for task, value in by_teachers.items()}
    return sum(terms), parts


class Log:
    """Prints mean losses and speed every so many steps."""

    def __init__(self):
        self.began, self.pieces, self.parts = time.time(), 0, {}

    def add(self, batch, parts):
        self.pieces += int(batch.mask.sum())
        for name, (value, count) in parts.items():
            before = self.parts.get(name, (0.0, 0))
            self.parts[name] = (before[0] + value, before[1] + count)

    def step(self, done):
        if done % LOGGED == 0:
            means = {name: round(float(total) / max(count, 1), 4) for name, (total, count) in self.parts.items()}
            print(f"step {done}: {means}, {self.pieces / (time.time() - self.began):.0f} pieces/s", flush=True)
            self.__init__()


def plan(read, options):
    """How many steps there are, and how many labels of each head a batch has."""
    sampled = list(map(collate, read.epoch(0, 0, SAMPLED)))
    steps = int(len(sampled) * SAMPLED * options.epochs / options.batches_a_step)
    expected = {task: sum(map(count, sampled)) / len(sampled) or 1.0 for task, count in losses.COUNTS.items()}
    print(f"{steps} steps, labels a batch {expected}", flush=True)
    return steps, expected


def train(model, teachers, options):
    read = reading(options)
    steps, expected = plan(read, options)
    adam = optimizer(model, options)
    peaks = [group["lr"] for group in adam.param_groups]
    checkpoint, done = options.run / "checkpoint.pt", 0
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location="cpu")
        model.load_state_dict(state["model"])
        adam.load_state_dict(state["adam"])
        done = state["step"]
        print(f"goes on from step {done}", flush=True)

    loader = torch.utils.data.DataLoader(read, batch_size=None, num_workers=options.workers)
    stream = itertools.islice(loader, done * options.batches_a_step, None)
    saved, log = time.time(), Log()
    model.train()
    while done < steps:
        for group, peak in zip(adam.param_groups, peaks):
            group["lr"] = peak * rate(done, steps)
        for batch in itertools.islice(stream, options.batches_a_step):
            total, parts = loss(model, teachers, batch, expected, options)
            (total / options.batches_a_step).backward()
            log.add(batch, parts)
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        adam.step()
        adam.zero_grad(set_to_none=True)
        done += 1
        log.step(done)
        if time.time() - saved > 60 * options.checkpoint_minutes:
            save(checkpoint, model, adam, done)
            saved = time.time()
    save(checkpoint, model, adam, done)


def save(path, model, adam, step):
    part = path.with_suffix(".part")
    torch.save({"model": model.state_dict(), "adam": adam.state_dict(), "step": step}, part)
    part.rename(path)


def main():
    options = arguments()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    torch.set_float32_matmul_precision("high")
    options.run.mkdir(parents=True, exist_ok=True)
    model = begin(options)
    train(model, [teacher(run, options) for run in options.teachers], options)
    found = development(model, options.work)
    print(json.dumps(found), flush=True)
    (options.run / "scores.json").write_text(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main()
