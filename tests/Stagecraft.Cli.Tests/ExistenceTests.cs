using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Errors;
using Stagecraft.Events;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/output.md, 4.3: the hosts that exist after a failure.</summary>
public sealed class ExistenceTests
{
    [Theory]
    [InlineData(ErrorCodes.Forbidden, true, "hosts that do not exist")]
    [InlineData(ErrorCodes.Unauthorized, true, "hosts that do not exist")]
    [InlineData(ErrorCodes.ApiError, true, "hosts that do not exist")]
    [InlineData(ErrorCodes.Forbidden, false, "unknown")]
    public void A_host_with_a_refused_create_does_not_exist(string code, bool isRefused, string expected)
    {
        HostOutcome host = new("app-2", "prod-app-2", OutcomeKind.Failed, Code: code) { IsCreateRefused = isRefused };

        Existence.Of(new ApplyReport([host]), Samples.Full()).Should().Equal((expected, "app-2"));
    }
}
