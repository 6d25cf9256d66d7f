using Stagecraft.DigitalOcean.Accounts;
using Stagecraft.DigitalOcean.Resources;
using Stagecraft.DigitalOcean.Tests.Api;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Tests.Planning;

/// <summary>spec/providers/cloud/digitalocean.md 5.2: the status of the account.</summary>
public sealed class AccountStatusTests
{
    private const string Size = """
        {"slug":"s-1vcpu-1gb","price_monthly":null,"disk":25,"memory":1024,"available":true,"regions":["nyc1"]}
        """;

    [Theory]
    [InlineData(
        """ "locked","status_message":"Payment\u001b[31m failed." """,
        "the account is locked: Payment[31m failed.; it cannot create droplets")]
    [InlineData(""" "locked" """, "the account is locked; it cannot create droplets")]
    public void A_locked_account_creates_nothing(string status, string message)
    {
        Preflight preflight = Read($$"""{"droplet_limit":25,"status":{{status}}}""");

        Problem problem = Check(preflight, creates: 1).Should().ContainSingle().Which;
        (problem.Code, problem.Message).Should().Be((ErrorCodes.Refused, message));
        Check(preflight, creates: 0).Should().BeEmpty();
        preflight.CreateWarnings.Should().BeEmpty();
    }

    [Fact]
    public void A_warning_and_an_unverified_address_are_warnings()
    {
        Preflight preflight =
            Read("""{"droplet_limit":25,"status":"warning","status_message":"Pay soon.","email_verified":false}""");

        Check(preflight, creates: 1).Should().BeEmpty();
        preflight.CreateWarnings.Select(w => (w.Code, w.Message)).Should().Equal(
            ("account_status", "the account's status is 'warning': Pay soon.; creates may be refused"),
            ("email_unverified", "the email address of the account is not verified; creates may be refused"));
    }

    [Fact]
    public void An_active_account_has_no_warnings() =>
        Read("""{"droplet_limit":25,"status":"active","status_message":"","email_verified":true}""").CreateWarnings.Should().BeEmpty();

    /// <summary>5.5: a price that the API does not state is unknown.</summary>
    [Fact]
    public void A_size_without_a_price_does_not_fail_the_plan()
    {
        Preflight preflight = Read("""{"droplet_limit":25,"status":"active"}""");

        preflight.Problems.Should().BeEmpty();
        preflight.Prices.Should().BeEmpty();
    }

    private static IReadOnlyList<Problem> Check(Preflight preflight, int creates) =>
        preflight.Check([.. Enumerable.Range(1, creates).Select(n => Sample.Host($"app-{n}").Declared)]);

    private static Preflight Read(string account)
    {
        Rig rig = new((request, _) => Task.FromResult(Responses.Response(200, request.RequestUri!.AbsolutePath switch
        {
            "/v2/account" => $$"""{"account": {{account}} }""",
            "/v2/sizes" => $$$"""{"sizes":[{{{Size}}}],"links":{},"meta":{"total":1}}""",
            "/v2/regions" => """{"regions":[{"slug":"nyc1","name":"New York 1","available":true}],"links":{},"meta":{"total":1}}""",
            "/v2/account/keys" =>
                """{"ssh_keys":[{"id":1,"name":"k","fingerprint":"aa"}],"links":{},"meta":{"total":1}}""",
            _ => """{"image":{"regions":["nyc1"],"min_disk_size":25,"status":"available"}}""",
        })));
        return rig.Run(c => new PreflightReader(
            c,
            new AccessKeys(c, [new("k", null, "")], new RecentKeys(rig.Clock)),
            new DeclaredVpcs(c, []),
            new ProjectMembers(c.Resources, null)).ReadAsync([Sample.Host("app-1").Declared], default));
    }
}
