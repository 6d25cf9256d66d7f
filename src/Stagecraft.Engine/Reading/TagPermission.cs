using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Reading;

/// <summary>Refuses machines without tags: without permission to read tags, every environment appears empty (spec 3.5).</summary>
internal static class TagPermission
{
    /// <exception cref="CloudProviderException">A machine has no tags to read: <c>forbidden</c>.</exception>
    public static IReadOnlyList<Machine> Require(IReadOnlyList<Machine> machines, CloudTerms terms) =>
        machines.All(m => m.Tags is not null)
            ? machines
            : throw terms.Failure(
                ErrorCodes.Forbidden, $"the API does not show the tags of {terms.Machines} to this token", terms.TagPermissionHint);
}
