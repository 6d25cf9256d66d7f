using Stagecraft.Aws.Accounts;
using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Settings;
using Stagecraft.Engine.Diagnosing;
using Stagecraft.Engine.Planning;

namespace Stagecraft.Aws.Diagnosing;

/// <summary>Checks permissions with changes that AWS does not make (spec aws.md 11.2).</summary>
/// <param name="client">A client whose writes are dry runs.</param>
/// <param name="settings">The settings; without environments if the file has problems.</param>
/// <param name="project">The project, or null.</param>
internal sealed class DryRuns(AwsClient client, AwsSettings settings, string? project)
{
    private const string Support = "dry_run";
    private const string Launch = "ec2:RunInstances";
    private const string AbsentTag = AwsTags.Prefix + "dry-run";

    private readonly DiagnosticResults _results = new(
    [
        Support, "ec2:CreateTags", "ec2:DeleteTags", "ec2:ModifyInstanceAttribute", Launch, "ec2:StartInstances", "ec2:StopInstances",
        "ec2:TerminateInstances",
    ]);

    private string _otherwise = "skipped";

    private string ProjectValue => project ?? AwsTags.NoProject;

    public async Task<IReadOnlyList<Diagnosis>> RunAsync(CancellationToken cancellationToken)
    {
        Problem? problem = (await Probe<string>.OfAsync(CheckAsync(cancellationToken)).ConfigureAwait(false)).Problem;
        if (problem is not null)
        {
            _results.Fail(Support, problem);
        }

        return _results.All(_otherwise);
    }

    private async Task<string> CheckAsync(CancellationToken cancellationToken)
    {
        await new AccountIdentity().RequireAsync(client, settings.AccountId, cancellationToken).ConfigureAwait(false);
        if (!await client.In(settings.HomeRegion).Instances.SupportsDryRunAsync(cancellationToken).ConfigureAwait(false))
        {
            throw Ec2Terms.Terms.Failure(ErrorCodes.Refused, "the API ignores DryRun: no change was sent");
        }

        _results.Ok(Support, "the API supports dry runs");
        (InstanceClient instances, AwsInstance? found) = await FindAsync(cancellationToken).ConfigureAwait(false);
        _otherwise = found is null ? "not checked: the project has no running or stopped instance" : _otherwise;
        string id = found?.Id ?? "";
        Dictionary<string, string> tags = new() { [AwsTags.Project] = ProjectValue };
        (string Check, Func<Task<CloudFailure?>> Send)[] changes =
        [
            ("ec2:CreateTags", () => Of(instances.CreateTagsAsync([id], tags, null, cancellationToken))),
            ("ec2:DeleteTags", () => Of(instances.DeleteTagsAsync([id], [AbsentTag], null, cancellationToken))),
            ("ec2:ModifyInstanceAttribute", () => Of(instances.SetProtectionAsync(id, IsProtected(found!), null, cancellationToken))),
            (Launch, () => LaunchAsync(cancellationToken)),
            ("ec2:StartInstances", () => Of(instances.StartAsync(id, null, cancellationToken))),
            ("ec2:StopInstances", () => Of(instances.StopAsync(id, isForced: false, null, cancellationToken))),
            ("ec2:TerminateInstances", () => Of(instances.TerminateAsync(id, null, cancellationToken))),
        ];
        foreach ((string check, Func<Task<CloudFailure?>> send) in changes)
        {
            if ((found is not null || check == Launch) && !Judge(check, await send().ConfigureAwait(false)))
            {
                break;
            }
        }

        return Support;
    }

    /// <summary>An instance of the project, if possible one that is not protected.</summary>
    private async Task<(InstanceClient Instances, AwsInstance? Found)> FindAsync(CancellationToken cancellationToken)
    {
        Ec2Filter[] filters = [Ec2Filter.Tag(AwsTags.Project, ProjectValue), new("instance-state-name", ["running", "stopped"])];
        (InstanceClient Instances, AwsInstance? Found) best = (client.In(settings.HomeRegion).Instances, null);
        foreach (string region in settings.ReadRegions)
        {
            InstanceClient instances = client.In(region).Instances;
            foreach (AwsInstance instance in
                (await instances.ListAsync(filters, RequestPriority.Working, cancellationToken).ConfigureAwait(false)).Items)
            {
                best = best.Found is null || (IsProtected(best.Found) && !IsProtected(instance)) ? (instances, instance) : best;
            }
        }

        return best;
    }

    /// <summary>Why the first host that cannot be created cannot.</summary>
    private async Task<CloudFailure?> LaunchAsync(CancellationToken cancellationToken)
    {
        CloudFailure? failure = new(ErrorCodes.ConfigInvalid, "the file declares no hosts, or has problems");
        foreach (EnvironmentHosts<Ec2Host> environment in settings.Environments)
        {
            foreach (Ec2Host host in environment.Hosts.DistinctBy(h => (h.Region, h.Role)))
            {
                failure = await LaunchAsync(environment.Name, host, cancellationToken).ConfigureAwait(false);
                if (failure?.ErrorId != AwsErrors.DryRun)
                {
                    return failure is null ? null : failure with { Message = $"{host.Name} in {environment.Name}: {failure.Message}" };
                }
            }
        }

        return failure;
    }

    private async Task<CloudFailure?> LaunchAsync(string environment, Ec2Host host, CancellationToken cancellationToken)
    {
        try
        {
            RegionClient region = client.In(host.Region);
            RegionCatalog catalog = await RegionCatalog.ReadAsync(region, [host], static read => read(), cancellationToken)
                .ConfigureAwait(false);
            string[] tags = [TagNames.Environment(environment), .. project is null ? [] : (string[])[TagNames.Project(project)]];
            string token = new ClientTokens(settings.AccountId, project, environment).PrefixOf(host.Name) + Support;
            RunInstance launch = await Launches.DescribeAsync(host, tags, token, catalog, cancellationToken).ConfigureAwait(false);
            return await Of(region.Instances.RunAsync(launch, null, cancellationToken)).ConfigureAwait(false);
        }
        catch (CloudException e)
        {
            return e.Failure;
        }
    }

    /// <summary>Records the result of a dry run.</summary>
    /// <returns>False if the change was made, so that no other may be sent.</returns>
    private bool Judge(string check, CloudFailure? failure)
    {
        switch (failure)
        {
            case null:
                _results.Fail(check, new(ErrorCodes.ApiError, "the API ignored DryRun and may have made the change"));
                return false;
            case { ErrorId: AwsErrors.DryRun }:
                _results.Ok(check, "permitted");
                break;
            case { Code: ErrorCodes.Forbidden }:
                _results.Fail(check, failure.ToProblem());
                break;
            default:
                _results.Unknown(check, $"not checked: {failure.Message}");
                break;
        }

        return true;
    }

    private static bool IsProtected(AwsInstance instance) => instance.Tags?.ContainsKey(AwsTags.Prefix + "protected") == true;

    private static async Task<CloudFailure?> Of<T>(Task<WriteResult<T>> write)
        where T : class => (await write.ConfigureAwait(false)).Failure;
}
