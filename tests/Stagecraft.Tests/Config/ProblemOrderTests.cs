using Stagecraft.Config;
using Stagecraft.Errors;

namespace Stagecraft.Tests.Config;

public sealed class ProblemOrderTests
{
    [Fact]
    public void By_line_then_column_then_as_given_and_without_a_place_last() =>
        ConfigProblems.ByPlace(
            [Problem("f", 0, 0), Problem("e", 3, 1), Problem("b", 1, 2), Problem("c", 2, 1), Problem("d", 2, 1), Problem("a", 1, 1)])
            .Select(p => p.Message).Should().Equal("a", "b", "c", "d", "e", "f");

    [Fact]
    public void The_same_said_twice_of_one_place_is_listed_once() =>
        ConfigProblems.ByPlace([Problem("a", 1, 1), Problem("a", 1, 1), Problem("a", 1, 2)]).Should().HaveCount(2);

    private static Problem Problem(string message, int line, int column) =>
        new(ErrorCodes.ConfigInvalid, message, Location: line == 0 ? null : new SourceLocation("f", line, column));
}
