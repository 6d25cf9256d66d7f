using Stagecraft.Aws;
using Stagecraft.Aws.Sandbox;
using Stagecraft.Cli.Cloud;
using Stagecraft.Providers;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.Support;

/// <summary>The whole command over the AWS sandbox, in memory and under a virtual clock.</summary>
internal sealed class AwsRig : IDisposable
{
    internal const string KeyId = "AKIAIOSFODNN7EXAMPLE";
    internal const string SecretKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    internal const string SessionToken = "IQoJb3JpZ2luX2VjEXAMPLESESSION==";

    private readonly VirtualTimeProvider _time = new();

    internal AwsRig(string config, Func<AwsSandboxOptions, AwsSandboxOptions>? change = null)
    {
        AwsSandboxOptions options = new()
        {
            TimeProvider = _time,
            SecretKey = SecretKey,
            KeyPairs = ["my-ssh-key"],
        };
        Cloud = AwsSandbox.Create(change?.Invoke(options) ?? options);
        Cli = new TestCli(config) { Time = _time, CreateProviders = Providers };
        Cli.Variables["NO_COLOR"] = "1";
        Cli.Variables["AWS_ACCESS_KEY_ID"] = KeyId;
        Cli.Variables["AWS_SECRET_ACCESS_KEY"] = SecretKey;
        Cli.Variables["AWS_SESSION_TOKEN"] = SessionToken;
    }

    internal AwsSandbox Cloud { get; }

    internal TestCli Cli { get; }

    public void Dispose() => Cli.Dispose();

    internal CliResult Run(string commandLine) => _time.Run(() => Cli.RunAsync(commandLine));

    internal void Wait(TimeSpan time) => _time.Run(() => Task.Delay(time, _time));

    private CloudProviderRegistry Providers(ProviderContext context)
    {
        CloudProviderRegistry registry = new();
        registry.Register(new AwsProvider(new AwsProviderOptions
        {
            GetEnvironmentVariable = context.GetEnvironmentVariable,
            Handler = Cloud.CreateHandler(),
            HostProbe = context.HostProbe(),
            TimeProvider = _time,
            Random = new Random(1),
        }));
        return registry;
    }
}
