namespace Stagecraft.DigitalOcean;

/// <summary>What a run waits for before a host counts as ready (<c>wait</c> in the config).</summary>
public enum HostWait
{
    /// <summary>Its droplet is <c>active</c> and has an address. The default.</summary>
    Active,

    /// <summary>Also: an SSH server answers on port 22 of its public address.</summary>
    Ssh,

    /// <summary>Also: cloud-init says that it is done.</summary>
    CloudInit,
}
