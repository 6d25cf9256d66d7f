namespace Stagecraft.Plans;

/// <summary>A field of a resource: what the config declares and what the cloud reports.</summary>
/// <param name="Name">The field's name, for instance <c>size</c>.</param>
/// <param name="Declared">The declared or expected value; null where there is none.</param>
/// <param name="Actual">The actual value; null where there is none.</param>
public sealed record FieldDifference(string Name, string? Declared, string? Actual);
