using FedMat.Materials;

namespace FedMat.Node;

/// <summary>What a check of this site has found.</summary>
/// <param name="Verdict">Of all findings, those about the study included.</param>
/// <param name="Data">What stands in the rows.</param>
/// <param name="Study">What a plan would make of them; null where none was given.</param>
public sealed record SiteReadiness(Verdict Verdict, ReadinessReport Data, StudyOutlook? Study);
