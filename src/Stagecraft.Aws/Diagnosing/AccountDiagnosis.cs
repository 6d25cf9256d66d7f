using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Settings;

namespace Stagecraft.Aws.Diagnosing;

/// <summary>Examines an account by reads (spec aws.md 12).</summary>
internal sealed class AccountDiagnosis(AwsClient client, AwsSettings settings)
{
    private const string Credentials = "credentials";
    private const string Account = "account";
    private const string Required = "read_permissions";
    private const string Optional = "optional_permissions";
    private const string SshKey = "ssh_key";
    private const string Policy = "docs/aws.md has a policy with these permissions";
    private const string VcpuQuota = "L-1216C47A";

    private readonly RegionClient _region = client.In(settings.HomeRegion);

    /// <summary>The results if nothing can be read.</summary>
    public static IReadOnlyList<Diagnosis> Failed(Problem problem) =>
        [Failure(Credentials, problem), .. Skipped([Account, Required, Optional, SshKey], "skipped: the account cannot be read")];

    public async Task<IReadOnlyList<Diagnosis>> RunAsync(CancellationToken cancellationToken)
    {
        CallerIdentity identity;
        try
        {
            identity = (await client.GetCallerIdentityAsync(cancellationToken).ConfigureAwait(false)).Value;
        }
        catch (CloudException e)
        {
            return Failed(e.Failure.ToProblem());
        }

        Diagnosis credentials = new(Credentials, DiagnosisOutcome.Ok, $"the credentials are valid: {identity.Arn}");
        if (identity.Account != settings.AccountId)
        {
            Problem other = new(
                ErrorCodes.Refused,
                $"the credentials belong to account {identity.Account}, but account_id is '{settings.AccountId}'",
                "use credentials of the declared account, or correct account_id");
            return
            [
                credentials, Failure(Account, other), .. Skipped([Required, Optional, SshKey], "skipped: it is another account"),
            ];
        }

        return
        [
            credentials,
            new Diagnosis(Account, DiagnosisOutcome.Ok, $"the account is {identity.Account}"),
            await PermissionsAsync(Required, Reads(cancellationToken), DiagnosisOutcome.Failed).ConfigureAwait(false),
            await PermissionsAsync(Optional, OptionalReads(cancellationToken), DiagnosisOutcome.Warning).ConfigureAwait(false),
            await KeyAsync(cancellationToken).ConfigureAwait(false),
        ];
    }

    private static IEnumerable<Diagnosis> Skipped(string[] checks, string message) =>
        checks.Select(c => new Diagnosis(c, DiagnosisOutcome.Unknown, message));

    private static Diagnosis Failure(string check, Problem problem) =>
        new(check, DiagnosisOutcome.Failed, problem.Message, problem.Hint, problem.Code, problem.RequestId);

    private (string Action, Task Read)[] Reads(CancellationToken cancellationToken) =>
    [
        ("ec2:DescribeInstances", _region.Instances.ListAsync([], RequestPriority.Working, cancellationToken)),
        ("ec2:DescribeTags", _region.Instances.ListTagsAsync([], RequestPriority.Working, cancellationToken)),
        ("ec2:DescribeVolumes", _region.Volumes.ListAsync([], RequestPriority.Working, cancellationToken)),
        ("ec2:DescribeInstanceTypes", _region.Catalog.ListTypesAsync(["t3.micro"], cancellationToken)),
        ("ec2:DescribeInstanceTypeOfferings", _region.Catalog.ListOfferingsAsync(["t3.micro"], cancellationToken)),
        ("ec2:DescribeKeyPairs", _region.Catalog.ListAllKeyPairsAsync(cancellationToken)),
        ("ec2:DescribeRegions", _region.Catalog.ListRegionsAsync(cancellationToken)),
        ("ec2:DescribeSubnets", _region.Network.ListSubnetsAsync([], cancellationToken)),
        ("ec2:DescribeVpcs", _region.Network.ListVpcsAsync([], cancellationToken)),
        ("ec2:DescribeSecurityGroups", _region.Network.ListSecurityGroupsAsync([], RequestPriority.Working, cancellationToken)),
        ("ec2:DescribeAddresses", _region.Network.ListAddressesAsync([], RequestPriority.Working, cancellationToken)),
        ("ssm:GetParameters", _region.Catalog.GetParametersAsync(
            [ImageAlias.Find(ImageAlias.ByDefault)!.ParameterFor(isArm: false)], cancellationToken)),
    ];

    private (string Action, Task Read)[] OptionalReads(CancellationToken cancellationToken) =>
    [
        ("servicequotas:GetServiceQuota", _region.Catalog.GetQuotaAsync(VcpuQuota, cancellationToken)),
        ("pricing:GetProducts", client.Prices.GetHourlyAsync(settings.HomeRegion, "t3.micro", cancellationToken)),
    ];

    private static async Task<Diagnosis> PermissionsAsync(
        string check, IReadOnlyList<(string Action, Task Read)> reads, DiagnosisOutcome ifDenied)
    {
        List<string> denied = [];
        Problem? failure = null;
        foreach ((string action, Task read) in reads)
        {
            try
            {
                await read.ConfigureAwait(false);
            }
            catch (CloudException e) when (e.Failure.Code == ErrorCodes.Forbidden)
            {
                denied.Add(action);
            }
            catch (CloudException e)
            {
                failure ??= e.Failure.ToProblem();
            }
        }

        string permitted = string.Create(CultureInfo.InvariantCulture, $"all {reads.Count} reads are permitted");
        return denied.Count > 0
            ? new Diagnosis(check, ifDenied, $"not permitted: {string.Join(", ", denied)}", Policy, ErrorCodes.Forbidden)
            : failure is not null ? Failure(check, failure)
            : new Diagnosis(check, DiagnosisOutcome.Ok, permitted);
    }

    private async Task<Diagnosis> KeyAsync(CancellationToken cancellationToken)
    {
        if (settings.SshKeyName is not { Value: { } name })
        {
            return new Diagnosis(
                SshKey,
                DiagnosisOutcome.Warning,
                "the config names no key pair",
                "set ssh_key_name, or use images that accept another key");
        }

        try
        {
            Listing<AwsKeyPair> keys = await _region.Catalog.ListAllKeyPairsAsync(cancellationToken).ConfigureAwait(false);
            return keys.Items.Any(k => k.Name == name)
                ? new Diagnosis(SshKey, DiagnosisOutcome.Ok, $"the key pair '{name}' exists in {settings.HomeRegion}")
                : Failure(SshKey, new Problem(
                    ErrorCodes.SshKeyNotFound,
                    $"there is no key pair '{name}' in {settings.HomeRegion}",
                    "import it with `aws ec2 import-key-pair`"));
        }
        catch (CloudException e)
        {
            return Failure(SshKey, e.Failure.ToProblem());
        }
    }
}
