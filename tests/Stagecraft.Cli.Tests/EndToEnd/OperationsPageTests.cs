using System.Text.RegularExpressions;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>docs/operations.md on the sandbox: its edits, its commands, the output that it shows, and the result that it states. Spec
/// interface.md 10; digitalocean.md 14.5.1; spec/cli/infra.md 14.</summary>
public sealed partial class OperationsPageTests
{
    private static readonly Dictionary<string, Func<SandboxDroplet, object?>> Properties = new()
    {
        ["ID"] = d => d.Id,
        ["addresses"] = d => (d.PublicIpv4, d.PrivateIpv4),
        ["data"] = d => d.Id,
        ["size"] = d => d.Size,
        ["disk"] = d => d.Disk,
        ["image"] = d => d.Image,
        ["region"] = d => d.Region,
        ["SSH keys"] = d => string.Join(' ', d.SshKeyIds),
        ["name"] = d => d.Name,
        ["status"] = d => d.Status,
    };

    private int _interrupted;
    private bool _followsHint = true;

    public static TheoryData<string> Recipes() => [.. OperationsRecipe.All().Select(r => r.Title)];

    public static MatrixTheoryData<string, bool> Changes() => new(
        OperationsRecipe.All().Where(r => r.Facts.ContainsKey("Interrupted")).Select(r => r.Title), [true, false]);

    [Theory]
    [MemberData(nameof(Recipes))]
    public void A_recipe_has_the_stated_result(string title)
    {
        OperationsRecipe recipe = Find(title);
        OperationsAccount account = Start(title);
        IReadOnlyList<SandboxDroplet> before = account.Hosts();

        Play(recipe, account);

        RequireResult(recipe, account, before);
        account.Unavailable.Should().BeEquivalentTo(Unavailable(recipe.Facts["Unavailable"]));
        recipe.Facts.ContainsKey("Interrupted").Should().Be(account.Writes > 0);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_recipe_that_is_interrupted_after_any_write_is_completed(string title, bool followsHint)
    {
        OperationsRecipe recipe = Find(title);
        _followsHint = followsHint;
        for (int writes = 1, stops = 1; stops > 0; writes++)
        {
            OperationsAccount account = Start(title);
            IReadOnlyList<SandboxDroplet> before = account.Hosts();
            stops = 0;
            Play(recipe, account, () => account.Writes >= writes && stops++ == 0);
            RequireResult(recipe, account, before);
            writes.Should().BeLessThan(100);
        }

        _interrupted.Should().BePositive();
    }

    [Fact]
    public void The_hosts_with_an_http_check_are_probed()
    {
        OperationsAccount account = Start("");
        Play(Find("Replace all hosts of a role"), account);
        account.Probed.Should().BeEquivalentTo("prod-app-1", "prod-app-2", "prod-app-3");
    }

    [Fact]
    public void A_session_is_opened_with_the_address_of_the_host()
    {
        OperationsAccount account = Start("");
        Play(Find("Open a session"), account);
        account.Ssh.Should().ContainInConsecutiveOrder(
            "-l", "root", "--", account.OfRole("app")[0].PublicIpv4, "journalctl", "-u", "app", "-n", "50");
    }

    private static OperationsRecipe Find(string title) => OperationsRecipe.All().Single(r => r.Title == title);

    private static OperationsAccount Start(string title)
    {
        OperationsAccount account = new();
        if (title == "Switch on a host that is off")
        {
            account.Cloud.SetStatus(account.OfRole("worker").Single().Id, "off");
        }

        return account;
    }

    private void Play(OperationsRecipe recipe, OperationsAccount account, Func<bool>? isStopped = null)
    {
        string shown = "";
        foreach ((string kind, string text) in recipe.Blocks)
        {
            switch (kind)
            {
                case "diff":
                    account.File = OperationsRecipe.Edit(account.File, text);
                    break;
                case "sh":
                    shown = string.Concat(text.TrimEnd('\n').Split('\n').Select(l => RunToEnd(account, l, isStopped)));
                    break;
                default:
                    string[] lines = [.. Lines(shown)];
                    // The output of a run after an interruption differs.
                    Lines(text).Where(l => isStopped is null && !lines.Contains(l)).Should().BeEmpty("the output is:\n{0}", shown);
                    break;
            }
        }
    }

    private string RunToEnd(OperationsAccount account, string line, Func<bool>? isStopped)
    {
        CliResult result = account.Run(line, isStopped);
        if (result.ExitCode == 130)
        {
            isStopped.Should().NotBeNull();
            _interrupted++;
            Match remaining = RemainingChanges().Match(result.Error);
            result = account.Run(_followsHint && remaining.Success ? $"stagecraft infra up{remaining.Groups[1].Value}" : line);
        }

        result.ExitCode.Should().Be(0, $"{line}: {result.Error}");
        return result.Out + result.Error;
    }

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(l => Spaces().Replace(l, " ").Trim()).Where(l => l.Length > 0);

    private void RequireResult(OperationsRecipe recipe, OperationsAccount account, IReadOnlyList<SandboxDroplet> before)
    {
        string changes = FirstSentence(recipe.Facts["Changes"]);
        string[] changed = [.. Properties.Keys.Where(p => Regex.IsMatch(changes, $@"\b{p}\b"))];
        string[] unchanged = [.. Properties.Keys.Where(p => Regex.IsMatch(FirstSentence(recipe.Facts["Unchanged"]), $@"\b{p}\b"))];
        string[] names = [.. Name().Matches(changes).Select(m => m.Groups[1].Value)];
        IReadOnlyList<SandboxDroplet> after = account.Hosts();

        changed.Intersect(unchanged).Should().BeEmpty();
        (changed.Length > 0).Should().Be(names.Length > 0);
        after.Should().HaveSameCount(before);
        foreach ((SandboxDroplet old, SandboxDroplet now) in before.Zip(after))
        {
            string[] of = names.Contains(old.Name["prod-".Length..]) || names.Contains(old.Name.Split('-')[1]) ? changed : [];
            Properties.Keys.Where(p => !Equals(Properties[p](old), Properties[p](now))).Should().BeEquivalentTo(of, old.Name);
            now.Status.Should().Be("active");
        }

        if (_followsHint)
        {
            // The sandbox numbers its droplets: no host was replaced twice.
            (after.Max(d => d.Id) - before.Max(d => d.Id)).Should().Be(after.Count(d => before.All(b => b.Id != d.Id)));
        }

        CliResult plan = account.Run("stagecraft infra plan -e prod --detailed-exitcode");
        plan.ExitCode.Should().Be(recipe.Facts.ContainsKey("Drift") ? 2 : 0, plan.Out);
    }

    private static string FirstSentence(string text) => text.Split(". ")[0];

    /// <summary>How many hosts of each role are unavailable at most: those that the text names, or one or two of a role.</summary>
    private static Dictionary<string, int> Unavailable(string text)
    {
        Dictionary<string, int> hosts = new() { ["app"] = 0, ["db"] = 0, ["worker"] = 0 };
        foreach (Match match in Name().Matches(FirstSentence(text)))
        {
            hosts[match.Groups[1].Value.Split('-')[0]] = Regex.IsMatch(text, $"two {match.Value}") ? 2 : 1;
        }

        return hosts;
    }

    [GeneratedRegex("`([a-z0-9-]+)`")]
    private static partial Regex Name();

    /// <summary>The options of the plan that the last hint names.</summary>
    [GeneratedRegex("\nhint: .*`stagecraft infra plan([^`]*)`.*\n$")]
    private static partial Regex RemainingChanges();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
