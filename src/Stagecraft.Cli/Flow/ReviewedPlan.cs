using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary>A saved plan, which is applied exactly or rejected. spec/cli/infra.md, 4.9.</summary>
internal sealed class ReviewedPlan(string file, InfraPlan plan, PlanIntent intent)
{
    private const int MaxDifferences = 20;

    /// <summary>The choice that the plan was made with.</summary>
    internal ChoiceArguments Choice
    {
        get
        {
            ResourceChange[] resized = [.. plan.HostChanges.Where(c => c.Fields.Any(f => f is { Name: HostField.Size, IsUpdated: true }))];
            return new()
            {
                Targets = plan.Targets,
                Replace = plan.Replace,
                Surge = plan is { Surge: true, Replace.Count: > 0 },
                Resize = plan.Resize,
                PowerOn = plan.PowerOn,

                // The option applies to all hosts that are resized.
                ResizeDisk = resized.Length > 0 && resized.All(c => c.Fields.Any(f => f.Name == HostField.Disk)),
                AllowLoss = [.. plan.Changes.Where(c => c.Approval == Approval.Loss).Select(Words.Address)],
            };
        }
    }

    /// <summary>Reads the file, if one is named.</summary>
    /// <exception cref="Config.ConfigException">It is not a plan.</exception>
    /// <exception cref="UsageException">It is a plan for another environment or another command.</exception>
    internal static ReviewedPlan? Read(string? file, GlobalArguments arguments, PlanIntent intent)
    {
        if (file is null)
        {
            return null;
        }

        InfraPlan plan = InfraPlanJson.Read(file);
        if (arguments.Environment is { } other && other != plan.Environment)
        {
            throw new UsageException($"{file} is a plan for environment '{plan.Environment}', not for '{other}'");
        }

        bool clears = plan.Changes.Any(c => c.Reason == DeleteReason.Down);

        // 'down' keeps volumes and reserved IPs.
        bool converges = plan.Changes.Any(
            c => c.Reason != DeleteReason.Down && (c.Kind == ResourceKind.Host || c.Actions != ResourceActions.None));
        return intent switch
        {
            PlanIntent.Converge when clears => throw new UsageException($"{file} is a plan for 'down': it deletes the environment"),
            PlanIntent.Down when converges => throw new UsageException($"{file} is a plan for 'up': it does not delete the environment"),
            _ => new ReviewedPlan(file, plan, intent),
        };
    }

    internal GlobalArguments For(GlobalArguments arguments) => arguments with { Environment = plan.Environment };

    /// <summary>A new plan, if it equals the saved one.</summary>
    /// <exception cref="CloudProviderException">It is not: <c>plan_stale</c>, with all that changed.</exception>
    internal async Task<InfraPlan> RecomputeAsync(Preparation preparation, CancellationToken cancellationToken)
    {
        InfraPlan now;
        try
        {
            now = await preparation.PlanAsync(intent, Choice, cancellationToken);
        }
        catch (CloudProviderException exception) when (exception.Problems.All(p => p is { Code: ErrorCodes.ConfigInvalid, Location: null }))
        {
            // Its targets no longer exist.
            throw Stale(exception.Problems.Select(p => p.Message));
        }

        IReadOnlyList<string> differences = InfraPlanDifferences.Between(plan, now);
        return differences.Count == 0 ? now : throw Stale(differences);
    }

    private CloudProviderException Stale(IEnumerable<string> differences)
    {
        string[] all = [.. differences];
        string[] more = all.Length > MaxDifferences ? [$"{Words.Number(all.Length - MaxDifferences)} more differences"] : [];
        Problem[] problems =
        [.. all.Take(MaxDifferences).Concat(more).Select(d => new Problem(ErrorCodes.PlanStale, $"{file} is out of date: {d}"))];
        problems[^1] = problems[^1] with { Hint = "no changes were made; create a new plan and review it" };
        return new CloudProviderException(null, problems);
    }
}
