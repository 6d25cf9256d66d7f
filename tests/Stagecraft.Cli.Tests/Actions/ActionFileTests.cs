using System.Text.RegularExpressions;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests.Actions;

/// <summary>action.yml, its specification and the interpreter that the other tests stand on.</summary>
public sealed partial class ActionFileTests
{
    [Fact]
    public void Every_input_and_output_is_specified()
    {
        string spec = Repository.Read("spec", "action.md");
        ActionFile action = ActionFile.Ours();

        InputRow().Matches(spec).Select(m => m.Groups[1].Value).Should().BeEquivalentTo(action.Inputs.Keys);
        foreach (string output in action.Outputs.Keys)
        {
            spec.Should().Contain($"`{output}`");
        }
    }

    [Fact]
    public void The_token_goes_to_two_steps_and_githubs_to_one()
    {
        IReadOnlyList<ActionStep> steps = ActionFile.Ours().Steps;

        steps.Where(s => s.Env.Values.Contains("${{ inputs.token }}")).Select(s => s.Name).Should().Equal("prepare", "run");
        steps.Where(s => s.Env.Values.Contains("${{ inputs.github-token }}")).Select(s => s.Name).Should().Equal("comment");
        steps.SelectMany(s => s.With.Values).Should().NotContain(v => v.Contains("token"));
    }

    [Theory]
    [InlineData("!cancelled() && steps.a.outputs.b == 'true'", true)]
    [InlineData("steps.a.outputs.c == 'true'", false)]
    [InlineData("steps.a.outputs.c || steps.a.outputs.b", "true")]
    [InlineData("steps.a.outputs.b != 'x'", true)]
    public void The_interpreter_evaluates_as_GitHub_does(string text, object value) =>
        Expression.Evaluate(text, n => n switch { "cancelled()" => false, "steps.a.outputs.b" => "true", _ => "" }).Should().Be(value);

    [Theory]
    [InlineData("hashFiles('x')")]
    [InlineData("a[0]")]
    [InlineData("a < b")]
    public void The_interpreter_refuses_what_it_does_not_know(string text)
    {
        Func<object> evaluate = () => Expression.Evaluate(text, n => n.EndsWith(')') ? throw new NotSupportedException() : "x");
        evaluate.Should().Throw<NotSupportedException>();
    }

    [Fact]
    public void An_unknown_key_is_refused()
    {
        Func<ActionFile> read = () => ActionFile.Read(Repository.Read("action.yml").Replace("continue-on-error:", "timeout-minutes:", StringComparison.Ordinal));
        read.Should().Throw<NotSupportedException>();
    }

    [GeneratedRegex("^\\| `([a-z-]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex InputRow();
}
