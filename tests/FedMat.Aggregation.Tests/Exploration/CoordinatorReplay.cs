using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// The coordinator's half of an attempt: the product's stages, fed with the words of the product's nodes. A stage is kept while words come
/// in, and started again from the stored words of all stages when it is asked for others.
/// </summary>
internal sealed class CoordinatorReplay(ExploredSetup setup, SigningKey coordinator)
{
    private readonly Dictionary<(Phase, Step, MemberSet), bool> enough = [];
    private readonly Dictionary<(int, Step), SignedMessage<UnmaskAnswer>?> answers = [];
    private readonly Dictionary<Phase, (Step Lists, MemberSet Heard, object Stage)> running = [];

    public ExploredSetup Setup => setup;

    /// <summary>Whether the coordinator can go on with these words.</summary>
    public bool IsEnough(Phase phase, Step lists, MemberSet heard)
    {
        if (!enough.TryGetValue((phase, lists, heard), out bool known))
            enough.Add((phase, lists, heard), known = Ask(phase, lists, heard));
        return known;
    }

    /// <summary>Whether a node has an answer in this phase.</summary>
    public bool Speaks(Phase phase, Step lists, int node) => phase switch
    {
        Phase.Adverts => true,
        Phase.Deals => lists.U1.Contains(node) && setup.Dealt(node, lists) is not null,
        Phase.Holdings => lists.U2.Contains(node) && setup.Held(node, lists) is not null,
        Phase.Inputs => lists.U2.Contains(node) && setup.Masked(node, lists) is not null,
        Phase.Agreements => lists.U3.Contains(node) && setup.Agreed(node, lists) is not null,
        Phase.Answers => lists.U2.Contains(node) && AnswerOf(node, lists) is not null,
        _ => setup.Close(node, Promises(lists, node)).IsGiven,
    };

    /// <summary>S, from these answers.</summary>
    public RingVector Sum(Step lists, MemberSet answered)
    {
        RunningSum running = new(setup.Ask);
        foreach (int survivor in lists.U3.Places)
            running.Add(setup.Masked(survivor, lists)!.Vector);
        RingVector sum = running.Take();
        Answers(lists, answered).Recover(1).OrThrow().Unmask(sum, 1);
        return sum;
    }

    private bool Ask(Phase phase, Step lists, MemberSet heard) => phase switch
    {
        Phase.Adverts => Adverts(heard).IsEnough,
        Phase.Deals => Deals(lists, heard).IsEnough,
        Phase.Holdings => Holdings(lists, heard).IsEnough,
        Phase.Inputs => Inputs(lists, heard).IsEnough,
        Phase.Agreements => Agreements(lists, heard).IsEnough,
        Phase.Answers => Answers(lists, heard).IsEnough,
        _ => Closings(heard).Certificate is { } certificate && certificate.Closes(setup.Terms.Round, setup.Terms),
    };

    private AdvertStage Adverts(MemberSet heard) => Running(
        Phase.Adverts, default, heard, () => new AdvertStage(setup.Terms, coordinator), (stage, place) => stage.Take(setup.Advert(place)));

    private DealStage Deals(Step lists, MemberSet heard)
    {
        DealStage stage = Running(
            Phase.Deals, lists.Dealing, heard, () => Adverts(lists.U1).Close(),
            (stage, place) => stage.Take(setup.Dealt(place, lists)!.Message));
        Assert.Equal(setup.Adverts(lists), stage.List);
        return stage;
    }

    private HoldStage Holdings(Step lists, MemberSet heard)
    {
        HoldStage stage = Running(
            Phase.Holdings, lists.Input, heard, () => Deals(lists, lists.U2).Close(),
            (stage, place) => stage.Take(setup.Held(place, lists)!.Message));
        Assert.Equal(setup.Dealers(lists), stage.List);
        return stage;
    }

    private InputStage Inputs(Step lists, MemberSet heard) => Running(
        Phase.Inputs, lists.Input, heard, () => Holdings(lists, lists.U2).Request(setup.State, setup.Ask).OrThrow(),
        (stage, place) => stage.Take(setup.Masked(place, lists)!.Message));

    private AgreeStage Agreements(Step lists, MemberSet heard)
    {
        AgreeStage stage = Running(
            Phase.Agreements, lists.As(StepKind.Agree), heard, () => Inputs(lists, lists.U3).Close(),
            (stage, place) => stage.Take(setup.Agreed(place, lists)!.Message));
        Assert.Equal(setup.Survivors(lists), stage.List);
        return stage;
    }

    private UnmaskStage Answers(Step lists, MemberSet heard) => Running(
        Phase.Answers, lists, heard, () => Agreements(lists, lists.Signers).Unmask(),
        (stage, place) => stage.Take(AnswerOf(place, lists)!));

    private ClosingStage Closings(MemberSet heard) => Running(
        Phase.Closings, default, heard, () => new ClosingStage(setup.Terms, coordinator),
        (stage, place) => stage.Take(setup.Closing(place)));

    private T Running<T>(Phase phase, Step lists, MemberSet heard, Func<T> start, Func<T, int, Refusal?> take)
        where T : class
    {
        bool goesOn = running.TryGetValue(phase, out var last) && last.Lists == lists && heard.Covers(last.Heard);
        T stage = goesOn ? (T)last.Stage : start();
        Assert.All(heard.Places.Except(goesOn ? last.Heard.Places : []), place => Assert.Null(take(stage, place)));
        running[phase] = (lists, heard, stage);
        return stage;
    }

    private SignedMessage<UnmaskAnswer>? AnswerOf(int node, Step lists)
    {
        if (!answers.TryGetValue((node, lists), out SignedMessage<UnmaskAnswer>? answer))
        {
            UnmaskRequest request = Answers(lists, default).Request;
            answer = lists.U3.Contains(node)
                ? setup.Agreed(node, lists)!.Unmask(request).Value?.Message
                : setup.Held(node, lists)!.Unmask(request, setup.State, setup.Ask.Hash).Value;
            answers.Add((node, lists), answer);
        }

        return answer;
    }

    private AttemptPromises Promises(Step lists, int node) => lists.U3.Contains(node)
        ? AttemptPromises.None.Answer(SumStage.Agree, setup.Survivors(lists).Content.Hash).OrThrow()
        : AttemptPromises.None;
}
