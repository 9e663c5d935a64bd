using System.Globalization;
using FedMat.Materials;

namespace FedMat.Cli.Bench;

/// <summary>Whether a machine has room for what a bench is asked to do, so that it says so before it starts and not when memory is gone.</summary>
internal static class VectorRoom
{
    /// <exception cref="InputException">The members' vectors alone are larger than this machine's memory.</exception>
    public static void Require(int members, int length) => Require(members, length, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <param name="members">Each holds one vector at least.</param>
    /// <param name="length">Slots of a vector, four bytes each.</param>
    /// <param name="available">Bytes of memory.</param>
    /// <exception cref="InputException">The members' vectors alone are larger.</exception>
    internal static void Require(int members, int length, long available)
    {
        long needed = (long)members * length * sizeof(int);
        if (needed > available)
        {
            throw new InputException(
                string.Create(CultureInfo.InvariantCulture, $"{members} vectors of {length} slots take {needed / 1e9:0.#} GB; this machine has {available / 1e9:0.#} GB of memory"),
                "Give a smaller --members or --length.");
        }
    }
}
