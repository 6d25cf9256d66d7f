using Stagecraft.Aws.Accounts;
using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Diagnosing;
using Stagecraft.Aws.Settings;
using Stagecraft.Engine;

namespace Stagecraft.Aws;

/// <summary>Provisions the hosts of a deployment as Amazon EC2 instances. Specified in <c>spec/providers/cloud/aws.md</c>. Safe for use by
/// several threads. An instance has one request budget: use one instance per account.</summary>
public sealed class AwsProvider : EngineProvider, ICatalogProvider, IDiagnosisProvider, IDryRunProvider, IRequestBudget, IDisposable
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
    /// <remarks>The sizes are those of a short list of common instance types: AWS has more than a thousand.</remarks>
    public async Task<CloudCatalog> ReadCatalogAsync(AccountOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        Ec2Config config = (Ec2Config)Connectable(options);
        using AwsClient client = _driver.CreateClient(config, new(_driver.Options.TimeProvider, options.Progress));
        try
        {
            await AccountIdentity.RequireAsync(client, config.Settings!.AccountId, cancellationToken).ConfigureAwait(false);
            return await CatalogReader.ReadAsync(client, config.Settings!.HomeRegion, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudException e)
        {
            throw Ec2Terms.Terms.Failure(e);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Diagnosis>> DiagnoseAsync(AccountOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        Ec2Config config = (Ec2Config)Connectable(options);
        using AwsClient client = _driver.CreateClient(config, new(_driver.Options.TimeProvider, options.Progress));
        return await new AwsDiagnosis(client, options, config, _driver.Options.TimeProvider).RunAsync(cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Diagnosis>> DryRunAsync(AccountOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        Ec2Config config = (Ec2Config)Connectable(options);
        AwsClient client = _driver.CreateClient(config, new(_driver.Options.TimeProvider, options.Progress), isDryRun: true);
        return new DryRuns(client, config.Settings!, options.Project).RunAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _driver.Governor.Dispose();
}
