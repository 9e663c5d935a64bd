using static TorchSharp.torch;

namespace TorchSharp.StandIn.Tests;

public sealed class DisposeScopeTests
{
    [Fact]
    public void Dispose_AScope_FreesWhatWasMadeInIt()
    {
        Tensor inner;
        using (NewDisposeScope())
            inner = ones(4) + 1;
        Assert.True(inner.IsInvalid);
    }

    [Fact]
    public void MoveToOuter_FromAnInnerScope_LivesUntilTheOuterEnds()
    {
        Tensor kept;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
                kept = ones(4).MoveToOuterDisposeScope();
            Assert.False(kept.IsInvalid);
        }
        Assert.True(kept.IsInvalid);
    }

    [Fact]
    public void Detach_FromTheScope_LivesOn()
    {
        Tensor kept;
        using (NewDisposeScope())
            kept = ones(4).DetachFromDisposeScope();
        Assert.Equal(4, kept.sum().ToDouble());
        kept.Dispose();
    }

    [Fact]
    public void DisposeEverythingBut_One_KeepsThatOne()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor kept = ones(1), dropped = ones(1);
        scope.DisposeEverythingBut(kept);
        Assert.True(dropped.IsInvalid);
        Assert.False(kept.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void Statistics_AfterALoop_ShowNothingLeft()
    {
        DisposeScopeManager.Statistics.Reset();
        for (int i = 0; i < 10; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            ones(3).Dispose();
            _ = ones(3) * 2;
        }
        Assert.Equal(0, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal(30, DisposeScopeManager.Statistics.CreatedInScopeCount);
    }

    [Fact]
    public void Loop_InScopes_DoesNotGrowTheProcess()
    {
        Fill(20);
        long before = Environment.WorkingSet;
        Fill(400);
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 200L << 20);

        static void Fill(int times)
        {
            for (int i = 0; i < times; i++)
            {
                using DisposeScope scope = NewDisposeScope();
                _ = zeros(1 << 20) + 1;
            }
        }
    }

    [Fact]
    public void Module_MadeInAScope_OutlivesIt()
    {
        Modules.Linear layer;
        using (NewDisposeScope())
            layer = nn.Linear(2, 1);
        Assert.False(layer.weight.IsInvalid);
        layer.Dispose();
        Assert.True(layer.weight.IsInvalid);
    }
}
