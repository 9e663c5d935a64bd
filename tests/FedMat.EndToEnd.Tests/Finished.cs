namespace FedMat.EndToEnd.Tests;

/// <summary>What is left of a process.</summary>
internal sealed record Finished(int Code, string Output, string Errors)
{
    public Finished Expect(int code)
    {
        Assert.True(Code == code, $"exit code {Code} instead of {code}:\n{Output}{Errors}");
        return this;
    }
}
