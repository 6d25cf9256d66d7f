using System.Text;
using Stagecraft.Aws.Sandbox;
using Stagecraft.Providers;

namespace Stagecraft.Aws.Tests.Provider;

/// <summary>Spec aws.md 10.2: permissions are checked with dry runs, and nothing is changed.</summary>
public sealed class DryRunTests
{
    private const string Support = "dry_run";
    private const string Launch = "ec2:RunInstances";
    private const string Terminate = "ec2:TerminateInstances";

    private static readonly string[] Changes =
    [
        "CreateTags", "DeleteTags", "ModifyInstanceAttribute", "RunInstances", "StartInstances", "StopInstances", "TerminateInstances",
    ];

    private static readonly string[] Checks = [Support, .. Changes.Select(c => $"ec2:{c}")];

    [Fact]
    public void Every_permission_is_checked_and_nothing_is_changed()
    {
        AwsWorld world = new();
        world.Up();
        string[] before = [.. world.Living.Select(Text)];
        int sent = world.Actions.Count;

        IReadOnlyList<Diagnosis> found = DryRun(world);

        found.Select(d => (d.Check, d.Outcome)).Should().Equal(Checks.Select(c => (c, DiagnosisOutcome.Ok)));
        world.Living.Select(Text).Should().Equal(before);
        AwsSandboxRequest[] changes = [.. world.Cloud.Requests.Skip(sent).Where(r => !r.IsRead)];
        changes.Select(r => r.Status).Should().OnlyContain(status => status == 412);
        changes.Select(r => r.Action).Distinct().Should().Equal(Changes);
        changes.Count(r => r.Action == "RunInstances").Should().Be(2, "the hosts have two roles");
    }

    [Fact]
    public void A_missing_permission_is_named_and_the_others_are_permitted()
    {
        AwsWorld world = Limited("ec2:TerminateInstances");
        world.Up();

        IReadOnlyList<Diagnosis> found = DryRun(world);

        found.Where(d => d.Check != Terminate).Should().OnlyContain(d => d.Outcome == DiagnosisOutcome.Ok);
        Diagnosis denied = found.Single(d => d.Check == Terminate);
        (denied.Outcome, denied.Code).Should().Be((DiagnosisOutcome.Failed, "forbidden"));
        denied.Message.Should().Contain("is not authorized to perform: ec2:TerminateInstances on resource");
        denied.Hint.Should().Be("the credentials need the permission ec2:TerminateInstances");
        denied.RequestId.Should().NotBeNull();
        world.Living.Should().HaveCount(3);
    }

    [Fact] // RunInstances with tags also needs ec2:CreateTags.
    public void A_create_fails_for_each_permission_that_it_needs()
    {
        Diagnosis denied = DryRun(Limited("ec2:CreateTags")).Single(d => d.Check == Launch);

        denied.Outcome.Should().Be(DiagnosisOutcome.Failed);
        denied.Message.Should().Contain("app-1 in staging: ").And.Contain("to perform: ec2:CreateTags on resource");
    }

    [Fact]
    public void Without_an_instance_only_creates_are_checked()
    {
        IReadOnlyList<Diagnosis> found = DryRun(new AwsWorld());

        found.Where(d => d.Outcome == DiagnosisOutcome.Ok).Select(d => d.Check).Should().Equal(Support, Launch);
        found.Where(d => d.Outcome != DiagnosisOutcome.Ok).Should().OnlyContain(d =>
            d.Outcome == DiagnosisOutcome.Unknown && d.Message == "not checked: the project has no running or stopped instance");
    }

    [Fact]
    public void What_the_file_lacks_is_unknown()
    {
        AwsWorld world = new() { Yaml = AwsWorld.Hosts() };

        Diagnosis launch = DryRun(world).Single(d => d.Check == Launch);

        (launch.Outcome, launch.Message).Should().Be(
            (DiagnosisOutcome.Unknown, "not checked: the file declares no hosts, or has problems"));
    }

    [Fact]
    public void Another_error_is_no_missing_permission()
    {
        AwsWorld world = new();
        world.Yaml = world.Yaml.Replace("[default]", "[absent]", StringComparison.Ordinal);

        Diagnosis launch = DryRun(world).Single(d => d.Check == Launch);

        launch.Outcome.Should().Be(DiagnosisOutcome.Unknown);
        launch.Message.Should().Contain("security group 'absent' does not exist");
    }

