"""python3 server.py [FOLDER]: the echo service by grpcio; prints its port; leaves when standard input closes."""
import sys
import threading
from concurrent import futures
import grpc
from notes import Note, SERVICE, decode, encode

events = {"cancelled": threading.Event()}


def say(request, context):
    if request.text == "fail":
        context.set_trailing_metadata((("why", "asked"),))
        context.abort(grpc.StatusCode.FAILED_PRECONDITION, "Zn:100% – nicht möglich\n")
    if request.text == "crash":
        raise ValueError("secret value 42")
    if request.text == "hang":
        context.add_callback(events["cancelled"].set)
        events["cancelled"].wait(20)
    if request.text == "was-cancelled":
        return Note(str(events["cancelled"].wait(10)))
    if request.text == "time-left":
        return Note(count=int(context.time_remaining() * 1000))
    if request.text == "large":
        return Note(payload=bytes(request.count))
    if request.text == "metadata":
        sent = dict(context.invocation_metadata())
        context.set_trailing_metadata((("raw-bin", sent["raw-bin"][::-1]), ("text", sent["text"])))
    return request


def gather(notes, context):
    texts = []
    for note in notes:
        if note.text == "enough":
            context.abort(grpc.StatusCode.OUT_OF_RANGE, "enough")
        texts.append(note.text)
    return Note("+".join(texts), count=len(texts))


def scatter(request, context):
    for i in range(request.count):
        yield Note(request.text, count=i)
    context.set_trailing_metadata((("sent", str(request.count)),))
    if request.text == "fail":
        context.abort(grpc.StatusCode.DATA_LOSS, "after the stream")
    if request.text == "hang":
        context.add_callback(events["cancelled"].set)
        events["cancelled"].wait(20)


def chat(notes, context):
    context.send_initial_metadata((("greeting", "hello"),))
    yield from notes


def read(folder, name):
    with open(folder + "/" + name, "rb") as file:
        return file.read()


shapes = {
    "Say": grpc.unary_unary_rpc_method_handler(say, decode, encode),
    "Gather": grpc.stream_unary_rpc_method_handler(gather, decode, encode),
    "Scatter": grpc.unary_stream_rpc_method_handler(scatter, decode, encode),
    "Chat": grpc.stream_stream_rpc_method_handler(chat, decode, encode),
}
server = grpc.server(futures.ThreadPoolExecutor(8))
server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(SERVICE, shapes),))
if len(sys.argv) > 1:
    folder = sys.argv[1]
    credentials = grpc.ssl_server_credentials(
        [(read(folder, "server.key"), read(folder, "server.pem"))], read(folder, "client.pem"), True)
    port = server.add_secure_port("127.0.0.1:0", credentials)
else:
    port = server.add_insecure_port("127.0.0.1:0")
server.start()
print(port, flush=True)
sys.stdin.read()
server.stop(0)
