using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using Stagecraft.Sandbox;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Page;

/// <summary>Section 16.2: how the page and its JSON are served.</summary>
public sealed class SiteTests
{
    [Fact] // 16.1
    public async Task The_page_can_run_only_its_own_script()
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync();
        Reply page = await running.GetAsync("/");
        (page.Status, page.ContentHeaders.ContentType!.ToString()).Should().Be((200, "text/html; charset=utf-8"));
        page.Header("Content-Security-Policy").Split("; ").Should().Equal(
            "default-src 'none'",
            $"script-src 'sha256-{HashOf(page.Text, "script")}'",
            $"style-src 'sha256-{HashOf(page.Text, "style")}'",
            "connect-src 'self'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'");
        page.Header("Referrer-Policy").Should().Be("no-referrer");
        page.Text.Should().NotContain("https://").And.NotContain("innerHTML");
    }

    [Theory] // 16.2
    [InlineData("/", "text/html; charset=utf-8")]
    [InlineData("/?theme=dark", "text/html; charset=utf-8")]
    [InlineData("/sandbox/account", "application/json; charset=utf-8")]
    public async Task Responses_are_not_cached_sniffed_or_readable_from_other_origins(string path, string type)
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync();
        Reply reply = await running.GetAsync(path);
        (reply.Status, reply.ContentHeaders.ContentType!.ToString()).Should().Be((200, type));
        reply.Header("Cache-Control").Should().Be("no-store");
        reply.Header("X-Content-Type-Options").Should().Be("nosniff");
        reply.Header("Cross-Origin-Resource-Policy").Should().Be("same-origin");
        reply.Header("x-request-id").Should().NotBeEmpty();
        reply.Headers.Date.Should().Be(running.Clock.Now);
        reply.Headers.Should().NotContain(header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Theory] // 16.2
    [InlineData("/")]
    [InlineData("/sandbox/account")]
    public async Task The_paths_of_the_site_are_read_only(string path)
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync();
        Reply head = await running.GetAsync(path, HttpMethod.Head);
        (head.Status, head.Text).Should().Be((200, ""));
        head.ContentHeaders.ContentLength.Should().BePositive();
        foreach (string? method in new[] { "POST", "PUT", "PATCH", "DELETE", "OPTIONS" })
        {
            Reply reply = await running.GetAsync(path, new HttpMethod(method));
            (reply.Status, reply.ErrorId).Should().Be((405, "method_not_allowed"));
            reply.ContentHeaders.Allow.Should().Equal("GET", "HEAD");
        }
    }

    [Theory] // 13.1
    [InlineData("/")]
    [InlineData("/sandbox/account")]
    public async Task Another_host_name_is_rejected(string path)
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync();
        Reply reply = await running.GetAsync(path, host: "evil.example");
        (reply.Status, reply.ErrorId).Should().Be((400, "bad_request"));
        (await running.GetAsync(path, host: "localhost")).Status.Should().Be(200);

        await using RunningSandbox open =
            await RunningSandbox.StartAsync(new SandboxOptions { AllowRemote = true, ListenAddress = IPAddress.Loopback });
        (await open.GetAsync(path, host: "build-7.example")).Status.Should().Be(200);
    }

    [Fact] // 16.2
    public async Task Reading_the_site_needs_no_token_and_has_no_side_effects()
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync(new SandboxOptions
        {
            Token = "another",
            Latency = TimeSpan.FromHours(1),
            Faults = [new SandboxFault { Kind = SandboxFaultKind.LostAnswerBefore, Times = null }],
        });
        (await running.GetAsync("/")).Status.Should().Be(200);
        (await running.GetAsync("/sandbox/account")).Status.Should().Be(200);
        running.Sandbox.Requests.Should().BeEmpty();
        running.Sandbox.Faults.Hits.Should().BeEmpty();
        (await running.GetAsync("/sandbox/account"))["budget"].GetProperty("hour").GetProperty("remaining").GetInt32().Should().Be(5000);
    }

    [Fact] // 16.2
    public async Task An_unusable_state_is_reported()
    {
        using TempFolder folder = new TempFolder();
        string path = folder.File("state.db");
        await using RunningSandbox running = await RunningSandbox.StartAsync(new SandboxOptions { StateFile = path });
        await using (SqliteConnection connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False"))
        {
            await connection.OpenAsync();
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "DROP TABLE droplets";
            await command.ExecuteNonQueryAsync();
        }

        Reply reply = await running.GetAsync("/sandbox/account");
        (reply.Status, reply.ErrorId).Should().Be((500, "server_error"));
        (await running.GetAsync("/")).Status.Should().Be(200);
    }

    [Theory] // 16.1: of the loopback host
    [InlineData("/")]
    [InlineData("/sandbox/account")]
    public async Task A_sandbox_in_memory_has_no_page(string path)
    {
        await using Account account = new Account();
        (await account.Get(path)).Status.Should().Be(404);
    }

    private static string HashOf(string page, string element)
    {
        string content = page.Split($"<{element}>")[1].Split($"</{element}>")[0];
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }
}
