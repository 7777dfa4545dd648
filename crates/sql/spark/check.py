"""Checks that both ways of `annotate.py` give what the program gives by itself.

    python3 -m venv /tmp/spark && /tmp/spark/bin/pip install -r requirements.txt
    PATH=../../../target/release:$PATH /tmp/spark/bin/python check.py ../../../benches/samples/news.jsonl

Needs Java 17, and `newsdesk` on the path.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from pyspark.sql import SparkSession

import annotate

path = sys.argv[1]
expected = subprocess.run(
    [*annotate.COMMAND, path], capture_output=True, text=True, check=True
).stdout.removesuffix("\n").split("\n")

os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.execution.arrow.maxRecordsPerBatch", "256")
    .getOrCreate()
)
spark.sparkContext.addPyFile(str(Path(annotate.__file__).resolve()))

piped = annotate.through_pipe(spark, path).collect()
assert piped == expected, "pipe gives something else"

# The data frame has no other fields than `id` and `text`, which the program would pass through.
LAYERS = ["id", "text", "sentences", "tokens", "entities", "attributions", "stances"]
rows = annotate.through_arrow(spark.read.json(path)).collect()
documents = [json.loads(row.document) for row in rows]
for document, line in zip(documents, expected, strict=True):
    other = json.loads(line)
    for layer in LAYERS:
        assert document[layer] == other[layer], f"mapInArrow gives other {layer}"
print(f"{len(expected)} articles, the same through pipe and mapInArrow")
