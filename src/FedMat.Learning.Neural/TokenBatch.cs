using static TorchSharp.torch;

namespace FedMat.Learning.Neural;

/// <summary>Rows as tokens. Rows with fewer elements than others are filled up with elements that have no share and are not attended to.</summary>
/// <param name="Elements">Rows x elements: places in the table of embeddings.</param>
/// <param name="Sites">Rows x elements: numbers of the sites.</param>
/// <param name="Powers">Rows x elements x powers of each fraction.</param>
/// <param name="Shares">Rows x 1 x elements: fractions that add up to one in each row that has any.</param>
/// <param name="Mask">Rows x 1 x 1 x tokens: what is added to the scores of each token, the first being that of the other inputs.</param>
/// <param name="Others">Rows x the other inputs.</param>
internal sealed record TokenBatch(Tensor Elements, Tensor Sites, Tensor Powers, Tensor Shares, Tensor Mask, Tensor Others);
