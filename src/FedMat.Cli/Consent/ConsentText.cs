using System.Globalization;
using System.Text;
using FedMat.Materials;
using FedMat.Node;
using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Cli.Consent;

/// <summary>What a person reads before deciding about a study: which data, what leaves, with whom, for what, until when.</summary>
/// <param name="say">The language.</param>
/// <param name="case">The study and what is known about it here.</param>
internal sealed class ConsentText(ConsentPhrases say, ConsentCase @case)
{
    private readonly StringBuilder text = new();

    private Plan Plan => @case.Request.Plan.Content;

    private string Id => @case.Request.Id.Short;

    public static string Of(ConsentPhrases phrases, ConsentCase @case)
    {
        ConsentText page = new(phrases, @case);
        page.Beginning();
        page.Data();
        page.Leaving();
        page.Members();
        page.Release();
        page.Policy();
        page.Decision();
        return page.text.ToString();
    }

    private void Beginning()
    {
        Line(say.Say("title", Plan.Name, @case.Request.Id));
        StudyConsent? last = @case.Request.Consent?.Document.Content;
        Line(@case.State switch
        {
            StudyState.Consented => say.Say("state.consented", Day(last!.Until)),
            StudyState.Expired => say.Say("state.expired", Day(last!.Until)),
            StudyState.Refused => say.Say("state.refused", last?.Reason ?? ""),
            StudyState.Withdrawn => say.Say("state.withdrawn", last!.Reason),
            StudyState.Ended => say.Say("state.ended", @case.Request.Reason),
            _ => say.Say("state.waiting"),
        });
        Line(say.Say("purpose", Plan.Purpose));
        Line(say.Say("proposer", NameOf(Plan.Proposer)));
    }

    private void Data()
    {
        Head("head.data");
        if (@case.Contract is { } contract)
            Line(say.Say("columns", string.Join(", ", contract.Inputs.Select(input => input.Name)), string.Join(", ", Targets(contract))));
        if (@case.Site is { } site)
            Line(say.Say("rows", Number(site.Data.Used), Number(site.Data.Rows)));
        else
            Line(say.Say("unread", @case.WhyUnread ?? ""));
        if (Plan.MinimumCell > 1)
            Line(say.Say("cells", Plan.MinimumCell));
        Line(say.Say("holdOut", Plan.HoldOutFraction.ToString("P0", CultureInfo.InvariantCulture)));
    }

    private void Leaving()
    {
        Head("head.leaves");
        Line(say.Say("noRow", Plan.Thresholds.Survivors));
        foreach (SumOutlook sum in @case.Sums)
            Line(say.Say("sum", Number(sum.Times), sum.What, Number(sum.Numbers), Number(sum.Bytes)));
        Line(say.Say("total", Number(@case.Sums.Sum(sum => (long)sum.Times)), Number(@case.Sums.Sum(sum => sum.Bytes * sum.Times))));
    }

    private void Members()
    {
        Head("head.with");
        foreach (MemberId member in Plan.Members)
        {
            string key = @case.Known.Of(member) switch
            {
                Acquaintance.Self => "member.self",
                Acquaintance.Unknown => "member.unknown",
                _ => "member",
            };
            Line($"- {say.Say(key, NameOf(member))}");
        }
    }

    private void Release()
    {
        Head("head.release");
        Line(say.Say("licence", Plan.Release.Licence));
        Line(say.Say("users", Plan.Release.Users));
        Line(say.Say("releaseUntil", Day(Plan.Release.Until)));
    }

    private void Policy()
    {
        Head("head.policy");
        PolicyVerdict deciding = @case.Judgement.Deciding;
        Line(say.Say($"policy.{PolicyRules.Word(deciding.Answer)}", deciding.Rule, deciding.Reason));
    }

    private void Decision()
    {
        if (@case.State == StudyState.Ended)
            return;
        Head("head.decide");
        if (@case.State != StudyState.Consented && @case.Judgement.Answer != PolicyAnswer.Refuse)
        {
            Line(say.Say("until", Day(@case.WouldEnd)));
            Line(say.Say("preview", Id));
            Line(say.Say("approve", Id));
            Line(say.Say("refuse", Id));
        }

        Line(say.Say("withdraw", Id));
    }

    private string NameOf(MemberId member) => @case.Roster.Find(member)?.Name ?? member.ToString();

    private void Head(string key) => text.Append('\n').Append(TerminalText.Plain(say.Say(key))).Append('\n');

    private void Line(string line) => text.Append(TerminalText.Plain(line)).Append('\n');

    private static IEnumerable<string> Targets(DataContract contract) => [contract.Target.Name, .. contract.Auxiliary.Select(target => target.Name)];

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
