using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>The plans of every environment as text. spec/cli/output.md, 1.7.</summary>
internal static class AllPlansText
{
    internal static void Write(TextOutput output, StagecraftFile file, AllPlans all, SuggestedCommands commands)
    {
        for (int i = 0; i < all.Plans.Count; i++)
        {
            if (i > 0)
            {
                output.Line();
            }

            PlanText.Write(output, all.Plans[i], RolloutText.Of(all.Plans[i], file.ProviderConfig, maxUnavailable: null));
        }

        if (all.Undeclared.Count == 0)
        {
            return;
        }

        string head = $"{Words.Count(all.Undeclared.Count, "environment")} of project {file.Project} not in the file:";
        output.Line();
        Prose.Write(output, head, output.Width, Tone.Drift);
        Columns.Write(output, [.. all.Undeclared.Select(e => Row(Clouds.Of(file.ProviderId), e))]);
        Prose.Write(output, commands.Complete("To delete one: `stagecraft infra down -e NAME`"), output.Width);
    }

    private static Segment[] Row(CloudDescription cloud, AccountEnvironment environment) =>
    [
        $"  {environment.Environment}",
        Words.Count(environment.Hosts.Count, cloud.Terms.Machine),
        environment.Monthly is { } monthly ? $"{Words.Money(monthly)} USD a month" : "price unknown",
    ];
}
