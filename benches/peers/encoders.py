"""ONNX Runtime and PyTorch side by side, on one core: `python encoders.py PLAIN`.

PLAIN is a BERT model in the plain form of Hugging Face, such as `models/recipe/newsdesk-en/plain.py`
writes of our own. The engines take turns; the medians of the processor's seconds count. Prints one
Markdown table for each shape.
"""

import os
import pathlib
import statistics
import sys
import tempfile
import time

for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import BertModel

ROUNDS = 5
# Sequences and the pieces of each.
SHAPES = [(1, 32), (1, 128), (1, 256), (16, 128)]
PIECES = 4096
INPUTS = ["input_ids", "attention_mask", "token_type_ids"]


def exported(model, folder):
    """ONNX Runtime in eight bits, with a scale for each channel, and in single precision."""
    single, eight = folder / "single.onnx", folder / "eight.onnx"
    axes = {name: {0: "batch", 1: "length"} for name in [*INPUTS, "vectors"]}
    example = tuple(torch.ones(2, 8, dtype=torch.long) for _ in INPUTS)
    torch.onnx.export(
        model, example, single, input_names=INPUTS, output_names=["vectors"], dynamic_axes=axes, dynamo=False
    )
    quantize_dynamic(single, eight, weight_type=QuantType.QInt8, per_channel=True)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return [onnxruntime.InferenceSession(path, options) for path in (eight, single)]


def table(shape, engines):
    """Runs the engines in turns and prints how many pieces each encodes a second."""
    count, length = shape
    repeats = PIECES // (count * length)
    found = {name: [] for name in engines}
    for _ in range(ROUNDS):
        for name, encode in engines.items():
            start = time.process_time()
            for _ in range(repeats):
                encode()
            found[name].append(repeats * count * length / (time.process_time() - start))
    print(f"\n| {count} × {length} | pieces/s |\n| --- | --- |")
    for name, speeds in found.items():
        print(f"| {name} | {statistics.median(speeds):,.0f} |", flush=True)


def main():
    torch.set_num_threads(1)
    model = BertModel.from_pretrained(sys.argv[1], add_pooling_layer=False).eval()
    with tempfile.TemporaryDirectory() as folder:
        eight, single = exported(model, pathlib.Path(folder))
    for count, length in SHAPES:
        ids = numpy.arange(count * length).reshape(count, length) * 97 % 30_000
        values = (ids, numpy.ones_like(ids), numpy.zeros_like(ids))
        inputs = dict(zip(INPUTS, values, strict=True))
        tensors = {name: torch.from_numpy(value) for name, value in inputs.items()}
        engines = {
            "ONNX Runtime, eight bits": lambda: eight.run(None, inputs),
            "ONNX Runtime, single precision": lambda: single.run(None, inputs),
            "PyTorch, single precision": lambda: model(**tensors),
        }
        with torch.no_grad():
            table((count, length), engines)


if __name__ == "__main__":
    main()
