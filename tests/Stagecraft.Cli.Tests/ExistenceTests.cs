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

    [Fact]
    public void A_host_that_is_replaced_is_listed_once()
    {
        HostOutcome[] hosts =
        [
            new("app-1", "prod-app-1", OutcomeKind.Deleted) { Id = new("1") },
            new("app-1", "prod-app-1", OutcomeKind.Skipped),
            new("app-2", "prod-app-2", OutcomeKind.Deleted) { Id = new("2") },
            new("app-2", "prod-app-2", OutcomeKind.Created) { Id = new("3") },
            new("app-3", "prod-app-3", OutcomeKind.Deleted) { Id = new("4") },
        ];

        Existence.Of(new ApplyReport(hosts), Samples.Full()).Should()
            .Equal(("existing hosts", "app-2 (3)"), ("hosts that do not exist", "app-1, app-3 (4)"));
    }
}
