using FedMat.Materials;

namespace FedMat.Simulation;

/// <summary>A table cut into members: their rows to learn from, and the rows to test with, of which a member may have its own.</summary>
public sealed class SimulationData
{
    private SimulationData(DataContract contract, IReadOnlyList<SimulatedMember> members, Dataset? test, string?[] testMembers)
    {
        Contract = contract;
        Members = members;
        Test = test;
        TestMembers = testMembers;
    }

    public DataContract Contract { get; }

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<SimulatedMember> Members { get; }

    /// <summary>The rows that nobody learns from, but for those whose target is a bound; null where there are none.</summary>
    public Dataset? Test { get; }

    /// <summary>Whose chemistry each test row is; null where it is nobody's.</summary>
    public string?[] TestMembers { get; }

    /// <summary>Cuts a table.</summary>
    /// <param name="table">Its column <c>split</c> says train or test; without one about a fifth of the rows is for the test.</param>
    /// <param name="contract">What its columns mean.</param>
    /// <param name="column">The column that says whose a row is.</param>
    /// <exception cref="InputException">There is no such column, a training row is nobody's, a cell does not fit the contract, or nobody has rows to train with.</exception>
    public static SimulationData Of(Table table, DataContract contract, string column)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(contract);
        if (table.IndexOf(column) is null)
            throw new InputException(
                $"the table has no column '{column}' that says whose each row is", $"Name it with --members; the table has {string.Join(", ", table.Columns)}.", table.Source);
        List<TableRow> train = [.. table.Rows.Where(row => Splits.Of(row, contract) == Split.Train)];
        if (train.Find(row => row[column] is not { Length: > 0 }) is { } nobodys)
            throw nobodys.Error("the row is nobody's", "Name its member, or mark it as test in the column 'split'.", column);
        string[] names = [.. train.Select(row => row[column]!).Distinct().Order(StringComparer.Ordinal)];
        if (names.Length == 0)
            throw new InputException("the table has no rows to train with", "Mark some as train in the column 'split'.", table.Source);
        SimulatedMember[] members = [.. names.Select(name => new SimulatedMember(
            name, Dataset.Build(table, contract, row => row[column] == name && Splits.Of(row, contract) == Split.Train)))];
        RecordReader reader = new(contract);
        // Neither an empty cell nor a bound measures anything.
        TableRow[] tests = [.. table.Rows.Where(row => Splits.Of(row, contract) == Split.Test && row[contract.Target.Name] is { Length: > 0 }
            && reader.ReadLabelled(row).Censoring == Censoring.None)];
        Dataset? test = tests.Length == 0 ? null : Dataset.Build(table, contract, new HashSet<TableRow>(tests).Contains);
        return new SimulationData(contract, members, test, [.. tests.Select(row => row[column] is { Length: > 0 } name ? name : null)]);
    }
}
