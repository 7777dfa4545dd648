"""Writes a model in single precision for other tools: `python plain.py MODEL PLAIN`.

`transformers` and rust-bert load PLAIN as a `BertForTokenClassification` that finds entities; the
other heads are left out. Pieces want their letter case as `token_type_ids`.
"""

import json
import pathlib
import shutil
import sys

from safetensors.torch import load_file, save_file


def main():
    model, plain = map(pathlib.Path, sys.argv[1:])
    plain.mkdir(parents=True, exist_ok=True)
    tensors = load_file(model / "model.safetensors")
    found = {}
    for name, tensor in tensors.items():
        if name.startswith(("bert.", "classifier.")) and not name.endswith("_scale"):
            scale = tensors.get(f"{name}_scale")
            found[name] = tensor if scale is None else tensor.float() * scale[:, None]
    save_file(found, plain / "model.safetensors", metadata={"format": "pt"})
    config = json.loads((model / "config.json").read_text())
    del config["newsdesk"]
    (plain / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    shutil.copy(model / "tokenizer.json", plain)


if __name__ == "__main__":
    main()
