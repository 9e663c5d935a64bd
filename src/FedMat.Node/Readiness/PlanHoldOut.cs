using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>The rows that the first model of a plan never sees, where the plan leaves rows as they are. Where rows are grouped first, folds are known only then.</summary>
internal sealed class PlanHoldOut : IHoldOutDraw
{
    private readonly Plan plan;
    private readonly DescriptorSet descriptors;
    private readonly double[] described;
    private readonly float[] inputs;
    private readonly int count;
    private readonly List<int> folds = [];

    public PlanHoldOut(Plan plan, DataContract contract)
    {
        this.plan = plan;
        count = Folds.Count(plan.HoldOutFraction);
        descriptors = DescriptorSet.For(contract);
        described = new double[descriptors.Length];
        inputs = new float[descriptors.Length];
    }

    public void Take(Record inputs, IReadOnlyList<string?> groups)
    {
        descriptors.Describe(inputs, described);
        for (int i = 0; i < described.Length; i++)
            this.inputs[i] = (float)described[i];
        folds.Add(Folds.Of(plan.Seed, RowGroup.Of(groups), this.inputs, count));
    }

    public bool[]? Held() => plan.MinimumCell > 1 || folds.Count == 0 ? null : [.. folds.Select(fold => fold == 0)];
}
