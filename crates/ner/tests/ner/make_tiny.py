"""Makes the tiny tagger of the tests: a BERT that knows some words and what they name.

    pip install numpy==2.4.6 safetensors==0.8.0 tokenizers==0.23.3
    python make_tiny.py

Writes tiny/config.json, tiny/tokenizer.json and tiny/model.safetensors. Each word of the
vocabulary has the sum of its tags as its vector; the only layer passes vectors on, since all its
matrices are zero; the classifier reads the tags from them again. So what the model finds is known,
and stays the same whatever is trained.
"""

import json
import pathlib

import numpy
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

FOLDER = pathlib.Path(__file__).parent / "tiny"
KINDS = ["Person", "Organization", "Location", "Facility", "NORP", "Product", "Date", "Money", "Misc"]
LABELS = ["O"] + [f"{position}-{kind}" for kind in KINDS for position in "BI"]
HIDDEN, INNER = 20, 8

# Words that begin a name, words inside of one, and words that do both.
BEGIN = {
    "Person": "kim vladimir",
    "Organization": "kcna korean",
    "Location": "pyongyang seoul moscow russia",
    "Facility": "kumsusan",
    "NORP": "americans russian",
    "Product": "aurus",
    "Date": "june monday",
    "Money": "$",
    "Misc": "olympics",
}
INSIDE = {
    "Person": "jong un",
    "Organization": "central news agency",
    "Facility": "palace",
    "Product": "senat",
    "Date": "19",
    "Money": "300",
}
BOTH = {"Person": "putin"}


def main():
    FOLDER.mkdir(exist_ok=True)
    tags = {}
    for position, table in (("B", BEGIN), ("I", INSIDE)):
        for kind, words in table.items():
            for word in words.split():
                tags[word] = {f"{position}-{kind}": 1.0}
    for kind, words in BOTH.items():
        for word in words.split():
            tags[word] = {f"B-{kind}": 0.9, f"I-{kind}": 1.0}

    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *sorted(tags)]
    vocabulary = {piece: index for index, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.save(str(FOLDER / "tokenizer.json"))

    config = {
        "architectures": ["BertForTokenClassification"],
        "model_type": "bert",
        "vocab_size": len(pieces),
        "hidden_size": HIDDEN,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "intermediate_size": INNER,
        "max_position_embeddings": 64,
        "type_vocab_size": 8,
        "layer_norm_eps": 1e-12,
        "hidden_act": "gelu",
        "id2label": {str(index): label for index, label in enumerate(LABELS)},
        "label2id": {label: index for index, label in enumerate(LABELS)},
    }
    (FOLDER / "config.json").write_text(json.dumps(config, indent=2) + "\n")

    def zeros(*shape):
        return numpy.zeros(shape, numpy.float32)

    words = zeros(len(pieces), HIDDEN)
    words[:, 0] = 1.0
    for word, weights in tags.items():
        words[vocabulary[word], 0] = 0.0
        for label, weight in weights.items():
            words[vocabulary[word], LABELS.index(label)] = weight
    tensors = {
        "embeddings.word_embeddings.weight": words,
        "embeddings.position_embeddings.weight": zeros(config["max_position_embeddings"], HIDDEN),
        "embeddings.token_type_embeddings.weight": zeros(config["type_vocab_size"], HIDDEN),
    }
    for name, outputs, inputs in (
        ("attention.self.query", HIDDEN, HIDDEN),
        ("attention.self.key", HIDDEN, HIDDEN),
        ("attention.self.value", HIDDEN, HIDDEN),
        ("attention.output.dense", HIDDEN, HIDDEN),
        ("intermediate.dense", INNER, HIDDEN),
        ("output.dense", HIDDEN, INNER),
    ):
        tensors[f"encoder.layer.0.{name}.weight"] = zeros(outputs, inputs)
        tensors[f"encoder.layer.0.{name}.bias"] = zeros(outputs)
    for name in ("embeddings", "encoder.layer.0.attention.output", "encoder.layer.0.output"):
        tensors[f"{name}.LayerNorm.weight"] = zeros(HIDDEN) + 1
        tensors[f"{name}.LayerNorm.bias"] = zeros(HIDDEN)
    tensors = {f"bert.{name}": tensor for name, tensor in tensors.items()}
    tensors["classifier.weight"] = 2 * numpy.eye(len(LABELS), HIDDEN, dtype=numpy.float32)
    tensors["classifier.bias"] = zeros(len(LABELS))
    save_file(tensors, FOLDER / "model.safetensors")


if __name__ == "__main__":
    main()
