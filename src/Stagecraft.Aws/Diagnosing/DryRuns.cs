using Stagecraft.Aws.Accounts;
using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Settings;
using Stagecraft.Engine.Diagnosing;
using Stagecraft.Engine.Planning;

namespace Stagecraft.Aws.Diagnosing;

/// <summary>Checks permissions with changes that AWS does not make (spec aws.md 10.2).</summary>
/// <param name="client">A client whose writes are dry runs. It is disposed at the end.</param>
/// <param name="settings">The settings; without environments if the file has problems.</param>
/// <param name="project">The project, or null.</param>
internal sealed class DryRuns(AwsClient client, AwsSettings settings, string? project)
{
    private const string Support = "dry_run";
    private const string Launch = "ec2:RunInstances";
    private const string AbsentTag = AwsTags.Prefix + "dry-run";

    private static readonly string[] Checks =
    [
        Support, "ec2:CreateTags", "ec2:DeleteTags", "ec2:ModifyInstanceAttribute", Launch, "ec2:StartInstances", "ec2:StopInstances",
        "ec2:TerminateInstances",
    ];

    private readonly DiagnosticResults _results = new(Checks);
    private string _otherwise = "skipped";

    private InstanceClient _instances = client.In(settings.HomeRegion).Instances;

    private string ProjectValue => project ?? AwsTags.NoProject;

    public async Task<IReadOnlyList<Diagnosis>> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await AccountIdentity.RequireAsync(client, settings.AccountId, cancellationToken).ConfigureAwait(false);
            CloudFailure? refusal = (await _instances.SendAsync("DescribeInstances", [], cancellationToken).ConfigureAwait(false)).Failure;
            if (refusal?.ErrorId == AwsErrors.DryRun)
            {
                _results.Ok(Support, "the API supports dry runs");
                await SendAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                _results.Fail(
                    Support, refusal?.ToProblem() ?? new(ErrorCodes.Refused, "the API ignores DryRun: no change was sent"));
            }
        }
        catch (CloudException e)
        {
            _results.Fail(Support, e.Failure.ToProblem());
        }
        catch (CloudProviderException e)
        {
            _results.Fail(Support, e.Problems[0]);
        }
        finally
        {
            client.Dispose();
        }

        return _results.All(_otherwise);
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        AwsInstance? found = await FindAsync(cancellationToken).ConfigureAwait(false);
        _otherwise = found is null ? "not checked: the project has no running or stopped instance" : _otherwise;
        string[] ids = [found?.Id ?? ""];
        Dictionary<string, string> tags = new() { [AwsTags.Project] = ProjectValue };
        Func<Task<WriteResult<string>>>[] changes =
        [
            () => _instances.CreateTagsAsync(ids, tags, null, cancellationToken),
            () => _instances.DeleteTagsAsync(ids, [AbsentTag], null, cancellationToken),
            () => _instances.SetProtectionAsync(ids[0], IsProtected(found!), null, cancellationToken),
            () => LaunchAsync(cancellationToken),
            () => _instances.SendAsync("StartInstances", ids, cancellationToken),
            () => _instances.SendAsync("StopInstances", ids, cancellationToken),
            () => _instances.SendAsync("TerminateInstances", ids, cancellationToken),
        ];
        for (int i = 0; i < changes.Length; i++)
        {
            string check = Checks[i + 1];
            if ((found is not null || check == Launch) && !Judge(check, (await changes[i]().ConfigureAwait(false)).Failure))
            {
                break;
            }
        }
    }

    /// <summary>An instance of the project, if possible one that is not protected.</summary>
    private async Task<AwsInstance?> FindAsync(CancellationToken cancellationToken)
    {
        Ec2Filter[] filters = [Ec2Filter.Tag(AwsTags.Project, ProjectValue), new("instance-state-name", ["running", "stopped"])];
        AwsInstance? found = null;
        foreach (string region in settings.ReadRegions)
        {
            InstanceClient instances = client.In(region).Instances;
            foreach (AwsInstance instance in
                (await instances.ListAsync(filters, RequestPriority.Working, cancellationToken).ConfigureAwait(false)).Items)
            {
                if (found is null || (IsProtected(found) && !IsProtected(instance)))
                {
                    (found, _instances) = (instance, instances);
                }
            }
        }

        return found;
    }

    /// <summary>The result of the first host that cannot be created, or of the last host.</summary>
    private async Task<WriteResult<string>> LaunchAsync(CancellationToken cancellationToken)
    {
        CloudFailure? failure = new(ErrorCodes.ConfigInvalid, "the file declares no hosts, or has problems");
        foreach (EnvironmentHosts<Ec2Host> environment in settings.Environments)
        {
            foreach (Ec2Host host in environment.Hosts.DistinctBy(h => $"{h.Region} {h.Role}"))
            {
                try
                {
                    RegionClient region = client.In(host.Region);
                    RegionCatalog catalog = await RegionCatalog.ReadAsync(region, [host], static read => read(), cancellationToken)
                        .ConfigureAwait(false);
                    RunInstance launch = await Launches.DescribeAsync(
                        host, TagsOf(environment.Name), TokenOf(environment.Name, host), catalog, cancellationToken).ConfigureAwait(false);
                    failure = (await region.Instances.RunAsync(launch, null, cancellationToken).ConfigureAwait(false)).Failure;
                }
                catch (CloudException e)
                {
                    failure = e.Failure;
                }

                if (failure?.ErrorId != AwsErrors.DryRun)
                {
                    string place = $"{host.Name} in {environment.Name}";
                    return Result(failure is null ? null : failure with { Message = $"{place}: {failure.Message}" });
                }
            }
        }

        return Result(failure);
    }

    private static WriteResult<string> Result(CloudFailure? failure) => new("", failure, FailureKind.Refused, MayHaveTakenEffect: false);

    private string[] TagsOf(string environment) =>
        project is null ? [TagNames.Environment(environment)] : [TagNames.Environment(environment), TagNames.Project(project)];

    /// <summary>A token that no create has.</summary>
    private string TokenOf(string environment, Ec2Host host) =>
        new ClientTokens(settings.AccountId, project, environment).PrefixOf(host.Name) + Support;

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
}
