"""Reads compounds as JSON ({name: {symbol: amount}}) and prints statistics of pymatgen's elemental properties over each, and each element's own values."""
import json
import math
import sys
import warnings

from pymatgen.core.periodic_table import Element

warnings.simplefilter("ignore")


def number(value):
    """None where pymatgen has no number."""
    return float(value) if isinstance(value, (int, float)) and math.isfinite(value) else None


PROPERTIES = {
    "Number": lambda element: element.Z,
    "Row": lambda element: element.row,
    "Column": lambda element: element.group,
    "AtomicWeight": lambda element: float(element.atomic_mass),
    "Electronegativity": lambda element: element.X,
    "MeltingT": lambda element: element.melting_point,
}


def statistics(compound, value):
    total = math.fsum(compound.values())
    mean = math.fsum(amount * value(symbol) for symbol, amount in compound.items()) / total
    deviation = math.fsum(amount * abs(value(symbol) - mean) for symbol, amount in compound.items()) / total
    values = [value(symbol) for symbol in compound]
    most = max(compound.values())
    mode = min(value(symbol) for symbol, amount in compound.items() if amount == most)
    return [mean, deviation, max(values) - min(values), min(values), max(values), mode]


request = json.load(sys.stdin)
answer = {"compounds": {}, "elements": {}}
for name, read in PROPERTIES.items():
    known = {symbol: number(read(Element(symbol))) for symbol in request["elements"]}
    answer["elements"][name] = known
    answer["compounds"][name] = {formula: statistics(compound, known.get) for formula, compound in request["compounds"].items()}
json.dump(answer, sys.stdout)
