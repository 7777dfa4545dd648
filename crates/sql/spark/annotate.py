"""Newsdesk on Spark: two ways to send articles through `newsdesk annotate --jsonl`.

The program is the interface: one article a line in, one document a line out, in the same order, and
an object with `error` for an article that cannot be read. It must be installed on every worker.
"""

import json
import os
import subprocess

import pyarrow

# Spark runs one task a core, so the program is given one thread.
COMMAND = ["newsdesk", "annotate", "--jsonl", "--threads", "1", "--quiet"]


def through_pipe(spark, path):
    """Documents as lines of JSON, from JSON Lines with a field `text`; one process a partition."""
    # PySpark starts the program with an empty environment unless it is given one.
    environment = {"PATH": os.environ["PATH"]}
    # 1 and 2 mean that some or all articles could not be read; anything else ends the task.
    command = f"sh -c '{' '.join(COMMAND)} || [ $? -le 2 ]'"
    return spark.sparkContext.textFile(path).pipe(command, environment, checkCode=True)


def through_arrow(articles):
    """The columns `id` and `text` of a data frame, and `document` as JSON; one process a batch."""
    schema = "id string, text string, document string"
    return articles.select("id", "text").mapInArrow(_annotate_batches, schema)


def _annotate_batches(batches):
    for batch in batches:
        lines = [json.dumps(row) + "\n" for row in batch.to_pylist()]
        run = subprocess.run(COMMAND, input="".join(lines), capture_output=True, text=True)
        # Not by `splitlines`, which also splits at characters that JSON may have in strings.
        documents = run.stdout.removesuffix("\n").split("\n")
        if len(documents) != len(lines):
            raise RuntimeError(f"newsdesk ended with {run.returncode}: {run.stderr}")
        columns = [*batch.columns, pyarrow.array(documents)]
        yield pyarrow.RecordBatch.from_arrays(columns, names=["id", "text", "document"])
