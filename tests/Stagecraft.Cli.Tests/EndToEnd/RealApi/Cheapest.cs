using Stagecraft.DigitalOcean.Api;

namespace Stagecraft.Cli.Tests.EndToEnd.RealApi;

/// <summary>What the hosts of a run are made from.</summary>
/// <param name="Key">The SSH key's name.</param>
/// <param name="Region">A region that has both sizes.</param>
/// <param name="Size">The cheapest size.</param>
/// <param name="Other">Another size, which is declared but never made.</param>
internal sealed record Cheapest(string Key, string Region, string Size, string Other);
