namespace Stagecraft.Plans;

/// <summary>Declared fields of existing resources that a plan does not compare, so that a difference in them is not drift.</summary>
/// <param name="Kind">The kind of the resources.</param>
/// <param name="Name">The resource's name, or null where this is so for every existing resource of the kind.</param>
/// <param name="Fields">The fields as the config names them, sorted ordinally.</param>
/// <param name="Reason">Why they are not compared, in a few words.</param>
public sealed record UncomparedFields(string Kind, string? Name, IReadOnlyList<string> Fields, string Reason);
