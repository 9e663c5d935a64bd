using System.Text;
using FedMat.Crypto;
using FsCheck;
using FsCheck.Fluent;

namespace FedMat.Protocol.Tests;

public sealed class CanonicalTests
{
    [Fact]
    public void Writer_PutsLengthsBeforeFields()
    {
        byte[] bytes = new CanonicalWriter("t").Int32(1).Text("ab").ToArray();
        Assert.Equal("0100000074" + "0400000001000000" + "020000006162", Convert.ToHexStringLower(bytes));
    }

    [Fact]
    public void Writer_TwoDifferentListsOfFields_NeverShareAnEncoding() =>
        Prop.ForAll<string[], string[]>((left, right) => Encode(left).AsSpan().SequenceEqual(Encode(right)) == (left ?? []).Select(Clean).SequenceEqual((right ?? []).Select(Clean)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void JsonText_DropsWhiteSpaceAndKeepsNumbersAsWritten() =>
        Assert.Equal("""{"b":1.50,"a":["ü"]}""", JsonText.Parse("""{ "b" : 1.50, "a": [ "ü" ] }""").Text);

    [Theory]
    [InlineData("[1]")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":""")]
    public void JsonText_NoObject_IsRefused(string text) =>
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => JsonText.Parse(text));

    [Fact]
    public void Plan_LaidOutForPeople_HasTheSameId()
    {
        Plan plan = Examples.Plan();
        Plan read = CanonicalJson.Read<Plan>(CanonicalJson.WriteIndented(plan));
        Assert.Equal(plan.Id, read.Id);
    }

    [Theory]
    [InlineData("\"rounds\":10", "\"rounds\":11")]
    [InlineData("\"seed\":0", "\"seed\":1")]
    [InlineData("band gaps", "band gap")]
    [InlineData("CC BY 4.0", "CC BY 3.0")]
    [InlineData("the members", "everybody")]
    [InlineData("2026-11-21T12:00:00+00:00", "2026-11-21T12:00:01+00:00")]
    public void Plan_AnyChange_IsAnotherStudy(string from, string to)
    {
        Plan plan = Examples.Plan();
        string json = Encoding.UTF8.GetString(CanonicalJson.Write(plan));
        Assert.NotEqual(plan.Id, CanonicalJson.Read<Plan>(Encoding.UTF8.GetBytes(json.Replace(from, to))).Id);
    }

    [Theory]
    [InlineData("\"rounds\":10", "\"rounds\":10,\"round\":1")]
    [InlineData("\"rounds\":10,", "")]
    [InlineData("\"minimumMembers\":2,", "")]
    [InlineData("\"minimumCell\":2,", "")]
    [InlineData("\"licence\":\"CC BY 4.0\",", "")]
    [InlineData("\"rounds\":10", "\"rounds\":10,\"rounds\":11")]
    [InlineData("\"rounds\":10", "\"rounds\":null")]
    [InlineData("\"rounds\":10", "\"rounds\":\"ten\"")]
    public void Read_UnknownMissingRepeatedOrWrongKey_SaysWhere(string from, string to)
    {
        string json = Encoding.UTF8.GetString(CanonicalJson.Write(Examples.Plan())).Replace(from, to);
        Assert.Throws<FormatException>(() => CanonicalJson.Read<Plan>(Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void Signed_AnotherTag_DoesNotFit()
    {
        using SigningKey key = SigningKey.Create();
        Plan plan = Examples.Plan();
        byte[] signature = key.Sign(new CanonicalWriter(Roster.Tag).Bytes(CanonicalJson.Write(plan)).ToArray());
        Assert.False(new Signed<Plan>(plan, Convert.ToBase64String(signature)).IsSignedBy(key.Public));
        Assert.True(Signed<Plan>.Sign(plan, key).IsSignedBy(key.Public));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    public void Signed_MalformedSignature_IsNotSigned(string signature)
    {
        using SigningKey key = SigningKey.Create();
        Assert.False(new Signed<Plan>(Examples.Plan(), signature).IsSignedBy(key.Public));
    }

    [Fact]
    public void MemberId_TextAndBytes_ComeBack()
    {
        MemberId id = MemberId.Create();
        Assert.True(MemberId.TryParse(id.ToString(), out MemberId parsed));
        Assert.Equal(id, parsed);
        Assert.Equal(id, MemberId.FromBytes(id.ToArray()));
        Assert.False(MemberId.TryParse("xyz", out _));
    }

    private static byte[] Encode(string[]? fields) =>
        (fields ?? []).Aggregate(new CanonicalWriter("t"), (writer, field) => writer.Text(Clean(field))).ToArray();

    /// <summary>A lone surrogate is no text: UTF-8 writes all of them alike.</summary>
    private static string Clean(string? field) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(field ?? ""));
}
