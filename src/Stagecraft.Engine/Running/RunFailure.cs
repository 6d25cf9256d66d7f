using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Engine.Running;

/// <summary>The exception of a run that did not wholly succeed.</summary>
internal static class RunFailure
{
    private const string Again = "run the same command again: it goes on from what exists";
    private const string NotAgain = "run it again without replacing anything: it goes on from what exists";

    /// <summary>The report of a run that failed or was stopped after its protections, before anything else was sent. It succeeded if the plan has nothing else.</summary>
    public static ApplyReport AfterProtection(Exception failure, InfraPlan plan, IReadOnlyList<ProtectOperation> works)
    {
        Problem? problem = failure switch
        {
            CloudException refused => refused.Failure.ToProblem(),
            CloudProviderException refused => refused.Problems[0],
            _ => null,
        };
        return OutcomeReport.Of(plan, works, problem);
    }

    /// <param name="terms">The words of the cloud.</param>
    /// <param name="report">Every host's outcome.</param>
    /// <param name="changedAnything">Whether something was sent that changed the account, or may have.</param>
    /// <param name="replaces">Whether it was to replace hosts: the same again would replace those that were made.</param>
    public static CloudProviderException Of(CloudTerms terms, ApplyReport report, bool changedAnything, bool replaces) =>
        CloudProviderException.Of(terms.Provider, report, changedAnything, replaces ? NotAgain : Again);
}
