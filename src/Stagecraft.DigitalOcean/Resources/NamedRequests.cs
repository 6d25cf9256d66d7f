using Stagecraft.DigitalOcean.Api.Client;

namespace Stagecraft.DigitalOcean.Resources;

/// <summary>The requests about a <see cref="NamedKind"/>.</summary>
/// <param name="List">The list; a create is sent to the same path.</param>
/// <param name="Item">The member of a response with one resource.</param>
/// <param name="CreateScope">The scope of a create.</param>
/// <param name="UpdateScope">The scope of an update.</param>
/// <param name="DeleteScope">The scope of a delete.</param>
internal sealed record NamedRequests(ResourceRoute List, string Item, string CreateScope, string UpdateScope, string DeleteScope);
