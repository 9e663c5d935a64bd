namespace FedMat.Storage.Coordinator;

// One row type for each table of Migrations/Coordinator that EF Core sees; they never leave this room.

internal sealed class RosterRow
{
    public int Number { get; set; }
    public byte[] Document { get; set; } = [];
}

internal sealed class StudyRow
{
    public string Id { get; set; } = "";
    public byte[] Plan { get; set; } = [];
    public int Status { get; set; }
    public string Reason { get; set; } = "";
    public string State { get; set; } = "";
    public int Sums { get; set; }
    public string? Release { get; set; }
    public long Opened { get; set; }
    public long? Ended { get; set; }
}

internal sealed class ProgressRow
{
    public string Study { get; set; } = "";
    public int Sums { get; set; }
    public string Phase { get; set; } = "";
    public int Round { get; set; }
    public int Rounds { get; set; }
    public double? TrainLoss { get; set; }
    public double? HoldOutMae { get; set; }
    public long At { get; set; }
}

internal sealed class ReleaseRow
{
    public string Id { get; set; } = "";
    public string Study { get; set; } = "";
    public string Name { get; set; } = "";
    public string Property { get; set; } = "";
    public string Unit { get; set; } = "";
    public int Members { get; set; }
    public long Created { get; set; }
    public long Bytes { get; set; }
    public string Sha256 { get; set; } = "";
}
