"""Prints, as one JSON object of lists, what PyTorch makes of inputs that ReferenceTests.cs makes again by the same formula."""
import json
import math

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)
results = {}


def made(*shape, phase=0.0):
    """Element i is sin(0.37 i + phase)."""
    count = math.prod(shape)
    return torch.tensor([math.sin(0.37 * i + phase) for i in range(count)], dtype=torch.float32).reshape(shape)


def note(name, *tensors):
    for i, tensor in enumerate(tensors):
        results[f"{name}/{i}"] = tensor.detach().double().flatten().tolist()


def with_gradients(name, function, *inputs):
    """The value, and the gradients of its elements weighted by made(..., phase=2)."""
    leaves = [x.clone().requires_grad_() for x in inputs]
    out = function(*leaves)
    weighted = (out * made(*out.shape, phase=2.0)).sum() if out.dim() else out
    note(name, out, *torch.autograd.grad(weighted, leaves))


x, y = made(4, 6), made(4, 6, phase=1.0)
positive = x * x + 0.1
for name in ["relu", "silu", "gelu", "tanh", "sigmoid"]:
    with_gradients(name, getattr(torch, name, None) or getattr(F, name), x * 3)
for name in ["exp", "abs", "square", "neg"]:
    with_gradients(name, getattr(torch, name), x)
for name in ["log", "log1p", "sqrt", "reciprocal"]:
    with_gradients(name, getattr(torch, name), positive)
for name in ["add", "sub", "mul", "div", "maximum", "minimum"]:
    with_gradients(name, getattr(torch, name), x, y)
with_gradients("matmul", torch.matmul, x, y.t().contiguous())
with_gradients("softmax", lambda a: a.softmax(1), x)
with_gradients("log_softmax", lambda a: a.log_softmax(1), x)
with_gradients("logsumexp", lambda a: a.logsumexp(1), x)
with_gradients("mean1", lambda a: a.mean([1]), x)
with_gradients("sum0", lambda a: a.sum([0], keepdim=True), x)
with_gradients("std", lambda a: a.std(1), x)
with_gradients("var", lambda a: a.var(1, unbiased=False), x)
with_gradients("clamp", lambda a: a.clamp(-0.5, 0.5), x)
with_gradients("shape", lambda a: torch.cat([a.t()[1:3], a.view(6, 4)[:2]], 0).permute(1, 0).flatten(), x)
with_gradients("index", lambda a: a.index_select(0, torch.tensor([2, 0, 2])), x)
with_gradients("masked", lambda a: a.masked_fill(a > 0.3, 7.0), x)
with_gradients("where", lambda a, b: torch.where(a > b, a, b * 2), x, y)
with_gradients("cumsum", lambda a: a.cumsum(1), x)

truth = (y > 0).float()
for reduction in ["mean", "sum", "none"]:
    with_gradients(f"mse/{reduction}", lambda a: F.mse_loss(a, y, reduction=reduction), x)
    with_gradients(f"l1/{reduction}", lambda a: F.l1_loss(a, y, reduction=reduction), x)
    with_gradients(f"smooth/{reduction}", lambda a: F.smooth_l1_loss(a, y, reduction=reduction, beta=0.5), x)
    with_gradients(f"huber/{reduction}", lambda a: F.huber_loss(a, y, reduction=reduction, delta=0.7), x)
    with_gradients(f"bce/{reduction}", lambda a: F.binary_cross_entropy_with_logits(a, truth, reduction=reduction), x)


def filled(module):
    with torch.no_grad():
        for i, parameter in enumerate(module.parameters()):
            parameter.copy_(made(*parameter.shape, phase=0.5 + i) * 0.3)
    return module


def of_module(name, module, out, *inputs):
    weighted = (out * made(*out.shape, phase=2.0)).sum()
    note(name, out, *torch.autograd.grad(weighted, [*inputs, *module.parameters()]))


for name, module in [("Linear", nn.Linear(6, 3)), ("LayerNorm", nn.LayerNorm(6))]:
    filled(module)
    leaf = x.clone().requires_grad_()
    of_module(name, module, module(leaf), leaf)
embedding = filled(nn.Embedding(5, 3, padding_idx=0))
of_module("Embedding", embedding, embedding(torch.tensor([[1, 0], [4, 1]])))
attention = filled(nn.MultiheadAttention(6, 2))
sequence = made(4, 2, 6)
padding = torch.tensor([[False, False, False, True], [False, False, False, False]])
out, weights = attention(sequence, sequence, sequence, key_padding_mask=padding)
of_module("Attention", attention, out)
note("AttentionWeights", weights)
ahead = torch.triu(torch.ones(4, 4), 1) > 0
note("AttentionMask", attention(sequence, sequence, sequence, attn_mask=ahead)[0])


def trained(name, make, steps=12):
    network = filled(nn.Sequential(nn.Linear(6, 8), nn.Tanh(), nn.Linear(8, 1)))
    optimizer = make(network.parameters())
    for step in range(steps):
        loss = F.mse_loss(network(x), y[:, :1])
        optimizer.zero_grad()
        loss.backward()
        if name == "clip":
            results["norm/0"] = [nn.utils.clip_grad_norm_(network.parameters(), 0.1).item()]
        if name == "rate" and step == 6:
            optimizer.param_groups[0]["lr"] = 0.001
        if name == "zeroed" and step % 3 == 2:
            optimizer.zero_grad()
        optimizer.step()
    note("train/" + name, *network.parameters())


trained("adam", lambda p: torch.optim.Adam(p, lr=0.01))
trained("adam-decay", lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.8, 0.9), eps=1e-6, weight_decay=0.1))
trained("adam-amsgrad", lambda p: torch.optim.Adam(p, lr=0.01, amsgrad=True))
trained("adamw", lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0.1))
trained("sgd", lambda p: torch.optim.SGD(p, lr=0.1))
trained("sgd-nesterov", lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.01, nesterov=True))
trained("clip", lambda p: torch.optim.SGD(p, lr=0.1))
trained("zeroed", lambda p: torch.optim.Adam(p, lr=0.01, weight_decay=0.1))
trained("rate", lambda p: torch.optim.Adam(p, lr=0.01))

torch.manual_seed(7)
note("seed/linear", *nn.Linear(6, 3).parameters())
note("seed/embedding", nn.Embedding(4, 3).weight)
note("seed/randn", torch.randn(5), torch.rand(5), torch.randperm(9))
note("seed/dropout", F.dropout(torch.ones(20), 0.4))

print(json.dumps(results))
