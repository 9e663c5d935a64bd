"""python3 client.py PORT CASE [FOLDER]: one call of a grpcio client; prints what came back in one line."""
import sys
import threading
import grpc
from notes import Note, SERVICE, decode, encode

port, case = sys.argv[1:3]
address = "127.0.0.1:" + port


def secure_channel(folder):
    def read(name):
        with open(folder + "/" + name, "rb") as file:
            return file.read()
    credentials = grpc.ssl_channel_credentials(read("server.pem"), read("client.key"), read("client.pem"))
    return grpc.secure_channel(address, credentials, [("grpc.ssl_target_name_override", "localhost")])


channel = secure_channel(sys.argv[3]) if len(sys.argv) > 3 else grpc.insecure_channel(address)
path = "/" + SERVICE + "/"
say = channel.unary_unary(path + "Say", encode, decode)
gather = channel.stream_unary(path + "Gather", encode, decode)
scatter = channel.unary_stream(path + "Scatter", encode, decode)
chat = channel.stream_stream(path + "Chat", encode, decode)


def unary():
    return say(Note("hello"), timeout=10).text


def client_stream():
    return gather(iter([Note("a"), Note("b"), Note("c")]), timeout=10).text


def server_stream():
    call = scatter(Note("n", count=4), timeout=10)
    counts = [note.count for note in call]
    return f"{counts} {dict(call.trailing_metadata())['sent']}"


def duplex():
    sent = threading.Semaphore(1)

    def notes():
        for i in range(3):
            if not sent.acquire(timeout=10):
                return
            yield Note("d", count=i)
    call = chat(notes(), timeout=10)
    greeting = dict(call.initial_metadata())["greeting"]
    counts = []
    for note in call:
        counts.append(note.count)
        sent.release()
    return f"{greeting} {counts}"


def status():
    return say(Note("fail"), timeout=10)


def crash():
    return say(Note("crash"), timeout=10)


def deadline():
    say(Note("first"), timeout=10)  # connected: the deadline then runs out in the service method
    return say(Note("hang"), timeout=0.5)


def cancel():
    call = scatter(Note("hang", count=1))
    next(call)
    call.cancel()
    return str(call.code().name)


def metadata():
    sent = (("raw-bin", bytes(range(256))), ("text", "plain"))
    answer, call = say.with_call(Note("metadata"), timeout=10, metadata=sent)
    trailers = dict(call.trailing_metadata())
    return f"{trailers['raw-bin'] == bytes(range(255, -1, -1))} {trailers['text']}"


def too_large():
    return say(Note(payload=bytes(4 * 1024 * 1024)), timeout=10)


def below_limit():
    payload = bytes(4 * 1024 * 1024 - 16)
    return str(len(say(Note(payload=payload), timeout=10).payload) == len(payload))


def unknown_method():
    return channel.unary_unary(path + "Nothing", encode, decode)(Note(), timeout=10)


def unknown_service():
    return channel.unary_unary("/a.b/C", encode, decode)(Note(), timeout=10)


def gzip():
    return say(Note("x" * 5000), timeout=10, compression=grpc.Compression.Gzip)


def health():
    check = channel.unary_unary("/grpc.health.v1.Health/Check", lambda b: b, lambda b: b)
    watch = channel.unary_stream("/grpc.health.v1.Health/Watch", lambda b: b, lambda b: b)
    call = watch(b"\x0a\x04none", timeout=10)
    first = next(call)
    call.cancel()
    return f"{check(b'', timeout=10).hex()} {first.hex()}"


try:
    print(locals()[case]())
except grpc.RpcError as error:
    why = dict(error.trailing_metadata()).get("why", "")
    print(f"{error.code().name}|{error.details()!r}|{why}")
