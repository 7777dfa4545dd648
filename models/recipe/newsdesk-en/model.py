"""One encoder and its heads."""

import math
import pathlib

import torch
from safetensors.torch import load_file
from torch import nn
from transformers import BertModel

from corpora import TAGS

CASES = 8
HALF = torch.cpu.get_capabilities().get("avx512_bf16", False)
"""Whether the processor multiplies in bfloat16; others are many times slower with it."""


class ContextAttention(nn.Module):
    """What a query takes from the pieces of its sentence: scaled dot-product attention."""

    def __init__(self, query_size, hidden, size=128, heads=4):
        super().__init__()
        self.query = nn.Linear(query_size, size)
        self.key = nn.Linear(hidden, size, bias=False)
        self.value = nn.Linear(hidden, size, bias=False)
        self.heads = heads

    def forward(self, query, vectors, rows, mask):
        """`query` [n, query], `vectors` [b, t, hidden], `rows` [n] into b, `mask` [n, t]."""
        split = lambda x: x.unflatten(-1, (self.heads, -1)).transpose(-2, -3)
        keys, values = split(self.key(vectors))[rows], split(self.value(vectors))[rows]
        queries = split(self.query(query).unsqueeze(1))
        context = nn.functional.scaled_dot_product_attention(queries, keys, values, attn_mask=mask[:, None, None])
        return context.squeeze(2).flatten(1)


class DirectedStance(nn.Module):
    """What two mentions hold towards each other; swapping them swaps the answer."""

    def __init__(self, hidden, size=128, width=256, dropout=0.1):
        super().__init__()
        self.context = ContextAttention(2 * hidden, hidden, size)
        self.hidden = nn.Linear(3 * hidden + size, width)
        self.output = nn.Linear(width, 3)
        self.dropout = nn.Dropout(dropout)

    def one_way(self, p, q, vectors, rows, mask):
        context = self.context(torch.cat([p, q], 1), vectors, rows, mask)
        hidden = nn.functional.gelu(self.hidden(self.dropout(torch.cat([p, q, p * q, context], 1))))
        return self.output(self.dropout(hidden))

    def forward(self, p, q, vectors, rows, mask):
        """Log odds of neutral, p for q, q for p, p against q, q against p."""
        there, back = self.one_way(p, q, vectors, rows, mask), self.one_way(q, p, vectors, rows, mask)
        return torch.stack([there[:, 0] + back[:, 0], there[:, 1], back[:, 1], there[:, 2], back[:, 2]], 1)


class TargetStance(nn.Module):
    """How a sentence stands to one mention: against, neutral, for."""

    def __init__(self, hidden, size=128, width=256, dropout=0.1):
        super().__init__()
        self.context = ContextAttention(hidden, hidden, size)
        self.hidden = nn.Linear(hidden + size, width)
        self.output = nn.Linear(width, 3)
        self.dropout = nn.Dropout(dropout)

    def forward(self, target, vectors, rows, mask):
        context = self.context(target, vectors, rows, mask)
        hidden = nn.functional.gelu(self.hidden(self.dropout(torch.cat([target, context], 1))))
        return self.output(self.dropout(hidden))


class Salience(nn.Module):
    """Log odds that a sentence belongs to a summary of its document."""

    def __init__(self, hidden, width=128, features=4, dropout=0.1):
        super().__init__()
        self.hidden = nn.Linear(3 * hidden + features, width)
        self.output = nn.Linear(width, 1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, sentences, documents, features):
        inputs = torch.cat([sentences, documents, sentences * documents, features], 1)
        return self.output(self.dropout(nn.functional.gelu(self.hidden(self.dropout(inputs))))).squeeze(1)


class RelativePosition(nn.Module):
    """What MPNet adds to attention for how far apart two pieces are: `[1, heads, t, t]`.

    The buckets of Raffel et al., "Exploring the Limits of Transfer Learning with a Unified Text-to-Text
    Transformer" (JMLR 2020), section 2.1. Not trained any further.
    """

    FURTHEST = 128

    def __init__(self, path):
        super().__init__()
        self.register_buffer("weight", load_file(path)["weight"])

    def forward(self, length):
        places = torch.arange(length, device=self.weight.device)
        distance = places[None] - places[:, None]
        count = len(self.weight) // 2
        exact = count // 2
        far = torch.log(distance.abs().clamp(min=1) / exact) / math.log(self.FURTHEST / exact) * (count - exact)
        bucket = torch.where(distance.abs() < exact, distance.abs(), (exact + far.long()).clamp(max=count - 1))
        return self.weight[bucket + (distance > 0) * count].permute(2, 0, 1)[None]


class Model(nn.Module):
    def __init__(self, base):
        super().__init__()
        self.bert = BertModel.from_pretrained(
            base, add_pooling_layer=False, attn_implementation="sdpa", attention_probs_dropout_prob=0.0
        )
        hidden = self.bert.config.hidden_size
        types = nn.Embedding(CASES, hidden)
        with torch.no_grad():
            types.weight.copy_(self.bert.embeddings.token_type_embeddings.weight[:1].expand(CASES, -1))
        self.bert.embeddings.token_type_embeddings = types
        self.bert.config.type_vocab_size = CASES
        relative = pathlib.Path(base) / "relative.safetensors"
        self.relative = RelativePosition(relative) if relative.exists() else None
        self.dropout = nn.Dropout(0.1)
        self.classifier = nn.Linear(hidden, len(TAGS))
        self.heads = nn.ModuleDict(
            {
                "attribution": nn.Linear(hidden, 9),
                "stances": nn.Linear(hidden, 9),
                "directed_stance": DirectedStance(hidden),
                "target_stance": TargetStance(hidden),
                "salience": Salience(hidden),
            }
        )
        # What is usual in a data set, but not in the news: only training needs it.
        self.mpqa_bias = nn.Parameter(torch.zeros(5))

    @property
    def device(self):
        return self.mpqa_bias.device

    def encode(self, ids, cases, mask):
        """`[b, t, hidden]` in single precision."""
        kind = self.device.type
        with torch.autocast(kind, dtype=torch.bfloat16, enabled=HALF or kind == "cuda"):
            if self.relative is not None:
                mask = self.relative(mask.shape[1]).masked_fill(~mask[:, None, None], -torch.inf)
                mask = mask.to(torch.get_autocast_dtype(kind) if torch.is_autocast_enabled(kind) else mask.dtype)
            found = self.bert(input_ids=ids, token_type_ids=cases, attention_mask=mask)
        return found.last_hidden_state.float()
