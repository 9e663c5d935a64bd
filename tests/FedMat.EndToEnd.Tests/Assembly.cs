using System.Runtime.Versioning;

// Signals, file modes and /proc.
[assembly: SupportedOSPlatform("linux")]

// Whole consortia on few cores: one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
