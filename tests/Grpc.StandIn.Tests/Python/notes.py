"""The Note message of echo.proto by hand: text = 1, payload = 2, count = 3."""
from collections import namedtuple

Note = namedtuple("Note", "text payload count", defaults=("", b"", 0))
SERVICE = "fedmat.standin.test.Echo"


def varint(number):
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def encode(note):
    out = b""
    for tag, data in ((10, note.text.encode()), (18, note.payload)):
        if data:
            out += bytes([tag]) + varint(len(data)) + data
    return out + (b"\x18" + varint(note.count) if note.count else b"")


def decode(data):
    fields, at = {1: b"", 2: b"", 3: 0}, 0

    def number():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(data):
        tag = number()
        value = number()
        if tag & 7 == 2:
            value, at = data[at:at + value], at + value
        fields[tag >> 3] = value
    return Note(fields[1].decode(), fields[2], fields[3])
