namespace Stagecraft.Engine.Clouds;

/// <summary>What a run waits for before a host counts as ready (<c>wait</c> in the config).</summary>
public enum HostWait
{
    /// <summary>Its machine is running and has an address. The default.</summary>
    Active,

    /// <summary>Also: an SSH server responds on port 22 of its public address.</summary>
    Ssh,

    /// <summary>Also: cloud-init reports that it is done.</summary>
    CloudInit,

    /// <summary>Its machine is running, and a request over HTTP to its public address, or on the host itself through SSH, returns the
    /// expected status (<see cref="HostHealth"/>). Neither an SSH server nor cloud-init is required.</summary>
    Http,
}
