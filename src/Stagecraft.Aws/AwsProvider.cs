using Stagecraft.Engine;

namespace Stagecraft.Aws;

/// <summary>Provisions the hosts of a deployment as Amazon EC2 instances. Specified in <c>spec/providers/cloud/aws.md</c>. Safe for use by
/// several threads. An instance has one request budget: use one instance per account.</summary>
public sealed class AwsProvider : EngineProvider, IRequestBudget, IDisposable
{
    private readonly AwsDriver _driver;

    /// <summary>Creates the provider. Nothing is read or sent before the first call.</summary>
    /// <param name="options">Its dependencies.</param>
    public AwsProvider(AwsProviderOptions options)
        : this(new AwsDriver(options ?? throw new ArgumentNullException(nameof(options))), options)
    {
    }

    private AwsProvider(AwsDriver driver, AwsProviderOptions options)
        : base(driver, new() { TimeProvider = options.TimeProvider, HostProbe = options.HostProbe, LoggerFactory = options.LoggerFactory })
        => _driver = driver;

    /// <inheritdoc/>
    public int RequestsLeft => _driver.Governor.RequestsLeft;

    /// <inheritdoc/>
    public void Dispose() => _driver.Governor.Dispose();
}
