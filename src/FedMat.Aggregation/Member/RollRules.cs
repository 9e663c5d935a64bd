using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>What holds for every list that a coordinator fixes, and for every message inside one. Null is "it holds".</summary>
internal static class RollRules
{
    public static Refusal? SignedByCoordinator<T>(SumTerms terms, SignedMessage<T> list)
        where T : class, ISumMessage<T> =>
        list.IsSignedBy(terms.Coordinator)
            ? null
            : new Refusal(RefusalCode.ListUnsigned, $"'{T.Tag}' does not bear the signature of the coordinator in the roster; it was not answered");

    public static Refusal? SignedBy<T>(SumTerms terms, MemberId member, SignedMessage<T> message)
        where T : class, ISumMessage<T> =>
        terms.Find(member) is { } known && message.IsSignedBy(known.Key)
            ? null
            : new Refusal(RefusalCode.SignatureInvalid, $"'{T.Tag}' in the name of member {member} does not bear that member's signature");

    public static Refusal? Bound(string what, Digest actual, Digest expected) =>
        actual == expected
            ? null
            : new Refusal(RefusalCode.SetupForeign, $"{what} {actual.Short} is not the one of this attempt, {expected.Short}");

    /// <summary>Distinct members in the order of their ids' bytes, all of them known, and enough of them.</summary>
    /// <param name="members">As the list names them.</param>
    /// <param name="known">Whom the list may name.</param>
    /// <param name="fewest">How many it must name.</param>
    public static Refusal? Members(IEnumerable<MemberId> members, Func<MemberId, bool> known, int fewest)
    {
        MemberId? last = null;
        int count = 0;
        foreach (MemberId member in members)
        {
            if (last >= member)
                return new Refusal(RefusalCode.ListInvalid, $"member {member} stands in a list twice or out of order");
            if (!known(member))
                return new Refusal(RefusalCode.ListInvalid, $"member {member} stands in a list to which it does not belong");
            last = member;
            count++;
        }

        return count >= fewest ? null : new Refusal(RefusalCode.ListInvalid, $"a list names {count} members; this sum needs {fewest}");
    }
}
