namespace FedMat.Learning;

/// <summary>How members train between two sums.</summary>
public enum Strategy
{
    /// <summary>From the common weights, on their own loss: McMahan et al., Communication-Efficient Learning of Deep Networks from Decentralized Data, AISTATS 2017.</summary>
    Fedavg,

    /// <summary>With a pull towards the common weights: Li et al., Federated Optimization in Heterogeneous Networks, MLSys 2020.</summary>
    Fedprox,

    /// <summary>With gradients corrected for how a member's differ from the mean: Karimireddy et al., SCAFFOLD, ICML 2020.</summary>
    Scaffold,
}
