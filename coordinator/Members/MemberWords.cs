using FedMat.Protocol;

namespace FedMat.Coordinator.Members;

/// <summary>What every document has to show that a member sends in its own name.</summary>
internal static class MemberWords
{
    /// <exception cref="RefusedException">FM203: for another consortium. FM316: not signed by the caller.</exception>
    public static void RequireSigned<T>(Signed<T> document, Member caller, ConsortiumId consortium, Roster roster, string what)
        where T : class, IDocument
    {
        if (consortium != roster.Consortium)
            throw new RefusedException(RefusalCode.PlanForeign, $"the {what} is for consortium {consortium.Short}; this is {roster.Consortium.Short}");
        if (!document.IsSignedBy(caller.Key))
            throw new RefusedException(RefusalCode.SignatureInvalid, $"the {what} in the name of '{caller.Name}' does not bear the signature of its key");
    }
}
