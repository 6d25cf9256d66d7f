using Stagecraft.Errors;
using Stagecraft.Events;

namespace Stagecraft.DigitalOcean.Applying;

/// <summary>The exception of a run that did not wholly succeed.</summary>
internal static class RunFailure
{
    private const string Again = "run the same command again: it goes on from what exists";
    private const string NotAgain = "run it again without replacing anything: it goes on from what exists";

    /// <param name="report">Every host's outcome.</param>
    /// <param name="changedAnything">Whether something was sent that changed the account, or may have.</param>
    /// <param name="replaces">Whether it was to replace hosts: the same again would replace those that were made.</param>
    public static CloudProviderException Of(ApplyReport report, bool changedAnything, bool replaces) =>
        CloudProviderException.Of(DigitalOceanProvider.ProviderId, report, changedAnything, replaces ? NotAgain : Again);
}
