"""Writes MPNet in the form of BERT: `python mpnet.py MPNET BASE OUT`.

Song et al., "MPNet: Masked and Permuted Pre-training for Language Understanding" (NeurIPS 2020). Its
layers are those of BERT, and its vocabulary is BERT's in another order; what it adds to attention for
how far apart two pieces are becomes a table of its own, which `model.py` reads. So teachers read the
very windows that the model reads. BASE is the base model, whose order of pieces OUT has.
"""

import json
import pathlib
import shutil
import sys

import torch
from safetensors.torch import load_file, save_file

SPECIAL = {"[PAD]": "<pad>", "[CLS]": "<s>", "[SEP]": "</s>", "[MASK]": "<mask>"}
FIRST_POSITION = 2
"""MPNet counts positions behind that of padding."""

RENAMED = {
    "attention.attn.q.": "attention.self.query.",
    "attention.attn.k.": "attention.self.key.",
    "attention.attn.v.": "attention.self.value.",
    "attention.attn.o.": "attention.output.dense.",
    "attention.LayerNorm.": "attention.output.LayerNorm.",
}
RELATIVE = "encoder.relative_attention_bias.weight"


def vocabulary(folder):
    return json.loads((folder / "tokenizer.json").read_text())["model"]["vocab"]


def tensors(state, order):
    """The tensors of MPNet under BERT's names, pieces in the given order."""
    found = {}
    for name, tensor in state.items():
        if name == "embeddings.position_ids" or name.startswith("pooler."):
            continue
        if name == "embeddings.word_embeddings.weight":
            tensor = tensor[order]
        elif name == "embeddings.position_embeddings.weight":
            tensor = tensor[FIRST_POSITION:]
        for theirs, ours in RENAMED.items():
            name = name.replace(theirs, ours)
        found[name] = tensor.contiguous()
    hidden = found["embeddings.LayerNorm.weight"].shape[0]
    found["embeddings.token_type_embeddings.weight"] = torch.zeros(2, hidden)
    return found


def main():
    mpnet, base, out = map(pathlib.Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    theirs, ours = vocabulary(mpnet), vocabulary(base)
    order = [theirs[SPECIAL.get(piece, piece)] for piece in sorted(ours, key=ours.get)]
    found = tensors(load_file(mpnet / "model.safetensors"), order)
    relative = found.pop(RELATIVE)
    save_file(found, out / "model.safetensors", metadata={"format": "pt"})
    save_file({"weight": relative}, out / "relative.safetensors")
    config = json.loads((mpnet / "config.json").read_text())
    config.update(
        architectures=["BertModel"],
        model_type="bert",
        vocab_size=len(order),
        max_position_embeddings=len(found["embeddings.position_embeddings.weight"]),
        type_vocab_size=2,
        pad_token_id=ours["[PAD]"],
    )
    (out / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    shutil.copy(base / "tokenizer.json", out)


if __name__ == "__main__":
    main()
