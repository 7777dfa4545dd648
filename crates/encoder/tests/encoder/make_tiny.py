"""Makes the tiny BERT of the tests, and what `transformers` computes with it.

    pip install torch==2.15.0 transformers==5.24.0
    python make_tiny.py

Writes tiny/config.json, tiny/tokenizer.json, tiny/model.safetensors and tiny/reference.json. The
weights are random and much larger than BERT's, so that every operation matters.
"""

import json
import pathlib

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from transformers import BertConfig, BertModel

FOLDER = pathlib.Path(__file__).parent / "tiny"
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,'\"-"
WORDS = ["the", "treaty", "summit", "sign", "kim", "putin", "sanction", "##ed", "##s", "##ing"]


def tokenizer():
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *LETTERS, *("##" + letter for letter in LETTERS[:36]), *WORDS]
    vocabulary = {piece: index for index, piece in enumerate(pieces)}
    made = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


def main():
    torch.manual_seed(7)
    FOLDER.mkdir(exist_ok=True)
    made = tokenizer()
    made.save(str(FOLDER / "tokenizer.json"))
    config = BertConfig(
        vocab_size=made.get_vocab_size(),
        hidden_size=20,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=37,
        max_position_embeddings=48,
        type_vocab_size=8,
        layer_norm_eps=1e-12,
    )
    model = BertModel(config, add_pooling_layer=False).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(torch.randn_like(parameter) * 0.4)
    model.save_pretrained(FOLDER)
    sequences = []
    for length in (1, 2, 7, 16, 33, 48):
        pieces = torch.randint(0, config.vocab_size, (1, length))
        types = torch.randint(0, config.type_vocab_size, (1, length))
        with torch.no_grad():
            vectors = model(input_ids=pieces, token_type_ids=types).last_hidden_state[0]
        sequences.append(
            {
                "pieces": pieces[0].tolist(),
                "types": types[0].tolist(),
                "vectors": [round(number, 6) for number in vectors.flatten().tolist()],
            }
        )
    (FOLDER / "reference.json").write_text(json.dumps(sequences) + "\n")


if __name__ == "__main__":
    main()
