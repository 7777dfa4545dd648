"""A model in the form that ships, read back as weights that training can begin with."""

from safetensors.torch import load_file

from export import RENAMED


def state(model):
    """The names and numbers of `Model`, but for what only training needs."""
    tensors = load_file(model / "model.safetensors")
    found = {}
    for name, tensor in tensors.items():
        if name.endswith(("_scale", ".transitions")) or name.startswith("heads.salience."):
            continue
        scale = tensors.get(f"{name}_scale")
        for ours, short in RENAMED.items():
            name = name.replace(f".{short}.", f".{ours}.") if name.startswith("heads.") else name
        found[name] = tensor.float() if scale is None else tensor.float() * scale[:, None]
    return found
