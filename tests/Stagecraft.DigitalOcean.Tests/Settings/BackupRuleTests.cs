using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Tests.Settings;

/// <summary>Spec digitalocean.md 2.15.</summary>
public sealed class BackupRuleTests
{
    [Theory]
    [InlineData("false", "false", false)]
    [InlineData("true", "true", true)]
    [InlineData("{plan: weekly}", "weekly SUN 0:00", true)]
    [InlineData("{plan: weekly, weekday: sat, hour: 20}", "weekly SAT 20:00", true)]
    [InlineData("{plan: daily, hour: 4}", "daily 4:00", true)]
    public void Backups_are_a_flag_or_a_policy(string backups, string value, bool isEnabled)
    {
        HostSettings host = Section.Settings(Section.WithHost("backups: " + backups)).Environments.Single().Hosts.Single();

        (host.Backups, host.Properties.Single(p => p.Name == "backups").Value).Should().Be((isEnabled, value));
    }

    [Theory]
    [InlineData("§weekly", "backups must be true or false, not 'weekly'")]
    [InlineData("§\"true\"", "backups must be true or false, not 'true'")]
    [InlineData("§[weekly]", "backups must be true or false, not a list")]
    [InlineData("§{}", "plan is required")]
    [InlineData("{plan: §hourly}", "plan is 'hourly', which is not an allowed value")]
    [InlineData("{plan: weekly, §day: SUN}", "unknown key 'day'")]
    [InlineData("{plan: weekly, weekday: §Sunday}", "weekday is 'Sunday', which is not an allowed value")]
    [InlineData("{plan: daily, §weekday: SUN}", "daily backups have no weekday")]
    [InlineData("{plan: daily, hour: §5}", "hour is 5, which is not an allowed value")]
    [InlineData("{plan: daily, hour: §24}", "hour must be a whole number from 0 to 20, not '24'")]
    [InlineData("{plan: daily, hour: §\"4\"}", "hour must be a whole number from 0 to 20")]
    public void Invalid_backups_are_reported_at_their_place(string backups, string reason) =>
        Section.OnlyProblem(Section.WithHost("backups: " + backups)).Message.Should().Contain(reason);

    [Fact]
    public void A_word_is_reported_with_the_keys_of_a_policy() => Section.OnlyProblem(Section.WithHost("backups: §weekly")).Hint.Should()
        .Be("write true or false, in lower case and without quotes, or a mapping: plan, weekday, hour");

    [Fact]
    public void All_problems_of_a_policy_are_reported_together() =>
        Section.Parse(Section.WithHost("backups: {plan: hourly, weekday: X, hour: 5}")).Problems.Select(p => p.Path).Should().Equal(
            "hosts.prod.app-1.backups.plan", "hosts.prod.app-1.backups.weekday", "hosts.prod.app-1.backups.hour");
}
