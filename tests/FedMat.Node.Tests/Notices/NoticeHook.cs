using System.Text.Json.Nodes;
using System.Threading.Channels;
using FedMat.Notices;
using FedMat.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace FedMat.Node.Tests;

/// <summary>A webhook on the loopback that keeps what it gets.</summary>
internal sealed class NoticeHook : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Channel<JsonNode> got = Channel.CreateUnbounded<JsonNode>();
    private readonly WebApplication app;

    private NoticeHook()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(async context =>
        {
            await got.Writer.WriteAsync((await JsonNode.ParseAsync(context.Request.Body))!);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
    }

    public static async Task<NoticeHook> StartAsync()
    {
        NoticeHook hook = new();
        await hook.app.StartAsync().WaitAsync(Patience);
        return hook;
    }

    /// <summary>Settings that send every notice here.</summary>
    /// <param name="path">Where the settings file is written.</param>
    public NoticeOptions Options(string path)
    {
        File.WriteAllText(path, new JsonObject { ["noticeWebhook"] = app.Urls.Single() }.ToJsonString());
        return NoticeOptions.Read(SettingsFile.Read(path, NoticeOptions.Settings));
    }

    /// <summary>The next notice of a kind; others before it are passed over.</summary>
    public async Task<JsonNode> GetAsync(string kind)
    {
        using CancellationTokenSource bound = new(Patience);
        while (true)
        {
            JsonNode notice = await got.Reader.ReadAsync(bound.Token);
            if ((string?)notice["kind"] == kind)
                return notice;
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
