namespace Stagecraft.Plans.Reading;

/// <summary>One step of the way from the top of a JSON document: a key, or the number of an entry.</summary>
internal readonly record struct JsonStep(string? Key, int Index);
