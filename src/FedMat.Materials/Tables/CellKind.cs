namespace FedMat.Materials;

internal enum CellKind
{
    Empty,
    Text,
    Number,
    Date,
    Error,
}
