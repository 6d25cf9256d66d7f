using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Settings;

namespace Stagecraft.Aws.Accounts;

/// <summary>Creates the instances of hosts, at most one each (spec aws.md 7).</summary>
internal sealed class Launches(AwsClient client, TimeProvider time, TimeSpan settleWindow)
{
    private const string MadeKey = "stagecraft:made";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _mismatchSince = new(StringComparer.Ordinal);

    /// <summary>Called with each instance of a response.</summary>
    public required Action<AwsInstance, string> Found { get; init; }

    public async Task<CreateOutcome> CreateAsync(
        CreateOrder order, RegionCatalog catalog, ClientTokens tokens, Func<bool> precondition, CancellationToken cancellationToken)
    {
        Ec2Host host = (Ec2Host)order.Hosts.Single();
        string token = tokens.Of(host.Name);
        RunInstance launch;
        try
        {
            launch = await DescribeAsync(host, order.Tags, token, catalog, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudException e)
        {
            return new CreateOutcome.NotSent(e.Failure);
        }
        catch (OperationCanceledException)
        {
            return new CreateOutcome.Stale();
        }

        RegionClient region = client.In(host.Region);
        WriteResult<AwsInstance> result = await region.Instances.RunAsync(launch, precondition, cancellationToken).ConfigureAwait(false);
        if (result.IsAccepted)
        {
            return await JudgeAsync(region, [result.Value!], launch, host, tokens, cancellationToken).ConfigureAwait(false);
        }

        switch (result.ErrorId)
        {
            case "IdempotentInstanceTerminated":
                tokens.UsedUp(token);
                return new CreateOutcome.Stale();
            case "IdempotentParameterMismatch":
                return await FindAsync(region, result.Failure!, launch, host, tokens, cancellationToken).ConfigureAwait(false);
            default:
                return result.ToCreate(_ => []);
        }
    }

    /// <summary>The create with this token had other parameters: its instance is the result, if there is one.</summary>
    private async Task<CreateOutcome> FindAsync(
        RegionClient region,
        CloudFailure mismatch,
        RunInstance launch,
        Ec2Host host,
        ClientTokens tokens,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<AwsInstance> found;
        try
        {
            found = (await region.Instances.ListAsync(
                [new Ec2Filter("client-token", launch.ClientToken)], RequestPriority.Working, cancellationToken).ConfigureAwait(false))
                .Items;
        }
        catch (CloudException e)
        {
            return new CreateOutcome.Unclear(e.Failure);
        }
        catch (OperationCanceledException)
        {
            return new CreateOutcome.Unclear(mismatch);
        }

        if (found.Count > 0)
        {
            return await JudgeAsync(region, found, launch, host, tokens, cancellationToken).ConfigureAwait(false);
        }

        // A refused create of other parameters is remembered too. An instance would be shown within the settle window.
        lock (_gate)
        {
            if (!_mismatchSince.TryGetValue(launch.ClientToken, out long since))
            {
                _mismatchSince[launch.ClientToken] = time.GetTimestamp();
            }
            else if (time.GetElapsedTime(since) >= settleWindow)
            {
                tokens.UsedUp(launch.ClientToken);
                return new CreateOutcome.Stale();
            }
        }

        return new CreateOutcome.Unclear(mismatch);
    }

    /// <summary>The outcome of a create whose token has these instances. Their tags are required: a renamed instance uses up the token,
    /// and one without tags in a response is not known to be renamed.</summary>
    private async Task<CreateOutcome> JudgeAsync(
        RegionClient region,
        IReadOnlyList<AwsInstance> shown,
        RunInstance launch,
        Ec2Host host,
        ClientTokens tokens,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<AwsInstance> instances;
        try
        {
            instances = await InstanceTags.CompleteAsync(region, shown, mayLackTags: false, RequestPriority.Working, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (CloudException e)
        {
            return new CreateOutcome.Unclear(e.Failure);
        }
        catch (OperationCanceledException)
        {
            return new CreateOutcome.Unclear(
                new(ErrorCodes.ApiError, $"API error: canceled before the tags of instance {shown[0].Id} were read"));
        }

        AwsInstance instance = instances.FirstOrDefault(i => i.State is not ("shutting-down" or "terminated")) ?? instances[0];
        Found(instance, host.Region);
        if (tokens.Of(host.Name) != launch.ClientToken)
        {
            // The instance has used up the token.
            return new CreateOutcome.Stale();
        }

        string? difference = Differences(instance, launch, host).FirstOrDefault();
        return difference is null
            ? new CreateOutcome.Accepted([Ec2Machine.Of(instance, host.Region)])
            : new CreateOutcome.Refused(new(
                ErrorCodes.MachineExists,
                $"instance {instance.Id} of host '{host.Name}' already exists with {difference}: another run created it",
                "run the plan again to see the differences"));
    }

    /// <summary>How the instance of another run differs from the declared host. An alias of an image can name another image since
    /// then.</summary>
    private static IEnumerable<string> Differences(AwsInstance instance, RunInstance launch, Ec2Host host)
    {
        if (instance.Type != launch.Type)
        {
            yield return $"the size {Excerpt.Of(instance.Type)}";
        }

        if (launch.SubnetId is not null && instance.SubnetId is { } subnet && subnet != launch.SubnetId)
        {
            yield return $"the subnet {Excerpt.Of(subnet)}";
        }

        if (launch.Zone is not null && instance.Zone is { } zone && zone != launch.Zone)
        {
            yield return $"the zone {Excerpt.Of(zone)}";
        }

        if (host.ImageReference.Kind == ImageReferenceKind.Ami && instance.ImageId is { } image && image != launch.ImageId)
        {
            yield return $"the image {Excerpt.Of(image)}";
        }

        if (instance.Tags is { Count: > 0 } tags && tags.GetValueOrDefault(MadeKey) != launch.Tags.GetValueOrDefault(MadeKey))
        {
            yield return "another image, user_data or SSH key";
        }
    }

    /// <summary>The request for a host.</summary>
    /// <exception cref="CloudException">Its image or a security group does not exist, or cannot be read.</exception>
    public static async Task<RunInstance> DescribeAsync(
        Ec2Host host, IReadOnlyList<string> order, string token, RegionCatalog catalog, CancellationToken cancellationToken)
    {
        AwsImage image = catalog.ImageOf(host) ?? throw new CloudException(
            new(ErrorCodes.MachineCreateFailed, $"image {Excerpt.Of(host.Image)} of host '{host.Name}' does not exist in {host.Region}"),
            FailureKind.Refused);
        SortedDictionary<string, string> tags = AwsTags.ToAws(order.Append(AwsTags.OfHost(host.Name)));
        tags[AwsTags.Name] = host.MachineName;
        return new RunInstance
        {
            ImageId = image.Id,
            Type = host.Size,
            ClientToken = token,
            KeyName = host.SshKeyName?.Value,
            SecurityGroupIds = await catalog.GroupIdsAsync(host, cancellationToken).ConfigureAwait(false),
            SubnetId = host.Subnet?.Value,
            Zone = host.Zone?.Value,
            PublicIpv4 = host.HasPublicAddress,
            UserData = host.UserData?.Text,
            Tags = tags,
            PartTags = new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                [AwsTags.Name] = host.MachineName,
                [AwsTags.Project] = tags[AwsTags.Project],
                [AwsTags.Environment] = tags[AwsTags.Environment],
            },
            DisableApiTermination = host.IsProtected,
            Monitoring = host.Monitoring,
            InstanceProfile = host.IamInstanceProfile?.Value,
            RootDevice = host.RootVolumeSize is null ? null : image.RootDevice,
            RootSize = host.RootVolumeSize?.Value,
        };
    }
}
