using System.Text.RegularExpressions;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.Actions;

/// <summary>action.yml, its specification, and the expression evaluator that the other tests use.</summary>
public sealed partial class ActionFileTests
{
    [Fact]
    public void Every_input_and_output_is_specified()
    {
        string spec = Repository.Read("spec", "action.md");
        ActionFile action = ActionFile.Load();

        InputRow().Matches(spec).Select(m => m.Groups[1].Value).Should().BeEquivalentTo(action.Inputs.Keys);
        foreach (string output in action.Outputs.Keys)
        {
            spec.Should().Contain($"`{output}`");
        }
    }

    [Fact]
    public void Each_token_is_passed_only_to_the_steps_that_need_it()
    {
        IReadOnlyList<ActionStep> steps = ActionFile.Load().Steps;

        steps.Where(s => s.Env.Values.Contains("${{ inputs.token }}")).Select(s => s.Name).Should().Equal("prepare", "run");
        steps.Where(s => s.Env.Values.Contains("${{ inputs.github-token }}")).Select(s => s.Name).Should().Equal("comment");
        steps.SelectMany(s => s.With.Values).Should().NotContain(v => v.Contains("token"));
    }

    [Theory]
    [InlineData("!cancelled() && steps.a.outputs.b == 'true'", true)]
    [InlineData("steps.a.outputs.c == 'true'", false)]
    [InlineData("steps.a.outputs.c || steps.a.outputs.b", "true")]
    [InlineData("steps.a.outputs.b != 'x'", true)]
    public void Expressions_are_evaluated_as_on_GitHub(string text, object value) =>
        Expression.Evaluate(text, n => n switch { "cancelled()" => false, "steps.a.outputs.b" => "true", _ => "" }).Should().Be(value);

    [Theory]
    [InlineData("hashFiles('x')")]
    [InlineData("a[0]")]
    [InlineData("a < b")]
    public void Unknown_expressions_are_rejected(string text)
    {
        Func<object> evaluate = () => Expression.Evaluate(text, n => n.EndsWith(')') ? throw new NotSupportedException() : "x");
        evaluate.Should().Throw<NotSupportedException>();
    }

    [Fact]
    public void An_unknown_key_is_rejected()
    {
        string text = Repository.Read("action.yml").Replace("continue-on-error:", "timeout-minutes:", StringComparison.Ordinal);
        Func<ActionFile> read = () => ActionFile.Read(text);
        read.Should().Throw<NotSupportedException>();
    }

    [GeneratedRegex("^\\| `([a-z-]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex InputRow();
}
