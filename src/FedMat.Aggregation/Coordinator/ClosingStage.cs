using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>An attempt that was given up: members sign that they will never help to open it.</summary>
public sealed class ClosingStage : ISumStage
{
    private readonly Chair chair;
    private readonly Intake<Closing> closings;

    /// <summary>For an attempt of which nothing but its number and the choice to close it is left.</summary>
    /// <param name="terms">The attempt, its plan and roster.</param>
    /// <param name="coordinator">Signs the request, and stays the caller's.</param>
    public ClosingStage(SumTerms terms, SigningKey coordinator)
        : this(new Chair(terms, coordinator))
    {
    }

    internal ClosingStage(Chair chair)
    {
        this.chair = chair;
        Request = chair.Sign(new CloseRequest(chair.Terms.Round));
        closings = new Intake<Closing>(chair, chair.Terms.Members.Select(member => member.Id), closing => closing.Member) { Check = Refuse };
    }

    public SignedMessage<CloseRequest> Request { get; }

    /// <summary>Which members of the plan have not signed.</summary>
    public IReadOnlyList<MemberId> Missing => closings.Missing;

    public bool IsEnough => closings.Count >= chair.Thresholds.Signing;

    public IReadOnlyList<Conviction> Convictions => chair.Convictions;

    /// <summary>Null until T members have signed.</summary>
    public CloseCertificate? Certificate => IsEnough ? new CloseCertificate(closings.Taken) : null;

    public Refusal? Take(SignedMessage<Closing> closing) => closings.Take(closing);

    private Refusal? Refuse(Closing closing) => closing.Round == chair.Terms.Round
        ? null
        : new Refusal(RefusalCode.SetupForeign, $"attempt {closing.Round} is not the one to be closed, {chair.Terms.Round}");
}
