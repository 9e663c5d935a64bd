using System.Text;
using FedMat.Protocol;
using FedMat.Storage;

namespace FedMat.Cli.Membership;

/// <summary>Asks at the terminal for a passphrase, without showing it.</summary>
internal static class PassphrasePrompt
{
    /// <summary>Characters that a new one has at least.</summary>
    public const int Shortest = 12;

    private const string Terminal = "the passphrase that you typed";

    /// <summary>Asks once.</summary>
    /// <returns>Null where there is no terminal, or nothing was typed.</returns>
    public static Passphrase? Ask(string prompt) => ReadUnseen(prompt) is { Length: > 0 } text ? new Passphrase(text, Terminal) : null;

    /// <summary>A passphrase with which something is sealed: from file, variable or credential, else typed once.</summary>
    /// <exception cref="RefusedException">FM510: there is none.</exception>
    public static Passphrase Present(string? passphraseFile, string what) =>
        Passphrase.Find(passphraseFile) ?? Ask($"{char.ToUpperInvariant(what[0])}{what[1..]}: ") ?? throw Missing(what);

    /// <summary>A passphrase that will seal a key: from file, variable or credential, else typed twice.</summary>
    /// <param name="passphraseFile">As <see cref="Passphrase.Find(string?)"/> takes it.</param>
    /// <param name="what">It will seal.</param>
    /// <param name="isNew">Whether variable and credential hold an earlier one, so that only the file or the terminal gives this one.</param>
    /// <exception cref="RefusedException">FM510: there is none, it is too short, or the second is not the first.</exception>
    public static Passphrase Choose(string? passphraseFile, string what, bool isNew = false) =>
        Choose(isNew && passphraseFile is null ? null : Passphrase.Find(passphraseFile), what, ReadUnseen);

    /// <param name="given">What the process was given; null where it was not.</param>
    /// <param name="what">It will seal.</param>
    /// <param name="read">Shows a prompt and gives what was typed; null without a terminal.</param>
    internal static Passphrase Choose(Passphrase? given, string what, Func<string, string?> read)
    {
        Passphrase passphrase = given ?? Typed(what, read);
        return passphrase.Length >= Shortest
            ? passphrase
            : throw new RefusedException(RefusalCode.PassphraseUnusable, $"{passphrase.Origin} is too short for {what}: it has at least {Shortest} characters; take five words or more");
    }

    private static Passphrase Typed(string what, Func<string, string?> read)
    {
        if (read($"Passphrase for {what}, {Shortest} characters or more: ") is not { Length: > 0 } first)
            throw Missing(what);
        return read("The same again: ") == first
            ? new Passphrase(first, Terminal)
            : throw new RefusedException(RefusalCode.PassphraseUnusable, "the two passphrases are not the same; nothing was made, try again");
    }

    private static RefusedException Missing(string what) => new(
        RefusalCode.PassphraseUnusable, $"a passphrase is needed for {what}; give it with --passphrase-file, in the variable {Passphrase.Variable}, or at a terminal");

    private static string? ReadUnseen(string prompt)
    {
        if (Console.IsInputRedirected)
            return null;
        Console.Error.Write(prompt);
        bool before = Console.TreatControlCAsInput;
        Console.TreatControlCAsInput = true;
        try
        {
            return ReadKeys();
        }
        finally
        {
            Console.TreatControlCAsInput = before;
            Console.Error.WriteLine();
        }
    }

    private static string ReadKeys()
    {
        StringBuilder typed = new();
        while (true)
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
                return typed.ToString();
            if (key.Key == ConsoleKey.C && key.Modifiers == ConsoleModifiers.Control)
                throw new OperationCanceledException();
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }
    }
}
