using FedMat.Wire.V1;
using Kind = FedMat.Wire.V1.Said.WhatOneofCase;

namespace FedMat.Node.Tests;

/// <summary>An honest attempt, step by step: each waits for the node's word and tells what follows from it.</summary>
internal sealed class TestRun(Script script, TestAttempt attempt)
{
    /// <summary>The step that waits for the acceptance; nothing is told after it.</summary>
    public const int Last = 8;

    public Upload? Upload { get; private set; }

    /// <summary>Steps up to and with this one.</summary>
    public async Task ToAsync(int last, int first = 1)
    {
        for (int step = first; step <= last; step++)
            await StepAsync(step);
    }

    public async Task StepAsync(int step)
    {
        switch (step)
        {
            case 1:
                script.Tell(attempt.Adverts(await WordAsync(Kind.Advert)));
                break;
            case 2:
                script.Tell(attempt.Shares(await WordAsync(Kind.Dealing)));
                break;
            case 3:
                script.Tell(attempt.Inputs(await WordAsync(Kind.Holding)));
                break;
            case 4:
                Upload = await script.UploadAsync(attempt.Round);
                script.Tell(attempt.Survivors(Upload));
                break;
            case 5:
                script.Tell(attempt.Unmask(await WordAsync(Kind.Agreement)));
                break;
            case 6:
                script.Tell(attempt.Result(await WordAsync(Kind.Answer)));
                break;
            case 7:
                script.Tell(attempt.Check(await WordAsync(Kind.Tags)));
                break;
            default:
                Assert.True(attempt.IsAccepted(await WordAsync(Kind.Acceptance)));
                break;
        }
    }

    /// <summary>Waits for the word of a step without going on from it.</summary>
    public Task SaidAsync(int step) => step == 4
        ? script.UploadAsync(attempt.Round)
        : WordAsync(new[] { Kind.Advert, Kind.Dealing, Kind.Holding, Kind.None, Kind.Agreement, Kind.Answer, Kind.Tags, Kind.Acceptance }[step - 1]);

    private Task<Said> WordAsync(Kind kind) => script.WordAsync(attempt.Round, kind);
}
