using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.DigitalOcean.Sandbox.Storage;
using Stagecraft.Providers;
using Stagecraft.Sandbox;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.Secrets;

/// <summary>The whole command with the real provider and an account in memory, under a clock that does not make anybody wait. Token and
/// user_data are marked.</summary>
internal sealed class SecretRig : IDisposable
{
    private static readonly string[] OurTags = ["stagecraft", "stagecraft-env-staging", "stagecraft-project-shop", "stagecraft-role-old"];

    internal static readonly Mark TokenMark = new("x7TokenMarkQ93kd02hVbn5");
    internal static readonly Mark InlineMark = new("InlineMark4mZx81LkqWe77");
    internal static readonly Mark FileMark = new("FileMarkU2bv09QtYp35Wc");
    internal static readonly Mark[] Marks = [TokenMark, InlineMark, FileMark];

    private static readonly SearchValues<string> AnyForm = Mark.AnyOf(Marks);

    internal const string Token = "dop_v1_x7TokenMarkQ93kd02hVbn5";

    // Quotes, a backslash, an umlaut and angle brackets are written otherwise in JSON.
    internal const string Config = """
        project: { name: shop }
        cloud:
          provider: digitalocean
          providers:
            digitalocean:
              token_env: DO_TOKEN
              ssh_key_name: my-ssh-key
              default_region: nyc1
              default_size: s-1vcpu-1gb
              settle_window: 1s
              create_timeout: 30s
              delete_timeout: 30s
              hosts:
                staging:
                  app-1:
                    role: app
                    user_data: |
                      #cloud-config
                      p: "<ä>\InlineMark4mZx81LkqWe77"
                      q
                  db-1: { role: db, user_data_file: user-data.txt }

        """;

    private readonly VirtualTimeProvider _time = new();
    private readonly DigitalOceanSandbox _cloud;
    private readonly SandboxConditions _conditions;
    private DigitalOceanSandbox? _own;
    private bool _serves;

    internal SecretRig(IReadOnlyList<SandboxFault> faults)
    {
        _conditions = new SandboxConditions { Boot = TimeSpan.Zero, Destroy = TimeSpan.Zero, Faults = faults };
        _cloud = DigitalOceanSandbox.Create(new SandboxOptions(_conditions) { TimeProvider = _time });
        _cloud.CreateDroplet("staging-old-1", OurTags, "nyc1");
        _cloud.CreateDroplet("staging-old-2", [.. OurTags, "stagecraft-protected"], "nyc1");
        _cloud.CreateDroplet("by-hand-1", [], "nyc1");
        Cli = new TestCli(Config) { Time = _time, CreateProviders = Providers, StartSandbox = StartSandbox };
        File.WriteAllText(Path.Combine(Cli.Folder, "user-data.txt"), "#!/bin/sh\r\nx=\"\tFileMarkU2bv09QtYp35Wc\"\r\n");
        Cli.Variables["DO_TOKEN"] = Token;
    }

    internal TestCli Cli { get; }

    internal IReadOnlyList<SandboxRequest> Requests => [.. _cloud.Requests, .. _own?.Requests ?? []];

    public void Dispose() => Cli.Dispose();

    /// <summary>Runs a command and gives what was found where it must not be.</summary>
    internal IReadOnlyList<string> Run(IReadOnlyList<string> args, bool color, out CliResult result)
    {
        using Searched searched = new();
        Cli.IsTerminal = color;
        _serves = args[0] == "sandbox";
        result = _time.Run(() => Cli.RunAsync([.. args]));
        _own?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return
        [
            .. Found(("stdout", result.Out)),
            .. Found(("stderr", result.Error)),
            .. searched.Texts.SelectMany(text => Found(("exception or trace", text))),
            .. Directory.GetFiles(Cli.Folder, "*", SearchOption.AllDirectories)
                .Where(file => !IsInput(file))
                .SelectMany(file =>
                    Found((file, Encoding.Latin1.GetString(File.ReadAllBytes(file))), IsState(Cli.Folder, file) ? [TokenMark] : Marks)),
        ];
    }

    /// <summary>What must not be in a text, and is.</summary>
    internal static IEnumerable<string> Found((string Name, string Text) place, params IReadOnlyList<Mark> marks) =>
        place.Text.AsSpan().ContainsAny(AnyForm)
            ? (marks.Count > 0 ? marks : Marks).Where(m => m.FoundIn(place.Text) is not null)
                .Select(m => $"{place.Name}: {m} as {m.FoundIn(place.Text)} in: {place.Text}")
            : [];

    private bool IsInput(string file) =>
        Path.GetDirectoryName(file) == Cli.Folder && Path.GetFileName(file) is "stagecraft.yml" or "user-data.txt";

    // spec/cli/infra.md 8.3: the memory of the account, which user_data was sent to.
    internal static bool IsState(string folder, string file) =>
        Path.GetRelativePath(folder, file).Replace('\\', '/') is ".stagecraft/sandbox.db" or ".stagecraft/sandbox.db-wal";

    private CloudProviderRegistry Providers(ProviderContext context)
    {
        CloudProviderRegistry registry = new CloudProviderRegistry();
        registry.Register(new DigitalOceanProvider(new DigitalOceanProviderOptions
        {
            GetEnvironmentVariable = context.GetEnvironmentVariable,
            ApiUrl = context.ApiUrl ?? new Uri("https://api.digitalocean.com"),
            Handler = (_own ?? _cloud).CreateHandler(),
            TimeProvider = _time,
            Random = new Random(1),
        }));
        return registry;
    }

    /// <summary>For <c>--sandbox</c>; and for <c>sandbox</c>, which has a client of its own and is interrupted then.</summary>
    private async Task<RunningSandbox> StartSandbox(SandboxOptions settings)
    {
        _own = DigitalOceanSandbox.Create(new SandboxOptions(_conditions)
        {
            TimeProvider = _time,
            StateFile = settings.StateFile,
            SshKeys = settings.SshKeys,
            Log = settings.Log,
        });
        if (_serves)
        {
            await UseAsync(_own, _time);
            // On this thread: the clock knows no other.
#pragma warning disable CA1849, VSTHRD103
            Cli.Stop.Cancel();
#pragma warning restore CA1849, VSTHRD103
        }

        return new RunningSandbox(new Uri("http://127.0.0.1:9/"), new Nothing());
    }

    private static async Task UseAsync(DigitalOceanSandbox sandbox, TimeProvider time)
    {
        using HttpMessageInvoker client = new HttpMessageInvoker(sandbox.CreateHandler());
        string body = JsonSerializer.Serialize(
            new { name = "a", region = "nyc1", size = "s-1vcpu-1gb", image = "ubuntu-22-04-x64", user_data = InlineMark.ToString() });
        foreach ((HttpMethod method, string path) in ((HttpMethod, string)[])
        [
            (HttpMethod.Post, "/v2/droplets"), (HttpMethod.Get, "/v2/droplets"), (HttpMethod.Delete, "/v2/droplets/1"),
        ])
        {
            using HttpRequestMessage request = new HttpRequestMessage(
                method, "http://127.0.0.1:9" + path)
            { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Token) } };
            request.Content = method == HttpMethod.Post ? new StringContent(body, Encoding.UTF8, "application/json") : null;
            using CancellationTokenSource patience = new CancellationTokenSource(TimeSpan.FromSeconds(2), time);
            try
            {
                (await client.SendAsync(request, patience.Token)).Dispose();
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
            {
                // That is what faults are.
            }
        }
    }

    private sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
