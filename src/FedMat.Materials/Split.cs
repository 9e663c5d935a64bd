namespace FedMat.Materials;

/// <summary>The two parts of a table: what is learned from, and the common test set.</summary>
public enum Split
{
    Train,
    Test,
}
