using Stagecraft.DigitalOcean.Accounts;
using Stagecraft.DigitalOcean.Diagnosing;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine;
using Stagecraft.Engine.Diagnosing;

namespace Stagecraft.DigitalOcean;

/// <summary>Provisions the hosts of a deployment as DigitalOcean droplets. Specified in <c>spec/providers/cloud/digitalocean.md</c>.
/// Safe for use by several threads. An instance has one request budget: use one instance per token.</summary>
public sealed class DigitalOceanProvider : EngineProvider, ICatalogProvider, IDiagnosisProvider, IRequestBudget, IDisposable
{
    private readonly DigitalOceanDriver _driver;

    /// <summary>Creates the provider. Nothing is read or sent before the first call.</summary>
    /// <param name="options">Its dependencies.</param>
    public DigitalOceanProvider(DigitalOceanProviderOptions options)
        : this(new DigitalOceanDriver(options ?? throw new ArgumentNullException(nameof(options))), options)
    {
    }

    private DigitalOceanProvider(DigitalOceanDriver driver, DigitalOceanProviderOptions options)
        : base(driver, new() { TimeProvider = options.TimeProvider, HostProbe = options.HostProbe, LoggerFactory = options.LoggerFactory })
        => _driver = driver;

    /// <inheritdoc/>
    public int RequestsLeft => _driver.Governor.RequestsLeft;

    /// <inheritdoc/>
    public async Task<CloudCatalog> ReadCatalogAsync(AccountOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        using DigitalOceanAccount account = (DigitalOceanAccount)Connect(options);
        try
        {
            return await CatalogReader.ReadAsync(account.Client, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudException e)
        {
            throw DropletTerms.Terms.Failure(e);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Diagnosis>> DiagnoseAsync(AccountOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        DiagnosticResults results = new(Checks.All);
        try
        {
            DropletConfig config = (DropletConfig)Connectable(options);
            string? token = new ConnectionChecks(results).Token(config.Settings!.TokenEnv, _driver.TokenVariable);
            CloudContext context = new(_driver.Options.TimeProvider, options.Progress);

            // Without a token, an invalid one shows whether the API responds.
            using DigitalOceanAccount account = _driver.Connect(token ?? "none", config.Settings.SshKeys, context);
            await new DiagnosticRun(account.Client, () => _driver.Hour, _driver.Options.TimeProvider, results)
                .RunAsync(options, config, _driver.Options.ApiUrl, hasToken: token is not null, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudProviderException e)
        {
            results.Fail(Checks.Token, e.Problems[0]);
        }

        return results.All("skipped: the account cannot be read");
    }

    /// <inheritdoc/>
    public void Dispose() => _driver.Governor.Dispose();
}
