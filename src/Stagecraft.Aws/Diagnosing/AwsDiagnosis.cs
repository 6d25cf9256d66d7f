using Stagecraft.Aws.Accounts;
using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Settings;
using Stagecraft.Engine.Diagnosing;

namespace Stagecraft.Aws.Diagnosing;

/// <summary>Examines credentials, account, permissions and instances with reads only (spec aws.md 10).</summary>
internal sealed class AwsDiagnosis(AwsClient client, AccountOptions options, Ec2Config config, TimeProvider time)
{
    public const string Credentials = "credentials";
    public const string Account = "account";
    public const string ReadPermissions = "read_permissions";
    public const string SshKey = "ssh_key";
    public const string VcpuLimit = "vcpu_limit";

    private readonly DiagnosticResults _results = new(
    [
        Credentials, ClockCheck.Id, Account, ReadPermissions, SshKey, VcpuLimit, EnvironmentChecks.Duplicated, EnvironmentChecks.Undeclared,
        EnvironmentChecks.OtherOwners,
    ]);

    public async Task<IReadOnlyList<Diagnosis>> RunAsync(CancellationToken cancellationToken)
    {
        Probe<Dated<CallerIdentity>> caller =
            await Probe<Dated<CallerIdentity>>.OfAsync(client.GetCallerIdentityAsync(cancellationToken)).ConfigureAwait(false);
        ClockCheck.Check(_results, time.GetUtcNow(), caller.Value?.ServerTime ?? caller.ServerTime);
        if (caller.Problem is { } problem)
        {
            _results.Fail(Credentials, problem);
        }
        else if (IsDeclared(caller.Value!.Value))
        {
            await CheckRegionsAsync(cancellationToken).ConfigureAwait(false);
        }

        return _results.All("skipped: the account cannot be read");
    }

    private bool IsDeclared(CallerIdentity caller)
    {
        _results.Ok(Credentials, $"AWS accepts the credentials of {Excerpt.Of(caller.Arn)[1..^1]}");
        string declared = config.Settings!.AccountId;
        if (caller.Account == declared)
        {
            _results.Ok(Account, $"the credentials belong to account {declared}");
            return true;
        }

        _results.Fail(Account, new(
            ErrorCodes.Refused,
            $"the credentials belong to account {Excerpt.Of(caller.Account)}, but account_id is '{declared}'",
            "use credentials of the declared account, or correct account_id"));
        return false;
    }

    private async Task CheckRegionsAsync(CancellationToken cancellationToken)
    {
        string[] regions = [.. config.Settings!.ReadRegions.DefaultIfEmpty(config.Settings.HomeRegion)];
        RegionDiagnosis[] all = await Task.WhenAll(regions.Select(r =>
            RegionDiagnosis.ReadAsync(client.In(r), config.Settings.SshKeyName?.Value, cancellationToken))).ConfigureAwait(false);
        Probe<object> price = await Probe<object>.OfAsync(PriceAsync(cancellationToken)).ConfigureAwait(false);
        Permissions(
            [.. all.SelectMany(r => r.Required)], [.. all.SelectMany(r => r.Optional), ("pricing:GetProducts", price.Problem)]);
        Keys(all);
        Quotas(all);
        new EnvironmentChecks(_results, options, config, Ec2Terms.Terms).Check(
            all.All(r => r.Instances is not null)
                ? [.. all.SelectMany(r => r.Instances!.Select(i => (Machine)Ec2Machine.Of(i, r.Region)))]
                : null);
    }

    private async Task<object> PriceAsync(CancellationToken cancellationToken) =>
        await client.Prices.GetHourlyAsync(config.Settings!.HomeRegion, "t3.small", cancellationToken).ConfigureAwait(false) ?? 0m;

    private void Permissions(
        IReadOnlyList<(string Permission, Problem? Problem)> required, IReadOnlyList<(string Permission, Problem? Problem)> optional)
    {
        (string Permission, Problem? Problem)[] failed = [.. required.Where(r => r.Problem is not null)];
        string[] missing = [.. optional.Where(o => o.Problem is not null).Select(o => o.Permission).Distinct(StringComparer.Ordinal)];
        if (failed.Length > 0)
        {
            Problem first = failed[0].Problem!;
            _results.Fail(ReadPermissions, first with
            {
                Message = $"not permitted: {string.Join(", ", failed.Select(f => f.Permission).Distinct(StringComparer.Ordinal))}",
            });
            return;
        }

        _results.WarnOrOk(
            ReadPermissions,
            missing.Length > 0
                ? ($"the credentials lack {string.Join(" and ", missing)}", "without them, quotas are not checked and prices are unknown")
                : null,
            "all reads of a plan are permitted");
    }

    private void Keys(IReadOnlyList<RegionDiagnosis> regions)
    {
        if (config.Settings!.SshKeyName is not { } key)
        {
            _results.Ok(SshKey, "no key pair is declared");
            return;
        }

        string[] without = [.. regions.Where(r => r.HasKey == false).Select(r => r.Region)];
        if (without.Length > 0)
        {
            _results.Fail(SshKey, new(
                ErrorCodes.SshKeyNotFound,
                $"SSH key '{key.Value}' not found in {string.Join(", ", without)}",
                $"import it with: aws ec2 import-key-pair --region {without[0]} --key-name {key.Value} "
                    + "--public-key-material fileb://KEY.pub"));
        }
        else if (regions.Any(r => r.HasKey is null))
        {
            _results.Unknown(SshKey, "not checked: the key pairs cannot be read");
        }
        else
        {
            _results.Ok(SshKey, $"'{key.Value}' exists in every region");
        }
    }

    private void Quotas(IReadOnlyList<RegionDiagnosis> regions)
    {
        RegionQuota[] quotas = [.. regions.Select(r => r.Quota).OfType<RegionQuota>()];
        if (quotas.Length < regions.Count)
        {
            _results.Unknown(VcpuLimit, "not checked: the quota of vCPUs cannot be read (servicequotas:GetServiceQuota)");
            return;
        }

        _results.WarnOrOk(
            VcpuLimit,
            quotas.FirstOrDefault(q => q.Used >= q.Limit) is { } full
                ? ($"the quota of {Number(full.Limit)} vCPUs in {full.Region} is exhausted", Ec2Terms.Terms.LimitHint!)
                : null,
            string.Join(", ", quotas.Select(q => $"{Number(q.Used)} of {Number(q.Limit)} vCPUs are used in {q.Region}")));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
