using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FedMat.Storage.Tests;

/// <summary>A database's tables, columns, keys, references and indexes as comparable lines.</summary>
internal static class Schema
{
    public static List<string> Of(string connection)
    {
        using SqliteConnection database = new(connection);
        database.Open();
        List<string> lines = [];
        foreach (object?[] table in Rows(database, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"))
        {
            string name = (string)table[0]!;
            lines.AddRange(Rows(database, $"SELECT name, type, \"notnull\", pk FROM pragma_table_info('{name}') ORDER BY name").Select(row => Line(name, row)));
            lines.AddRange(Rows(database, $"SELECT \"table\", \"from\", \"to\", on_delete FROM pragma_foreign_key_list('{name}') ORDER BY 1, 2").Select(row => Line($"{name} references", row)));
            lines.AddRange(Rows(database, $"SELECT name, \"unique\" FROM pragma_index_list('{name}') WHERE origin = 'c' ORDER BY 1").Select(row => Line($"{name} index", row)));
        }

        return lines;
    }

    /// <summary>What EF Core would make for its model.</summary>
    public static List<string> Of(DbContext context, string path)
    {
        string connection = $"Data Source={path};Pooling=False";
        using (SqliteConnection database = new(connection))
        {
            database.Open();
            using SqliteCommand command = new(context.Database.GenerateCreateScript(), database);
            command.ExecuteNonQuery();
        }

        return Of(connection);
    }

    private static IEnumerable<object?[]> Rows(SqliteConnection database, string sql)
    {
        using SqliteCommand command = new(sql, database);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            object?[] row = new object?[reader.FieldCount];
            reader.GetValues(row!);
            yield return row;
        }
    }

    private static string Line(string what, object?[] row) =>
        $"{what}: {string.Join(' ', row.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture)))}";
}
