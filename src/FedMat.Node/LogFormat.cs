namespace FedMat.Node;

/// <summary>How log messages look.</summary>
public enum LogFormat
{
    /// <summary>A line for a person.</summary>
    Text,

    /// <summary>A JSON object a line, with event id and named values.</summary>
    Json,
}
