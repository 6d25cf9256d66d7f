using System.Text.Json.Nodes;
using Stagecraft.Config;

namespace Stagecraft.Engine.Clouds;

/// <summary>Connects the engine to one kind of cloud. Stateless, and safe for use by several threads.</summary>
public interface ICloudDriver
{
    /// <summary>The provider id and the words of this cloud.</summary>
    CloudTerms Terms { get; }

    /// <summary>Describes the provider's section of the config as a JSON Schema.</summary>
    JsonObject DescribeConfig();

    /// <summary>Reads the provider's section. Called once per section: the engine keeps the result.</summary>
    /// <param name="section">The section.</param>
    /// <param name="project">The project's name, or null.</param>
    /// <returns>The declared configuration with every problem that was found.</returns>
    DeclaredConfig Read(ConfigNode section, string? project);

    /// <summary>Connects to the account that the config names. Nothing is sent before the first call.</summary>
    /// <param name="config">A result of <see cref="Read"/> without connection problems.</param>
    /// <param name="context">The clock, the progress listener and the log.</param>
    /// <exception cref="Providers.CloudProviderException">The credentials are missing or malformed.</exception>
    ICloudAccount Connect(DeclaredConfig config, CloudContext context);
}
