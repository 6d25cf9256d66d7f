namespace Stagecraft.Engine.Clouds;

/// <summary>Machines to create with one request.</summary>
/// <param name="Hosts">The declared hosts, as the driver read them: at least one, at most <see cref="CloudFacts.MachinesPerCreate"/>,
/// sorted by name, equal in everything but their names.</param>
/// <param name="Tags">All tags that each machine gets, sorted ordinally.</param>
/// <param name="Token">An idempotency token: equal for a repetition of the same create, also by another run. 64 hexadecimal digits; clouds
/// without tokens ignore it.</param>
public sealed record CreateOrder(IReadOnlyList<DeclaredHost> Hosts, IReadOnlyList<string> Tags, string Token);
