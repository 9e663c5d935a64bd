namespace FedMat.Node;

/// <summary>How many confirmed members make another one known.</summary>
internal static class VouchRule
{
    private const int Default = 2;

    public static int Needed(NodeOptions options) => Default;
}
