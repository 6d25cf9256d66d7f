using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec interface.md 10.10.</summary>
public sealed class RolloutWarningTests
{
    private readonly World _world = new()
    {
        Yaml = World.Hosts("app-1", "app-2", "app-3", "db-1")
            .Replace("default_size: s-1vcpu-1gb", "default_size: s-2vcpu-4gb", StringComparison.Ordinal),
    };

    public RolloutWarningTests()
    {
        _world.Ours("app-1");
        _world.Ours("app-3");
        _world.Ours("db-1");
    }

    [Theory]
    [InlineData("app-1 app-2 app-3", "", null, null)]
    [InlineData("app-1 app-2 app-3", "", 2, null)]
    [InlineData("app-1 app-2", "", 2, null)]
    [InlineData("role:app", "", 3, "replaced")]
    [InlineData("", "role:app", 9, "resized")]
    [InlineData("app-1", "app-2 app-3", 3, "replaced or resized")]
    [InlineData("db-1", "", null, "role 'db' is unavailable while its only host 'db-1' is replaced")]
    [InlineData("", "db-1", null, "role 'db' is unavailable while its only host 'db-1' is resized")]
    [InlineData("", "", 9, null)]
    public void A_role_without_an_available_host_is_a_warning(string replace, string resize, int? most, string? message)
    {
        _world.Ours("app-2");
        PlanWarning[] expected = message switch
        {
            null => [],
            _ when message.StartsWith("role ") => [new("role_unavailable", message)],
            _ =>
            [
                new(
                    "role_unavailable",
                    $"role 'app' is unavailable while all of its hosts are {message} at the same time; "
                        + "a max_unavailable below 3 keeps some of them available"),
            ],
        };

        Plan(replace, resize, most).Warnings.Should().Equal(expected);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(2, 0)]
    public void The_number_of_the_options_overrides_that_of_the_config(int? most, int warnings)
    {
        _world.Ours("app-2");
        _world.Yaml += "\nenvironments: { staging: { replace: { max_unavailable: 3 } } }";

        Plan("role:app", "", most).Warnings.Should().HaveCount(warnings);
    }

    /// <summary>A missing host is created before the first group.</summary>
    [Fact]
    public void A_host_that_is_only_created_is_available() => Plan("role:app", "", 3).Warnings.Should().BeEmpty();

    [Fact]
    public void A_host_that_an_interrupted_run_replaced_is_a_warning_if_it_is_selected()
    {
        _world.Ours("app-2", more: "stagecraft-replaced");

        InfraPlan plan = Plan("role:app", "", null);

        plan.Replace.Should().Equal("app-1", "app-3");
        plan.Warnings.Should().Equal(new PlanWarning(
            "replacement_unfinished",
            "an earlier run that replaced hosts was interrupted; this plan continues it and does not replace 'app-2' again"));
        Plan("app-1", "", null).Warnings.Should().BeEmpty();
    }

    private InfraPlan Plan(string replace, string resize, int? most) => _world.Time.Run(() => _world.NewProvider().PlanAsync(
        _world.PlanOptions() with
        {
            Replace = replace.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Resize = resize.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            MaxUnavailable = most,
        },
        CancellationToken.None));
}
