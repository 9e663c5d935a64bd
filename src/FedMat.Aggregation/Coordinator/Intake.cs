using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// The words of one stage, at most one of each member. The same word again changes nothing; another word of the same member is refused
/// and, where the member's promise is to say one thing only, kept as evidence.
/// </summary>
internal sealed class Intake<T>
    where T : class, ISumMessage<T>
{
    private readonly Chair chair;
    private readonly Func<T, MemberId> memberOf;
    private readonly SortedSet<MemberId> expected;
    private readonly SortedDictionary<MemberId, SignedMessage<T>> taken = [];

    /// <param name="chair">The attempt.</param>
    /// <param name="expected">Who may speak.</param>
    /// <param name="memberOf">In whose name a word stands.</param>
    public Intake(Chair chair, IEnumerable<MemberId> expected, Func<T, MemberId> memberOf) =>
        (this.chair, this.expected, this.memberOf) = (chair, [.. expected], memberOf);

    /// <summary>Whether the word belongs to this attempt and stage.</summary>
    public required Func<T, Refusal?> Check { private get; init; }

    public IntakeCodes Codes { private get; init; } = IntakeCodes.Words;

    /// <summary>Whether two different words convict.</summary>
    public bool Convicts { private get; init; }

    /// <summary>Where words name a session: what it was derived from.</summary>
    public InputRequest? Request { private get; init; }

    /// <summary>In the order of the ids' bytes.</summary>
    public IReadOnlyList<MemberId> Missing => [.. expected.Where(member => !taken.ContainsKey(member))];

    /// <summary>In the order of the ids' bytes.</summary>
    public IReadOnlyList<SignedMessage<T>> Taken => [.. taken.Values];

    public int Count => taken.Count;

    public bool Contains(MemberId member) => taken.ContainsKey(member);

    /// <summary>From now on this member is not waited for, and what it says is refused.</summary>
    public void LeaveOut(MemberId member)
    {
        expected.Remove(member);
        taken.Remove(member);
    }

    /// <summary>Null if <see cref="Take"/> would take the word or has taken it.</summary>
    public Refusal? Refuse(SignedMessage<T> word)
    {
        ArgumentNullException.ThrowIfNull(word);
        MemberId member = memberOf(word.Content);
        if (!expected.Contains(member) || chair.Terms.Find(member) is not { } known)
            return new Refusal(Codes.Foreign, $"'{T.Tag}' came from member {member}, who has no part in this stage");
        SignedMessage<T>? earlier = taken.GetValueOrDefault(member);
        if (word.Equals(earlier))
            return null;
        if (Check(word.Content) is { } refusal)
            return refusal;
        if (!word.IsSignedBy(known.Key))
            return new Refusal(Codes.Unsigned, $"'{T.Tag}' in the name of member {member} does not bear that member's signature");
        return earlier is null || earlier.Hash == word.Hash ? null : Differs(member, earlier, word);
    }

    /// <param name="word">As it arrived.</param>
    /// <param name="further">What else is asked of a word that was not taken before.</param>
    public Refusal? Take(SignedMessage<T> word, Func<T, Refusal?>? further = null)
    {
        Refusal? refusal = Refuse(word);
        MemberId member = memberOf(word.Content);
        if (refusal is null && !taken.ContainsKey(member) && (refusal = further?.Invoke(word.Content)) is null)
            taken.Add(member, word);
        return refusal;
    }

    private Refusal Differs(MemberId member, SignedMessage<T> earlier, SignedMessage<T> word)
    {
        if (Convicts)
            chair.Convict(member, Offence.Equivocation, new Equivocation(T.Tag, earlier.ToBytes(), word.ToBytes(), Request));
        return new Refusal(Codes.Repeated, $"another '{T.Tag}' of member {member} is already there");
    }
}
