using FedMat.Wire.V1;
using Kind = FedMat.Wire.V1.Said.WhatOneofCase;

namespace FedMat.Node.Tests;

/// <summary>An honest attempt, step by step: each waits for the node's word and tells what follows from it.</summary>
internal sealed class TestRun(Script script, TestAttempt attempt)
{
    /// <summary>The step that waits for the acceptance; nothing is told after it.</summary>
    public const int Last = 8;

    private readonly List<News> told = [];

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<News> Told => told;

    public Upload? Upload { get; private set; }

    /// <summary>Steps up to and with this one.</summary>
    public async Task ToAsync(int last, int first = 1)
    {
        for (int step = first; step <= last; step++)
            await StepAsync(step);
    }

    public async Task StepAsync(int step)
    {
        if (step < Last)
        {
            told.Add(await NextAsync(step));
            script.Tell(told[^1]);
        }
        else
        {
            Assert.True(attempt.IsAccepted(await WordAsync(Kind.Acceptance)));
        }
    }

    /// <summary>Takes the word of a step, without telling what follows from it.</summary>
    public async Task<News> NextAsync(int step)
    {
        switch (step)
        {
            case 1:
                return attempt.Adverts(await WordAsync(Kind.Advert));
            case 2:
                return attempt.Shares(await WordAsync(Kind.Dealing));
            case 3:
                return attempt.Inputs(await WordAsync(Kind.Holding));
            case 4:
                Upload = await script.UploadAsync(attempt.Round);
                return attempt.Survivors(Upload);
            case 5:
                return attempt.Unmask(await WordAsync(Kind.Agreement));
            case 6:
                return attempt.Result(await WordAsync(Kind.Answer));
            default:
                return attempt.Check(await WordAsync(Kind.Tags));
        }
    }

    /// <summary>Waits for the word of a step without going on from it.</summary>
    public Task SaidAsync(int step) => step == 4
        ? script.UploadAsync(attempt.Round)
        : WordAsync(new[] { Kind.Advert, Kind.Dealing, Kind.Holding, Kind.None, Kind.Agreement, Kind.Answer, Kind.Tags, Kind.Acceptance }[step - 1]);

    private Task<Said> WordAsync(Kind kind) => script.WordAsync(attempt.Round, kind);
}
