"""The trees of Trees.cs by scikit-learn. For every number of trees read from standard input, prints the seconds that fitting them took."""
import sys
import time

import numpy
from sklearn.ensemble import HistGradientBoostingRegressor

inputs = numpy.random.default_rng(1).random((1000, 148))
target = 10 * inputs[:, 0] * inputs[:, 1] + 5 * inputs[:, 2] + 3 * (inputs[:, 3] > 0.5) + numpy.random.default_rng(2).random(1000)

for line in sys.stdin:
    model = HistGradientBoostingRegressor(max_iter=int(line), max_depth=6, max_leaf_nodes=None, min_samples_leaf=3, early_stopping=False)
    before = time.perf_counter()
    model.fit(inputs, target)
    print(time.perf_counter() - before, flush=True)
