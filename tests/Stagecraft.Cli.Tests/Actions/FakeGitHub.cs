using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Stagecraft.Cli.Tests.Actions;

/// <summary>The comments API of GitHub for pull request 7 of shop/hosts, on loopback: oldest first, with pagination.</summary>
internal sealed class FakeGitHub : IAsyncDisposable
{
    internal const string Token = "ghs_action0test0secret";

    private readonly WebApplication _app;
    private readonly Queue<(string Method, int Status)> _faults = new();
    private long _next = 1000;

    private FakeGitHub(WebApplication app) => _app = app;

    internal List<FakeComment> Comments { get; } = [];

    /// <summary>Method, path and query of each request.</summary>
    internal List<string> Requests { get; } = [];

    /// <summary>The maximum page size, regardless of the request.</summary>
    internal int PageSize { get; set; } = 100;

    /// <summary>The user of the token, or null for the token of an app, which cannot read /user.</summary>
    internal string? User { get; set; }

    internal string Address => _app.Urls.Single();

    internal static async Task<FakeGitHub> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        FakeGitHub github = new FakeGitHub(app);
        app.Run(github.RespondAsync);
        await app.StartAsync();
        return github;
    }

    /// <summary>Makes the next request with a method fail with a status; 0 closes the connection after the request was processed.</summary>
    internal void Fail(string method, int status, int times = 1)
    {
        for (int i = 0; i < times; i++)
        {
            _faults.Enqueue((method, status));
        }
    }

    internal long Add(string author, string body)
    {
        Comments.Add(new FakeComment(++_next, author, body));
        return _next;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task RespondAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        JsonNode? body = request.Method == "GET" ? null : await JsonNode.ParseAsync(request.Body);
        (int Status, JsonNode? Body) response;
        lock (Comments)
        {
            Requests.Add($"{request.Method} {request.Path}{request.QueryString}");
            if (_faults.TryPeek(out (string Method, int Status) fault) && fault.Method == request.Method)
            {
                _faults.Dequeue();
                if (fault.Status == 0)
                {
                    Handle(context, body);
                    context.Abort();
                    return;
                }

                response = (fault.Status, Message("injected fault"));
            }
            else
            {
                response = request.Headers.Authorization == $"Bearer {Token}" ? Handle(context, body) : (401, Message("Bad credentials"));
            }
        }

        context.Response.StatusCode = response.Status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(response.Body?.ToJsonString() ?? "", context.RequestAborted);
    }

    private (int Status, JsonNode? Body) Handle(HttpContext context, JsonNode? body)
    {
        const string comments = "/repos/shop/hosts/issues/7/comments";
        const string one = "/repos/shop/hosts/issues/comments/";
        string path = context.Request.Path;
        string? text = (string?)body?["body"];
        if (text is { Length: > 65_536 })
        {
            return (422, Message("Body is too long (maximum is 65536 characters)"));
        }

        if (path == "/user")
        {
            return User is null ? (403, Message("Resource not accessible by integration")) : (200, new JsonObject { ["login"] = User });
        }

        if (path == comments && body is null)
        {
            return (200, Page(context));
        }

        if (path == comments)
        {
            Add(User ?? "github-actions[bot]", text!);
            return (201, Shown(Comments[^1]));
        }

        int index = path.StartsWith(one, StringComparison.Ordinal) ? Comments.FindIndex(c => $"{c.Id}" == path[one.Length..]) : -1;
        if (index < 0 || context.Request.Method != "PATCH")
        {
            return (404, Message("Not Found"));
        }

        Comments[index] = Comments[index] with { Body = text! };
        return (200, Shown(Comments[index]));
    }

    private JsonArray Page(HttpContext context)
    {
        int size = Math.Min(PageSize, Number("per_page"));
        int page = Number("page");
        if (page * size < Comments.Count)
        {
            context.Response.Headers.Link = $"<{Address}/x?page={page + 1}>; rel=\"next\", <{Address}/x?page=9>; rel=\"last\"";
        }

        return [.. Comments.Skip((page - 1) * size).Take(size).Select(Shown)];

        int Number(string name) => int.Parse(context.Request.Query[name].ToString(), CultureInfo.InvariantCulture);
    }

    private static JsonObject Shown(FakeComment comment) => new()
    {
        ["id"] = comment.Id,
        ["html_url"] = $"https://github.com/shop/hosts/pull/7#issuecomment-{comment.Id}",
        ["user"] = new JsonObject { ["login"] = comment.Author },
        ["body"] = comment.Body,
    };

    private static JsonObject Message(string text) => new() { ["message"] = text };
}
