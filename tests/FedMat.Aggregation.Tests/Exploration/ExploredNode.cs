using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// An honest node that is started again from what it stored before each step, so a restart is a step of its own nowhere. What it answers is
/// decided by the product: by the states, which the setups hold, and by promises and ledger.
/// </summary>
internal sealed class ExploredNode(int self, IReadOnlyList<ExploredSetup> setups, NodeRules rules, Lexicon lexicon)
{
    private readonly Dictionary<(Step, LedgerRows, bool), Agreed?> agreed = [];
    private readonly Dictionary<Step, GivenShares?> answers = [];
    private readonly Dictionary<(Step, LedgerRows), SumLedger?> ledgers = [];
    private readonly Dictionary<(int, AttemptPromises), AttemptPromises?> closings = [];

    /// <summary>The state after the step; null if the node refuses it.</summary>
    public NodeState? Take(NodeState state, Step step) => step.Kind switch
    {
        StepKind.Deal => Deal(state, step),
        StepKind.Mask => Mask(state, step),
        StepKind.Agree => Agree(state, step),
        StepKind.Unmask => Unmask(state, step),
        StepKind.Close => Close(state, step),
        StepKind.Certificate => Certificate(state, step),
        _ => state with { HasConvicted = true },
    };

    private NodeState? Deal(NodeState state, Step step)
    {
        ExploredSetup setup = setups[step.Attempt];
        return setup.Dealt(self, step) is null ? null : Answer(state, step, SumStage.Deal, setup.Adverts(step).Hash);
    }

    private NodeState? Mask(NodeState state, Step step)
    {
        ExploredSetup setup = setups[step.Attempt];
        return HasSaid(state, step.Dealing) && setup.Masked(self, step) is { } masked
            ? Answer(state, step, SumStage.Mask, masked.Session)
            : null;
    }

    private NodeState? Agree(NodeState state, Step step)
    {
        ExploredSetup setup = setups[step.Attempt];
        if (!HasSaid(state, step.Input) || setup.Agreed(self, step) is null)
            return null;
        if (!agreed.TryGetValue((step, state.Signed, state.HasConvicted), out Agreed? next))
        {
            next = setup.Masked(self, step)!.Agree(setup.Survivors(step), LedgerOf(state, setup)).Value;
            agreed.Add((step, state.Signed, state.HasConvicted), next);
        }

        if (next is null || Answer(state, step, SumStage.Agree, setup.Survivors(step).Content.Hash) is not { } answered)
            return null;
        return answered with { Signed = With(state.Signed, next.Signed) };
    }

    private NodeState? Unmask(NodeState state, Step step)
    {
        ExploredSetup setup = setups[step.Attempt];
        bool survives = step.U3.Contains(self);
        if (!HasSaid(state, survives ? step.As(StepKind.Agree) : step.Dealing))
            return null;
        if (!answers.TryGetValue(step, out GivenShares? given))
            answers.Add(step, given = Open(setup, step, survives));
        if (given is null || Answer(state, step, SumStage.Unmask, setup.Survivors(step).Content.Hash) is not { } answered)
            return null;
        return answered with { Given = state.Given.SetItem(step.Attempt, state.Given[step.Attempt].Union(given.Value)) };
    }

    private GivenShares? Open(ExploredSetup setup, Step step, bool survives)
    {
        UnmaskRequest request = rules.Request(setup, setup.UnmaskRequest(step));
        SignedMessage<UnmaskAnswer>? answer = survives
            ? setup.Agreed(self, step)?.Unmask(request).Value?.Message
            : setup.Held(self, step)?.Unmask(request, setup.State, setup.Ask.Hash).Value;
        return answer is null ? null : GivenShares.Read(setup, self, step, answer.Content);
    }

    private NodeState? Close(NodeState state, Step step)
    {
        AttemptPromises before = rules.RememberedAtClosing(state.Promises[step.Attempt]);
        if (!closings.TryGetValue((step.Attempt, before), out AttemptPromises? closed))
            closings.Add((step.Attempt, before), closed = setups[step.Attempt].Close(self, before).Value?.Promises);
        return closed is null ? null : Say(state, step) with { Promises = state.Promises.SetItem(step.Attempt, closed) };
    }

    private NodeState? Certificate(NodeState state, Step step)
    {
        ExploredSetup setup = setups[step.Attempt];
        if (!ledgers.TryGetValue((step, state.Signed), out SumLedger? ledger))
        {
            CloseCertificate certificate = rules.Certificate(setup, setup.Certificate(step));
            ledger = new SumLedger(state.Signed.Rows).WithCertificate(certificate, setup.Terms.Round, setup.Terms).Value;
            ledgers.Add((step, state.Signed), ledger);
        }

        return ledger is null ? null : state with { Signed = new(ledger.Signed) };
    }

    private NodeState? Answer(NodeState state, Step step, SumStage stage, Crypto.Digest request)
    {
        Outcome<AttemptPromises> next = rules.Remembered(state.Promises[step.Attempt]).Answer(stage, request);
        if (!next.IsGiven)
            return null;
        NodeState said = stage == SumStage.Unmask ? state : Say(state, step);
        return said with { Promises = state.Promises.SetItem(step.Attempt, next.Value) };
    }

    private SumLedger LedgerOf(NodeState state, ExploredSetup setup)
    {
        SumLedger ledger = new(state.Signed.Rows);
        return rules.Ledger(state.HasConvicted
            ? setup.Corrupt.Places.Aggregate(ledger, (known, corrupt) => known.WithConvicted(Parties.IdOf(corrupt)))
            : ledger);
    }

    private NodeState Say(NodeState state, Step step) => state with { Said = state.Said | lexicon.Bit(self, step.As(step.Kind)) };

    private bool HasSaid(NodeState state, Step word) => (state.Said & lexicon.Find(self, word)) != 0;

    private static LedgerRows With(LedgerRows signed, IEnumerable<SignedCohort> added) =>
        new([.. signed.Rows.Concat(added).DistinctBy(Key).OrderBy(row => $"{row.Attempt}{row.Key}")]);

    private static (Crypto.Digest, RoundId, Cohort) Key(SignedCohort row) => (row.Key, row.Attempt, row.Cohort);
}
