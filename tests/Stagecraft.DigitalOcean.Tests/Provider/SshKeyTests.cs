using System.Globalization;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 2.9: the SSH keys of new droplets.</summary>
public sealed class SshKeyTests
{
    private readonly World _world = new();
    private readonly SandboxSshKey _alice;
    private readonly SandboxSshKey _ci;

    public SshKeyTests() => (_alice, _ci) = (_world.Cloud.AddSshKey("alice"), _world.Cloud.AddSshKey("ci"));

    [Fact]
    public void A_SHA256_fingerprint_is_that_of_ssh_keygen()
    {
        const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIC33tzkF1GipFOyUTpyc05RRuL+wB+kskVGcE2BcHm3k alice@example.com";

        new SshKey(1, "k", "", Key).Sha256().Should().Be("SHA256:RoicwxC5qqBuZARgghMuA7P20pAJgH5bckZYgsDgnG8");
        new SshKey(1, "k", "", "ssh-ed25519 AAAA!").Sha256().Should().BeNull();
        new SshKey(1, "k", "", "ssh-ed25519").Sha256().Should().BeNull();
        new SshKey(1, "k", "").Sha256().Should().BeNull();
    }

    [Fact]
    public void All_keys_are_in_the_create_request_in_the_order_of_the_file_and_once()
    {
        Keys("[ci, alice, " + _ci.Id + "]");

        SentKeys().Should().Equal(_ci.Id, _alice.Id);
        _world.Network.Sent.Count(s => s.Contains("/v2/account/keys", StringComparison.Ordinal)).Should().Be(1);
    }

    [Theory]
    [InlineData("ssh_key_name: ")]
    [InlineData("ssh_keys: [my-ssh-key, ")]
    public void Every_form_of_a_fingerprint_names_its_key(string setting)
    {
        string end = setting.EndsWith(' ') && setting.Contains('[', StringComparison.Ordinal) ? "]" : "";
        string sha256 = new SshKey(_ci.Id, "", "", _ci.PublicKey).Sha256()!;
        foreach (string form in new[]
        {
            _ci.Fingerprint, _ci.Fingerprint.ToUpperInvariant(), "MD5:" + _ci.Fingerprint, sha256, "ci",
            _ci.Id.ToString(CultureInfo.InvariantCulture),
        })
        {
            _world.Yaml = World.Hosts("app-1").Replace("ssh_key_name: my-ssh-key", $"{setting}\"{form}\"{end}", StringComparison.Ordinal);
            SentKeys().Should().EndWith(_ci.Id, form);
            _world.Down();
        }
    }

    [Fact]
    public void The_catalog_has_the_fingerprints_of_ssh_keygen()
    {
        CloudCatalog catalog = _world.Time.Run(() => _world.NewProvider().ReadCatalogAsync(
            new AccountOptions { Config = World.Config(_world.Yaml), Project = "shop" }, CancellationToken.None));

        catalog.SshKeys.Single(k => k.Name == "ci").Sha256.Should().Be(new SshKey(1, "", "", _ci.PublicKey).Sha256()).And.NotBeNull();
    }

    [Fact]
    public void All_missing_keys_are_reported_together_at_their_places()
    {
        long twin = _world.Cloud.AddSshKey("ci").Id;
        Keys("[alise, alice, ci, SHA256:none]");

        CloudProviderException failure = _world.PlanFails();

        failure.Problems.Select(p => (p.Code, p.Path, p.Location!.Line, p.Location.Column)).Should().Equal(
            (ErrorCodes.SshKeyNotFound, "ssh_keys[0]", 2, 12),
            (ErrorCodes.SshKeyNotFound, "ssh_keys[2]", 2, 26),
            (ErrorCodes.SshKeyNotFound, "ssh_keys[3]", 2, 30));
        failure.Problems.Select(p => p.Message).Should().Equal(
            "SSH key 'alise' not found in DigitalOcean account",
            "SSH key 'ci' not found in DigitalOcean account: several keys have this name",
            "SSH key 'SHA256:none' not found in DigitalOcean account");
        failure.Problems[0].Hint.Should().Be("did you mean 'alice'?");
        failure.Problems[1].Hint.Should().Contain($"{_ci.Id} ({_ci.Fingerprint})").And.Contain($"{twin} (");
    }

    [Fact]
    public void Other_keys_change_a_plan_and_their_order_does_not()
    {
        string plan = Plan("[ci, alice]");

        Plan("[ci, alice]").Should().Be(plan);
        Plan("[alice, ci]").Should().Be(plan);
        Plan("[alice]").Should().NotBe(plan);
        _world.Yaml = World.Hosts("app-1").Replace("my-ssh-key", "alice", StringComparison.Ordinal);
        InfraPlanJson.ToText(_world.Plan()).Should().Be(Plan("[alice]"));
    }

    [Fact]
    public void One_key_by_either_setting_is_no_difference_nor_is_another_order_and_other_keys_are_drift()
    {
        _world.Yaml = World.Hosts("app-1").Replace("my-ssh-key", "alice", StringComparison.Ordinal);
        _world.Up();
        Keys("[alice]");

        InfraPlan same = _world.Plan();

        same.InSync.Should().BeTrue();
        same.NotCompared.Should().BeEmpty();
        Keys("[alice, ci]");
        _world.Plan().Changes.Single().Drift.Should().ContainSingle(f => f.Name == HostField.CreateSettings);
        _world.Apply(_world.Time.Run(() => _world.NewProvider().PlanAsync(
            _world.PlanOptions() with { Replace = ["app-1"] }, CancellationToken.None)));
        _world.Plan().InSync.Should().BeTrue();
        Keys("[ci, alice]");
        _world.Plan().InSync.Should().BeTrue();
    }

    [Fact]
    public void The_doctor_checks_all_keys()
    {
        Keys("[alice, nobody, noone]");

        Diagnosis check = _world.Time.Run(() => _world.NewProvider().DiagnoseAsync(
            new AccountOptions { Config = _world.PlanOptions().Config, Project = "shop" }, CancellationToken.None))
            .Single(d => d.Check == "ssh_key");

        (check.Outcome, check.Code).Should().Be((DiagnosisOutcome.Failed, ErrorCodes.SshKeyNotFound));
        check.Message.Should().Contain("'nobody'").And.Contain("'noone'").And.NotContain("'alice'");
    }

    private void Keys(string list) =>
        _world.Yaml = World.Hosts("app-1").Replace("ssh_key_name: my-ssh-key", "ssh_keys: " + list, StringComparison.Ordinal);

    private string Plan(string list)
    {
        Keys(list);
        return InfraPlanJson.ToText(_world.Plan());
    }

    private long[] SentKeys()
    {
        string? body = null;
        _world.Network.Before = request => body = request.Method == HttpMethod.Post ? request.Content!.ReadAsStringAsync().Result : body;
        _world.Up();
        using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(body!);
        return [.. json.RootElement.GetProperty("ssh_keys").EnumerateArray().Select(k => k.GetInt64())];
    }
}
