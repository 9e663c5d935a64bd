using System.Globalization;
using CsvHelper;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Cli.Demo;

/// <summary>One table, cut into members' tables and a common test set.</summary>
internal sealed class DemoData
{
    /// <summary>A member with fewer rows could be told from a sum, and learns nothing of its own.</summary>
    public const int FewestRows = 10;

    /// <summary>Cut into more, the sample's labs would have too few rows to learn from.</summary>
    public const int MostSampleMembers = 5;

    private const string MemberColumn = "member";
    private static readonly string[] CutColumns = [MemberColumn, "split"];

    /// <summary>The other parties of a demo, in the roster and in the folder of logs.</summary>
    private static readonly string[] TakenNames = ["administrator", "coordinator"];

    private DemoData(Table table, DataContract contract, bool inferred)
    {
        Table = table;
        Contract = contract;
        IsInferred = inferred;
        RequireMembers();
        Members = [.. table.Distinct(MemberColumn).Select(ReadMember)];
        Train = Dataset.Build(table, contract, member: null, Split.Train);
        Test = Dataset.Build(table, contract, member: null, Split.Test);
    }

    public Table Table { get; }

    public DataContract Contract { get; }

    /// <summary>Whether the contract was read off the table, since none was given.</summary>
    public bool IsInferred { get; }

    public IReadOnlyList<DemoMember> Members { get; }

    /// <summary>All members' rows in one: what nobody may have in earnest.</summary>
    public Dataset Train { get; }

    /// <summary>Common to all. No node gets these rows.</summary>
    public Dataset Test { get; }

    /// <summary>The band gaps that come with FedMat.</summary>
    /// <param name="members">As many labs hold them, from three to <see cref="MostSampleMembers"/>.</param>
    public static DemoData Sample(int members = Plan.FewestMembers)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "node-config");
        string contract = Path.Combine(folder, "contracts", "band_gap.json");
        string rows = Path.Combine(folder, "samples", "band_gaps.csv");
        using StringReader text = new(SampleCut.Into(File.ReadAllText(rows), members));
        return new DemoData(Table.Read(text, rows), DataContract.Parse(File.ReadAllText(contract), contract), inferred: false);
    }

    /// <summary>A user's table; its contract is inferred.</summary>
    /// <exception cref="InputException">Names the file, row and column and says what to do.</exception>
    public static DemoData From(string file)
    {
        using StringReader reader = new(InputFile.Read(new FileInfo(file)));
        Table table = Table.Read(reader, file);
        return new DemoData(table, DataContract.Infer(table), inferred: true);
    }

    /// <summary>The inputs of the first test row, as one would type them.</summary>
    public (string? Composition, IReadOnlyDictionary<string, string> Conditions) FirstTestRecord()
    {
        TableRow row = Table.Rows.First(row => Splits.Of(row, Contract) == Split.Test);
        InputColumn? composition = Contract.Inputs.FirstOrDefault(input => input.Kind == ColumnKind.Composition);
        return (composition is null ? null : row[composition.Name],
            Contract.Inputs.Where(input => input != composition && row[input.Name] is { Length: > 0 }).ToDictionary(input => input.Name, input => row[input.Name]!));
    }

    private void RequireMembers()
    {
        if (Table.IndexOf(MemberColumn) is null)
            throw new InputException($"there is no column '{MemberColumn}'", "Add one that says which lab each row belongs to.", Table.Source, 1);
        if (Table.Rows.FirstOrDefault(row => row[MemberColumn]!.Length == 0) is { } stray)
            throw stray.Error("the row belongs to no member", "Name the lab that holds it.", MemberColumn);
        int members = Table.Distinct(MemberColumn).Count;
        if (members < Plan.FewestMembers)
        {
            throw new InputException(
                $"there are {members} members where at least {Plan.FewestMembers} are needed",
                "With two, each would learn the other's sum. Cut the rows into more members.", Table.Source, column: MemberColumn);
        }
    }

    private DemoMember ReadMember(string name)
    {
        if (TakenNames.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw new InputException($"'{name}' cannot be a member's name", "The demo has a party of that name; choose another.", Table.Source, column: MemberColumn);
        if (name.Length > 64 || name is "." or ".." || name.Any(c => !char.IsLetterOrDigit(c) && c is not (' ' or '.' or '-' or '_')))
        {
            throw new InputException(
                $"'{name}' cannot be a member's name", "Use at most 64 letters, digits, spaces, dots, dashes and underscores.", Table.Source, column: MemberColumn);
        }

        return new DemoMember(name, WriteTable(name), Dataset.Build(Table, Contract, name, Split.Train, FewestRows));
    }

    private string WriteTable(string member)
    {
        int[] columns = [.. Enumerable.Range(0, Table.Columns.Count).Where(column => !CutColumns.Contains(Table.Columns[column], StringComparer.OrdinalIgnoreCase))];
        using StringWriter text = new(CultureInfo.InvariantCulture);
        using CsvWriter csv = new(text, CultureInfo.InvariantCulture);
        WriteLine(csv, columns.Select(column => Table.Columns[column]));
        foreach (TableRow row in Table.Rows.Where(row => row[MemberColumn] == member && Splits.Of(row, Contract) == Split.Train))
            WriteLine(csv, columns.Select(column => row[column]));
        csv.Flush();
        return text.ToString();
    }

    private static void WriteLine(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (string cell in cells)
            csv.WriteField(cell);
        csv.NextRecord();
    }
}
