namespace FedMat.Protocol;

/// <summary>"No" as a value: a code from the closed list, and a sentence for a person that says what to do. Never a secret.</summary>
public sealed record Refusal(RefusalCode Code, string Detail)
{
    /// <summary>The code as people quote it and as its page in docs/errors is named.</summary>
    public string Number => $"FM{(int)Code:000}";

    public override string ToString() => $"{Number} {Detail}";
}
