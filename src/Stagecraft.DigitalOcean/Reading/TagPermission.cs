using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Planning;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Reading;

/// <summary>Refuses machines that come without tags: to a token that may not read tags, a full account looks like an empty one (spec 3.5).</summary>
internal static class TagPermission
{
    public static IReadOnlyList<Machine> Demand(IReadOnlyList<Machine> machines) =>
        machines.All(d => d.Tags is not null)
            ? machines
            : throw new CloudProviderException(
                DigitalOceanProvider.ProviderId,
                new Problem(ErrorCodes.Forbidden, "the API does not show the tags of droplets to this token", ErrorHints.ReadTags));
}
