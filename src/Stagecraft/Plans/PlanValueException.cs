using System.Text.Json;

namespace Stagecraft.Plans;

/// <summary>A value of a plan file that is not in its format. The message is for the user.</summary>
internal sealed class PlanValueException(string message) : JsonException(message);
