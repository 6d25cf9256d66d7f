using System.Text.Json.Serialization;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Storage;

/// <summary>The JSON of the account in the state file.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AccountState))]
internal sealed partial class StateJson : JsonSerializerContext;
