namespace Stagecraft.Cli.Flow;

/// <summary>A capability that the command needs but the provider does not implement. spec/providers/cloud/interface.md, 1.6.</summary>
internal static class UnsupportedCapability
{
    internal static CloudProviderException Exception(ICloudProvider provider, string verb) => new(null, new Problem(ErrorCodes.Refused, Message(provider, verb)));

    internal static string Message(ICloudProvider provider, string verb) => $"the provider '{provider.Id}' cannot {verb}";
}
