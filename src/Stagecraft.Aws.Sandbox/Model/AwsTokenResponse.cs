namespace Stagecraft.Aws.Sandbox;

/// <summary>How <c>RunInstances</c> responds to a known client token where the documentation leaves it open.</summary>
public enum AwsTokenResponse
{
    /// <summary>An error that names the problem.</summary>
    Error,

    /// <summary>The instance of the first request, as a success.</summary>
    Instance,
}
