"""Makes the tiny model of the tests, and what the recipe's own heads compute with it.

    pip install -r models/recipe/newsdesk-en/requirements.txt
    python crates/stance/tests/stance/make_tiny.py

Writes tiny/config.json, tiny/tokenizer.json, tiny/model.safetensors and tiny/reference.json. The
weights are random; the tokenizer is that of the encoder's tests.
"""

import json
import pathlib
import shutil
import sys
import tempfile

import torch
from safetensors.torch import load_file, save_file
from transformers import BertConfig, BertModel

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[3]
sys.path.insert(0, str(ROOT / "models/recipe/newsdesk-en"))

import batches
import export
import losses
from model import Model
from pieces import PieceTokenizer

SENTENCES = [
    ("Kim signed the treaty with Putin.", [(0, 3, 27, 32), (27, 32, 0, 3)], [(0, 3), (15, 21)]),
    ("The summit “sanctioned” K and P again, said é Putin the 2nd.", [(4, 10, 24, 25)], [(46, 51)]),
]


def dequantised(tensors):
    scaled = lambda name: tensors[name].float() * tensors[f"{name}_scale"][:, None]
    names = [name for name in tensors if not name.endswith("_scale")]
    return {name: scaled(name) if f"{name}_scale" in tensors else tensors[name] for name in names}


def main():
    torch.manual_seed(11)
    folder = HERE / "tiny"
    folder.mkdir(exist_ok=True)
    shutil.copy(ROOT / "crates/encoder/tests/encoder/tiny/tokenizer.json", folder)
    tokenizer = PieceTokenizer(folder / "tokenizer.json")
    config = BertConfig(
        vocab_size=tokenizer.tokenizer.get_vocab_size(),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=12,
        max_position_embeddings=48,
        type_vocab_size=2,
    )
    with tempfile.TemporaryDirectory() as base:
        BertModel(config).save_pretrained(base)
        model = Model(base).eval()
        temperatures = {"directed_stance": 1.5, "target_stance": 0.8}
        written = export.config(pathlib.Path(base), temperatures)
    with torch.no_grad():
        for parameter in model.parameters():
            # Such that no answer is certain.
            size = parameter.shape[1] if parameter.dim() == 2 and parameter.shape[1] > 12 else 4
            parameter.copy_(1.4 * torch.randn_like(parameter) / size**0.5)
        model.mpqa_bias.zero_()
    (folder / "config.json").write_text(json.dumps(written, indent=2) + "\n")
    tensors = export.tensors(model.state_dict(), torch.randn(3, 3, 3).tolist())
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    back = {old: name for name, old in zip(model.state_dict(), map(export.renamed, model.state_dict()))}
    values = dequantised(load_file(folder / "model.safetensors"))
    model.load_state_dict({back[name]: value for name, value in values.items() if name in back}, strict=False)

    references = []
    for text, pairs, targets in SENTENCES:
        pieces = tokenizer(text)
        window = batches.window(pieces.ids, pieces.cases)
        end = len(pieces) + 1
        shifted = lambda start, stop: tuple(place + 1 for place in pieces.of(start, stop))
        window.pairs = [(*shifted(*pair[:2]), *shifted(*pair[2:]), 0, 1, end, False) for pair in pairs]
        window.tones = [(*shifted(*target), 0, 1, end) for target in targets]
        start, stop = tokenizer.tokenizer.token_to_id("[CLS]"), tokenizer.tokenizer.token_to_id("[SEP]")
        window.ids[0], window.ids[-1] = start, stop
        batch = batches.collate([[window]])
        with torch.no_grad():
            vectors = model.encode(batch.ids, batch.cases, batch.mask)
            directed = losses.directed_logits(model, vectors, batch.pairs) / 1.5
            target = losses.target_logits(model, vectors, batch.tones) / 0.8
        byte = lambda point: len(text[:point].encode())
        references.append(
            {
                "text": text,
                "pairs": [[byte(point) for point in pair] for pair in pairs],
                "targets": [[byte(point) for point in target] for target in targets],
                "directed": [[round(x, 6) for x in row] for row in directed.softmax(1).tolist()],
                "target": [[round(x, 6) for x in row] for row in target.softmax(1).tolist()],
            }
        )
    (folder / "reference.json").write_text(json.dumps(references, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
