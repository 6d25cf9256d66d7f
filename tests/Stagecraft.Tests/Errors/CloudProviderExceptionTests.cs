using System.Text.RegularExpressions;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Testing;

namespace Stagecraft.Tests.Errors;

/// <summary>Spec interface.md 5.</summary>
public sealed class CloudProviderExceptionTests
{
    [Fact]
    public void The_message_begins_with_the_provider() =>
        new CloudProviderException("digitalocean", new Problem(ErrorCodes.ApiError, "API error: x")).Message.Should()
            .Be("digitalocean provider: API error: x");

    [Fact]
    public void Of_several_problems_the_gravest_gives_the_code()
    {
        CloudProviderException failure = new(
            "digitalocean",
            [
                new(ErrorCodes.ApiError, "four"),
                new(ErrorCodes.MachineExists, "three"),
                new(ErrorCodes.CredentialsMissing, "two"),
                new(ErrorCodes.ConfigInvalid, "one", "do this", RequestId: "r"),
            ]);

        failure.Code.Should().Be(ErrorCodes.ConfigInvalid);
        failure.Message.Should().Be("digitalocean provider: one (and 3 more)");
        failure.Hint.Should().Be("do this");
        failure.RequestId.Should().Be("r");
        failure.Problems.Select(p => p.Message).Should().Equal("four", "three", "two", "one");
    }

    [Fact]
    public void Without_a_problem_there_is_no_exception()
    {
        Action make = () => _ = new CloudProviderException("x", []);

        make.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_report_with_a_failure_did_not_succeed()
    {
        HostOutcome good = new("a", "e-a", OutcomeKind.Created, new("1"));

        new ApplyReport([good, new("b", "e-b", OutcomeKind.Kept)]).Succeeded.Should().BeTrue();
        foreach (OutcomeKind kind in (OutcomeKind[])[OutcomeKind.Failed, OutcomeKind.Skipped, OutcomeKind.Unknown])
        {
            new ApplyReport([good, new("b", "e-b", kind)]).Succeeded.Should().BeFalse();
        }

        new ApplyReport([good]) { IsInterrupted = true }.Succeeded.Should().BeFalse();
    }

    /// <summary>Spec interface.md 1.5 and 7.4.</summary>
    [Fact]
    public void An_apply_that_changed_nothing_fails_with_its_first_failure_and_one_that_did_is_partial()
    {
        HostOutcome bad = new("b", "e-b", OutcomeKind.Failed, Code: ErrorCodes.MachineTimeout, Message: "too late");
        ApplyReport report = new(
            [
                new("a", "e-a", OutcomeKind.Created, new("1")),
                bad,
                bad with { Name = null, Code = ErrorCodes.ApiError },
                bad with { Name = "d" },
                bad with { Name = "f" },
            ]);

        CloudProviderException nothing = CloudProviderException.Of("x", report, changedAnything: false);
        CloudProviderException part = CloudProviderException.Of("x", report, changedAnything: true, "look");
        CloudProviderException stopped = CloudProviderException.Of(
            "x", new ApplyReport([]) { IsInterrupted = true }, changedAnything: true);

        (nothing.Code, nothing.Message, nothing.Report).Should().Be((ErrorCodes.MachineTimeout, "x provider: too late", report));
        (part.Code, part.Hint, part.Report).Should().Be((ErrorCodes.PartialApply, "look", report));
        part.Message.Should().Be("x provider: 4 of 5 hosts failed: b (machine_timeout), e-b (api_error), d (machine_timeout), …");
        (stopped.Code, stopped.Message).Should().Be((ErrorCodes.PartialApply, "x provider: the run was stopped before it was done"));
        stopped.Hint.Should().Be("re-run the same command; it resumes from the current state");
    }

    /// <summary>Spec interface.md 1.5.</summary>
    [Fact]
    public void A_resource_that_failed_counts_like_a_host()
    {
        ResourceOutcome bad = new(
            ResourceKind.Volume, "b-data", "e-b-data", null, OutcomeKind.Failed, ErrorCodes.ResourceFailed, "API error: limit exceeded");
        ApplyReport report = new([new("b", "e-b", OutcomeKind.Skipped)])
        {
            Resources = [bad, bad with { Name = null }, bad with { Name = "c", Outcome = OutcomeKind.Skipped }],
        };

        CloudProviderException nothing = CloudProviderException.Of("x", report, changedAnything: false);
        CloudProviderException part = CloudProviderException.Of("x", report, changedAnything: true);

        (nothing.Code, nothing.Message).Should().Be((ErrorCodes.ResourceFailed, "x provider: API error: limit exceeded"));
        part.Code.Should().Be(ErrorCodes.PartialApply);
        part.Message.Should().Be(
            "x provider: 2 of 4 hosts and other resources failed: volume b-data (resource_failed), volume e-b-data (resource_failed)");
    }

    [Fact]
    public void A_failure_without_code_and_message_has_some_all_the_same()
    {
        CloudProviderException failure = CloudProviderException.Of(
            "x", new ApplyReport([new("b", "e-b", OutcomeKind.Failed)]), changedAnything: false);

        (failure.Code, failure.Message).Should().Be((ErrorCodes.ApiError, "x provider: host 'b' failed"));
    }

    [Fact]
    public void There_is_no_exception_of_a_report_that_succeeded()
    {
        Action make = () => CloudProviderException.Of("x", new ApplyReport([new("a", "e-a", OutcomeKind.Kept)]), changedAnything: true);

        make.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void The_codes_are_those_of_the_specification()
    {
        string spec = Repository.Read("spec", "providers", "cloud", "interface.md");
        string table = spec[spec.IndexOf("## 5. Errors", StringComparison.Ordinal)..spec.IndexOf("## 6. Events", StringComparison.Ordinal)];

        Regex.Matches(table, "^\\| `([a-z_]+)` \\|", RegexOptions.Multiline).Select(m => m.Groups[1].Value).Should().Equal(ErrorCodes.All);
    }
}
