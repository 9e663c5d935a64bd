using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace FedMat.Storage;

/// <summary>Columns are written <c>train_loss</c>, properties <c>TrainLoss</c>.</summary>
internal static class ColumnNames
{
    /// <summary>Called last in OnModelCreating.</summary>
    public static void UseLowerCase(ModelBuilder modelBuilder)
    {
        foreach (IMutableEntityType entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (IMutableProperty property in entity.GetProperties())
                property.SetColumnName(LowerCase(property.Name));
        }
    }

    private static string LowerCase(string name)
    {
        StringBuilder text = new();
        foreach (char letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
