using Stagecraft.Cli.Errors;
using Stagecraft.Errors;
using Stagecraft.Providers;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 5.1 and 5.2.</summary>
public sealed class ExitCodeTests
{
    [Fact]
    public void The_table_of_the_spec_is_the_table_in_the_code()
    {
        Dictionary<int, string[]> spec = Repository.Read("spec", "cli", "infra.md").Split('\n')
            .Select(l => l.Split('|'))
            .Where(c => c.Length == 5 && int.TryParse(c[1], out _))
            .ToDictionary(c => int.Parse(c[1]), c => c[3].Split(['`', ',', ' '], StringSplitOptions.RemoveEmptyEntries));
        spec.Keys.Should().Equal(ExitCodes.Table.Select(r => r.Code));
        foreach ((int Code, string Meaning, string[] ErrorCodes) row in ExitCodes.Table)
        {
            row.ErrorCodes.Should().Equal(spec[row.Code]);
        }
    }

    [Fact]
    public void Every_error_code_is_in_exactly_one_row() =>
        ExitCodes.Table.SelectMany(r => r.ErrorCodes)
            .Should().BeEquivalentTo(ErrorCodes.All.Concat([CommandErrors.Usage, CommandErrors.Internal, CommandErrors.Interrupted]));

    [Theory]
    [InlineData(3, ErrorCodes.ApiError, ErrorCodes.Refused, ErrorCodes.CredentialsMissing, ErrorCodes.ConfigInvalid)]
    [InlineData(4, ErrorCodes.ApiError, ErrorCodes.Refused, ErrorCodes.Forbidden)]
    [InlineData(5, ErrorCodes.ApiError, ErrorCodes.PlanStale)]
    [InlineData(1, ErrorCodes.ApiError)]
    public void Of_several_the_gravest_counts_whatever_their_order(int exitCode, params string[] codes)
    {
        Problem[] problems = [.. codes.Select(c => new Problem(c, "x"))];
        ExitCodes.For(problems).Should().Be(exitCode);
        ExitCodes.For([.. problems.Reverse()]).Should().Be(exitCode);
        ExitCodes.For(new CloudProviderException(null, problems).Code).Should().Be(exitCode);
    }

    [Fact]
    public void A_code_that_is_not_known_yet_is_a_failure() => ExitCodes.For("news").Should().Be(1);
}
