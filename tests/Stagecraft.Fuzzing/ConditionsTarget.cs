using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Sandbox;

namespace Stagecraft.Fuzzing;

/// <summary>The conditions of a sandbox, as they come over HTTP and from a faults file.</summary>
public static class ConditionsTarget
{
    public static ByteTarget Create() => new("conditions", Mutator(), Check);

    /// <summary>Makes such JSON.</summary>
    public static Mutator Mutator() => new(Resource.All(".conditions.json"), Tokens.Json, ("[", "]"));

    private static string? Check(byte[] input)
    {
        SandboxConditions conditions;
        try
        {
            conditions = SandboxConditions.FromJson(input, new SandboxConditions());
        }
        catch (SandboxConditionsException exception)
        {
            return TextCheck.Of("a message", exception.Message) ?? TextCheck.Of("a path", exception.Path);
        }

        // What was read can be played.
        DigitalOceanSandbox sandbox = Sandbox.Value;
        sandbox.Conditions = conditions;
        return null;
    }

    private static readonly Lazy<DigitalOceanSandbox> Sandbox = new(() => DigitalOceanSandbox.Create(new SandboxOptions()));
}
