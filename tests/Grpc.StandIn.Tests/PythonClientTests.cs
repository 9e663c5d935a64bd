namespace Grpc.StandIn.Tests;

/// <summary>A grpcio client against this server.</summary>
public sealed class PythonClientTests
{
    [PythonTheory]
    [InlineData("unary", "hello")]
    [InlineData("client_stream", "a+b+c")]
    [InlineData("server_stream", "[0, 1, 2, 3] 4")]
    [InlineData("duplex", "hello [0, 1, 2]")]
    [InlineData("status", "FAILED_PRECONDITION|'Zn:100% – nicht möglich\\n'|asked")]
    [InlineData("crash", "UNKNOWN|'Exception was thrown by handler.'|")]
    [InlineData("metadata", "True plain")]
    [InlineData("below_limit", "True")]
    [InlineData("too_large", "RESOURCE_EXHAUSTED|'Received message exceeds the maximum configured message size.'|")]
    [InlineData("unknown_method", "UNIMPLEMENTED|'Method is unimplemented.'|")]
    [InlineData("unknown_service", "UNIMPLEMENTED|'Service is unimplemented.'|")]
    [InlineData("gzip", "UNIMPLEMENTED|'Unsupported grpc-encoding value. Supported encodings: identity'|")]
    [InlineData("health", "0801 0803")]
    public async Task Server_CalledFromPython_Answers(string script, string expected)
    {
        await using EchoServer server = await EchoServer.StartAsync();
        Assert.Equal(expected, await PythonProcess.RunClientAsync($"{server.Port}", script));
    }

    [PythonTheory]
    [InlineData("deadline", "DEADLINE_EXCEEDED")]
    [InlineData("cancel", "CANCELLED")]
    public async Task ServiceMethod_ClientGivesUp_IsCancelled(string script, string expected)
    {
        await using EchoServer server = await EchoServer.StartAsync();
        Assert.StartsWith(expected, await PythonProcess.RunClientAsync($"{server.Port}", script));
        await server.Log.Cancelled.Task.WaitAsync(EchoServer.Patience);
    }

    [PythonFact]
    public async Task Server_MutualTls_AnswersPython()
    {
        using var keys = new TestCertificates();
        await using EchoServer server = await EchoServer.StartAsync(listen: keys.Require);
        Assert.Equal("hello", await PythonProcess.RunClientAsync($"{server.Port}", "unary", keys.Folder));
    }
}
