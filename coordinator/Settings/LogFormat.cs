namespace FedMat.Coordinator;

/// <summary>How log lines are written to standard error.</summary>
public enum LogFormat
{
    /// <summary>A line for people.</summary>
    Text,

    /// <summary>A JSON object a line.</summary>
    Json,
}
