using FedMat.Protocol;
using FedMat.Wire.V1;

namespace FedMat.Wire;

/// <summary>Rounds to messages and back. What does not fit its form is refused with FM107.</summary>
public static class RoundMessages
{
    public static RoundKey ToMessage(this RoundId id) => new() { Study = id.Study.ToBytes(), Round = id.Round, Attempt = id.Attempt };

    public static RoundId ToNoun(this RoundKey? key)
    {
        if (key is null)
            throw WireBytes.Malformed("'key' is missing");
        if (key.Round < 1 || key.Attempt < 1)
            throw WireBytes.Malformed("rounds and attempts count from 1");
        return new RoundId(key.Study.ToStudy(), key.Round, key.Attempt);
    }
}
