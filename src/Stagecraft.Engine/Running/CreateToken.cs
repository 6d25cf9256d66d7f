using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;

namespace Stagecraft.Engine.Running;

/// <summary>The idempotency token of a create. It is equal in every run that creates the same host. It changes only if the cloud returns a
/// machine for it that is no longer the host. Every run gets the same machines for the same tokens, so all runs use the same sequence of
/// tokens.</summary>
internal static class CreateToken
{
    public static string Of(CloudTerms terms, Ownership ownership, IEnumerable<HostOperation> hosts)
    {
        using FingerprintHash token = new();
        token.Add(terms.Provider).Add(ownership.Project).Add(ownership.Environment);
        foreach (HostOperation host in hosts)
        {
            token.Add(host.Name);
            foreach (MachineId spent in host.RejectedIds.Order())
            {
                token.Add(spent.Value);
            }

            token.Add(null);
        }

        return token.ToHex();
    }
}
