using System.Globalization;
using System.Text;
using Stagecraft.Aws;
using Stagecraft.Config;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Benchmarks.AwsComparison;

/// <summary>Stagecraft in this process. Each command is a new provider.</summary>
internal sealed class StagecraftTool(Uri address, int count) : IComparedTool, IDisposable
{
    private static readonly Dictionary<string, string> Variables = new()
    {
        ["AWS_ACCESS_KEY_ID"] = "AKIATEST",
        ["AWS_SECRET_ACCESS_KEY"] = "test",
    };

    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };
    private readonly ConfigNode _config = ConfigReader.Read("stagecraft.yml", Encoding.UTF8.GetBytes(Yaml(count)));

    public Task<bool> CreateAsync(CancellationToken cancellationToken) => RunAsync(PlanIntent.Converge, cancellationToken);

    public Task<bool> DestroyAsync(CancellationToken cancellationToken) => RunAsync(PlanIntent.Down, cancellationToken);

    public async Task<bool> PlanAsync(CancellationToken cancellationToken)
    {
        using AwsProvider provider = NewProvider();
        InfraPlan plan = await provider.PlanAsync(Options(PlanIntent.Converge), cancellationToken).ConfigureAwait(false);
        return plan.InSync;
    }

    public async Task<bool> RunAsync(PlanIntent intent, CancellationToken cancellationToken)
    {
        using AwsProvider provider = NewProvider();
        InfraPlan plan = await provider.PlanAsync(Options(intent), cancellationToken).ConfigureAwait(false);
        ApplyReport report = await provider.ApplyAsync(new ApplyOptions { Config = _config, Plan = plan }, cancellationToken)
            .ConfigureAwait(false);
        return report.Succeeded;
    }

    public void Dispose() => _handler.Dispose();

    private PlanOptions Options(PlanIntent intent) =>
        new() { Config = _config, Project = "shop", Environment = "staging", Intent = intent };

    private AwsProvider NewProvider() => new(new AwsProviderOptions
    {
        GetEnvironmentVariable = Variables.GetValueOrDefault,
        Endpoint = address,
        Handler = _handler,
    });

    private static string Yaml(int count) =>
        $$"""
        account_id: "123456789012"
        ssh_key_name: my-key
        default_region: eu-central-1
        default_size: t3.micro
        security_groups: [default]
        hosts:
          staging:
        {{string.Join('\n', Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"    app-{i}: {{ role: app }}")))}}
        """;
}