    [Fact]
    public void An_instance_that_is_not_protected_is_preferred()
    {
        AwsWorld world = new();
        world.Yaml = world.Yaml.Replace("role: app }", "role: app, protected: true }", StringComparison.Ordinal);
        world.Up();

        DryRun(world).Should().OnlyContain(d => d.Outcome == DiagnosisOutcome.Ok);
        world.Cloud.TerminateInstance(world.Living.Single(i => i.Tags["stagecraft:host"] == "db-1").Id);
        Diagnosis terminate = DryRun(world).Single(d => d.Check == Terminate);
        (terminate.Outcome, terminate.Message.Contains("OperationNotPermitted", StringComparison.Ordinal))
            .Should().Be((DiagnosisOutcome.Unknown, true));
    }

    [Fact]
    public void Another_account_fails_and_nothing_else_is_sent()
    {
        AwsWorld world = new(o => o with { AccountId = "999999999999" });

        IReadOnlyList<Diagnosis> found = DryRun(world);

        found.Select(d => d.Check).Should().Equal(Checks);
        (found[0].Outcome, found[0].Code).Should().Be((DiagnosisOutcome.Failed, "refused"));
        found.Skip(1).Should().OnlyContain(d => d.Outcome == DiagnosisOutcome.Unknown);
        world.Actions.Should().Equal("GetCallerIdentity");
    }

    [Fact]
    public void An_API_that_ignores_dry_runs_gets_no_change()
    {
        AwsWorld world = Deaf("DescribeInstances");

        IReadOnlyList<Diagnosis> found = DryRun(world);

        (found[0].Outcome, found[0].Message).Should().Be(
            (DiagnosisOutcome.Failed, "the API ignores DryRun: no change was sent"));
        world.Actions.Should().Equal("GetCallerIdentity", "DescribeInstances");
    }

    [Fact]
    public void A_change_that_is_made_is_the_last_one()
    {
        AwsWorld world = Deaf("CreateTags");
        world.Up();
        string[] before = [.. world.Living.Select(Text)];

        IReadOnlyList<Diagnosis> found = DryRun(world);

        found.Select(d => d.Outcome).Should().Equal(
            [DiagnosisOutcome.Ok, DiagnosisOutcome.Failed, .. Enumerable.Repeat(DiagnosisOutcome.Unknown, Checks.Length - 2)]);
        found.Skip(2).Should().OnlyContain(d => d.Message == "skipped");
        world.Actions[^1].Should().Be("CreateTags");
        world.Living.Select(Text).Should().Equal(before, "it repeats a tag");
    }

    private static string Text(AwsSandboxInstance instance) =>
        $"{instance.Id} {instance.State} {string.Join(' ', instance.Tags.OrderBy(t => t.Key, StringComparer.Ordinal))}";

    private static IReadOnlyList<Diagnosis> DryRun(AwsWorld world) => world.Time.Run(() =>
        world.NewProvider().DryRunAsync(new() { Config = world.Config(), Project = world.Project }, CancellationToken.None));

    /// <summary>An account whose policy denies an action from the start; creates of instances do not need it.</summary>
    private static AwsWorld Limited(string denied) => new(o => o with
    {
        Policy = $$"""
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "*", "Resource": "*"}, {"Effect": "Deny", "Action": "{{denied}}", "Resource": "*"}]}
            """,
    });

    /// <summary>An API that drops the flag from the requests of an action.</summary>
    private static AwsWorld Deaf(string action)
    {
        AwsWorld world = new(o => o with { SecretKey = null });
        world.Handler = new FlagDropper(world.Handler, action);
        return world;
    }

    private sealed class FlagDropper(HttpMessageHandler inner, string action) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string body = await request.Content!.ReadAsStringAsync(cancellationToken);
            if (body.StartsWith($"Action={action}&", StringComparison.Ordinal))
            {
                byte[] bytes = Encoding.UTF8.GetBytes(body.Replace("&DryRun=true", "", StringComparison.Ordinal));
                ByteArrayContent content = new(bytes);
                content.Headers.ContentType = request.Content.Headers.ContentType;
                request.Content = content;
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
