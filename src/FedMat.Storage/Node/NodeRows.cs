namespace FedMat.Storage.Node;

// One row type a table of Migrations/Node; they never leave this room.

internal sealed class RosterRow
{
    public int Number { get; set; }
    public byte[] Document { get; set; } = [];
}

internal sealed class StudyRow
{
    public string Id { get; set; } = "";
    public byte[] Plan { get; set; } = [];
    public int? RefusalCode { get; set; }
    public string? RefusalDetail { get; set; }
    public int Status { get; set; }
    public string Reason { get; set; } = "";
    public long Seen { get; set; }
    public long? Ended { get; set; }
}
