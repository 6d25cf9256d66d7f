namespace Stagecraft.DigitalOcean;

/// <summary>The environment of the process, where the program that adds the provider to its services gave no other.</summary>
internal static class ProcessEnvironment
{
#pragma warning disable RS0030 // A default of options, for the program to replace: the provider itself still takes it as a parameter.
    public static string? Read(string name) => Environment.GetEnvironmentVariable(name);
#pragma warning restore RS0030
}
