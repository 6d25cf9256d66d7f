using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Reading;

/// <summary>Reads resources other than machines.</summary>
internal static class ResourceReader
{
    /// <summary>The list, if it shows the marks of all resources: without them, every resource would appear to be unmanaged.</summary>
    /// <exception cref="CloudException">The marks of a resource are not shown: <c>forbidden</c>; two have the same id:
    /// <c>api_error</c>.</exception>
    public static ResourceList Require(IResourceKind kind, ResourceList list, CloudTerms terms)
    {
        bool isHidden = list.Resources.Any(r => kind.Ownership switch
        {
            ResourceOwnership.Tags => r.Tags is null,
            ResourceOwnership.NameAndTarget => r.Targets is null,
            _ => false,
        });
        if (isHidden)
        {
            throw Failed(ErrorCodes.Forbidden, $"the API does not show the tags of a {kind.Noun} to this token", terms.TagPermissionHint);
        }

        HashSet<ResourceId> ids = [];
        return list.Resources.FirstOrDefault(r => !ids.Add(r.Id)) is { } copy
            ? throw Failed(ErrorCodes.ApiError, $"API error: two resources have the id '{copy.Id}'", null)
            : list;
    }

    private static CloudException Failed(string code, string message, string? hint) =>
        new(new CloudFailure(code, message, hint), FailureKind.Refused);
}
