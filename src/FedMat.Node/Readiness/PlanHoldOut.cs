using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>The hold-out of a plan that leaves rows as they are. Where rows are grouped first, sides are known only then.</summary>
internal sealed class PlanHoldOut : IHoldOutDraw
{
    private readonly Plan plan;
    private readonly DescriptorSet descriptors;
    private readonly double[] described;
    private readonly float[] inputs;
    private readonly List<ulong> places = [];

    public PlanHoldOut(Plan plan, DataContract contract)
    {
        this.plan = plan;
        descriptors = DescriptorSet.For(contract);
        described = new double[descriptors.Length];
        inputs = new float[descriptors.Length];
    }

    public void Take(Record inputs)
    {
        descriptors.Describe(inputs, described);
        for (int i = 0; i < described.Length; i++)
            this.inputs[i] = (float)described[i];
        places.Add(HoldOut.Place(plan.Seed, this.inputs));
    }

    public bool[]? Held()
    {
        if (plan.MinimumCell > 1 || places.Count == 0 || places.Min() == places.Max())
            return null;
        ulong edge = HoldOut.Edge(plan.HoldOutFraction, places.Min(), places.Max());
        return [.. places.Select(place => place <= edge)];
    }
}
