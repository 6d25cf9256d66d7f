using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Plans;

namespace Stagecraft.Engine.Running;

/// <summary>The idempotency token of a create. It is equal for every run that creates the same host, and different once an earlier machine of the host is known to be deleted.</summary>
internal static class CreateToken
{
    public static string Of(CloudTerms terms, Ownership ownership, IEnumerable<HostOperation> hosts)
    {
        using FingerprintHash token = new();
        token.Add(terms.Provider).Add(ownership.Project).Add(ownership.Environment);
        foreach (HostOperation host in hosts)
        {
            token.Add(host.Name);
            foreach (MachineId gone in host.GoneIds.Order())
            {
                token.Add(gone.Value);
            }

            token.Add(null);
        }

        return token.ToHex();
    }
}
