using Stagecraft.Providers;

namespace Stagecraft.Tests.Json;

/// <summary>Spec output.md 5.2.</summary>
public sealed class HostsJsonTests
{
    [Fact]
    public void Hosts_are_written_with_every_key_in_order() =>
        HostsJson.ToText("x", null, "e", [new("a", "e-a", new("7"), null, "s", "r", "new", null, "10.0.0.1", "::1", IsDeclared: true)])
            .Should().Be("""
            {
              "format_version": "1.0",
              "provider": "x",
              "project": null,
              "environment": "e",
              "hosts": [
                {
                  "name": "a",
                  "machine_name": "e-a",
                  "role": null,
                  "size": "s",
                  "region": "r",
                  "id": "7",
                  "status": "new",
                  "public_ipv4": null,
                  "reserved_ipv4": null,
                  "private_ipv4": "10.0.0.1",
                  "public_ipv6": "::1",
                  "declared": true,
                  "protected": false,
                  "tags": []
                }
              ]
            }
            """.ReplaceLineEndings("\n"));
}
