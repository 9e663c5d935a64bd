using FedMat.Storage.Coordinator;

namespace FedMat.Storage.Tests.Coordinator;

public sealed class CleanUpTests
{
    private readonly List<Exception> left = [];
    private readonly CleanUp cleanUp;

    public CleanUpTests() => cleanUp = new CleanUp { LeftBehind = left.Add };

    public static TheoryData<Exception> OfTheDisk => [new IOException("in use"), new UnauthorizedAccessException("not ours"), new DirectoryNotFoundException()];

    [Theory]
    [MemberData(nameof(OfTheDisk))]
    public async Task Run_OfWhatCannotGo_ReportsItAndFailsNothing(Exception error)
    {
        cleanUp.Run(() => throw error);
        await cleanUp.RunAsync(() => Task.FromException(error));

        Assert.Equal([error, error], left);
    }

    [Fact]
    public void Run_OfAMistake_Throws()
    {
        Assert.Throws<InvalidOperationException>(() => cleanUp.Run(() => throw new InvalidOperationException()));
        Assert.Empty(left);
    }
}
