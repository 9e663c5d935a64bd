"""The loop of TrainingStep.cs in PyTorch. For every number of steps read from standard input, prints the seconds they took."""
import sys
import time

import torch
from torch import nn

torch.set_num_threads(1)
torch.manual_seed(1)
network = nn.Sequential(nn.Linear(132, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 1))
optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
loss_of = nn.MSELoss()
inputs = torch.randn(1024, 132)
targets = torch.randn(1024, 1)


def run(steps):
    done = 0
    while True:
        order = torch.randperm(1024)
        for start in range(0, 1024, 32):
            if done == steps:
                return
            batch = order[start:start + 32]
            loss = loss_of(network(inputs.index_select(0, batch)), targets.index_select(0, batch))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            done += 1


for line in sys.stdin:
    before = time.perf_counter()
    run(int(line))
    print(time.perf_counter() - before, flush=True)
