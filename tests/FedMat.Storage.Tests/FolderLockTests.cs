using FedMat.Protocol;

namespace FedMat.Storage.Tests;

public sealed class FolderLockTests
{
    [Fact]
    public void Take_WhileAnotherHoldsIt_IsRefusedUntilItIsLetGo()
    {
        using TemporaryFolder folder = new();
        using (FolderLock.Take(folder["state"]))
        {
            RefusedException refused = Assert.Throws<RefusedException>(() => FolderLock.Take(folder["state"]));
            Assert.Equal(RefusalCode.StoreUnusable, refused.Refusal.Code);
        }

        FolderLock.Take(folder["state"]).Dispose();
    }
}
