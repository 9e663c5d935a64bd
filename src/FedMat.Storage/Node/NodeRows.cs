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

internal sealed class ContributionRow
{
    public string Study { get; set; } = "";
    public int Round { get; set; }
    public int Attempt { get; set; }
    public string Member { get; set; } = "";
    public string State { get; set; } = "";
    public string Ask { get; set; } = "";
    public int Length { get; set; }
    public string Payload { get; set; } = "";
    public byte[] Signature { get; set; } = [];
    public long Bytes { get; set; }
    public bool IsHeld { get; set; }
    public long Stored { get; set; }
    public long? FirstSent { get; set; }
    public int Sends { get; set; }
    public long BytesSent { get; set; }
    public byte[]? Receipt { get; set; }
    public long? Received { get; set; }
}
