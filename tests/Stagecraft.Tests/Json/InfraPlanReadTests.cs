using System.Text;
using Stagecraft.Config;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.Errors;
using Stagecraft.Plans;

namespace Stagecraft.Tests.Json;

/// <summary>spec/cli/output.md, 2.1.</summary>
public sealed class InfraPlanReadTests
{
    private const string Good =
        """
        {
          "format_version": "1.0",
          "provider": "digitalocean",
          "project": "shop",
          "environment": "prod",
          "in_sync": false,
          "to_create": [
            {"name": "a", "machine_name": "prod-a", "role": "app", "size": "s", "region": "r", "image": "i", "tags": ["x", "stagecraft"]}
          ],
          "to_delete": [
            {"name": null, "machine_name": "prod-", "role": null, "size": "s", "region": "r", "id": 7, "reason": "down"}
          ],
          "to_protect": [{"name": "d", "id": 4}],
          "drift": [{"name": "b", "machine_name": "prod-b", "id": 2, "field": "role", "declared": null, "actual": "db"}],
          "unchanged": [{"name": "c", "machine_name": "prod-c", "id": 3}],
          "warnings": [{"code": "no_project", "message": ""}],
          "cost": {"currency": "USD", "monthly_before": "4.00", "monthly_after": "6.50", "monthly_delta": "2.50"},
          "fingerprint": {
            "config": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            "account": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
          }
        }
        """;

    [Fact]
    public void A_plan_is_read_with_its_lists_sorted()
    {
        InfraPlan plan = Read(Good);

        plan.ToCreate.Should().ContainSingle().Which.Tags.Should().Equal("stagecraft", "x");
        plan.ToDelete.Should().ContainSingle().Which.Should().Be(new HostDeletion
        {
            Name = null,
            MachineName = "prod-",
            Role = null,
            Size = "s",
            Region = "r",
            Id = 7,
            Reason = DeleteReason.Down,
        });
        plan.ToProtect.Should().Equal(new HostProtection("d", 4));
        plan.Drift.Should().Equal(new HostDrift("b", "prod-b", 2, "role", null, "db"));
        plan.Unchanged.Should().Equal(new UnchangedHost("c", "prod-c", 3));
        plan.Warnings.Should().Equal(new PlanWarning("no_project", ""));
        plan.Cost.Should().Be(new PlanCost("USD", 4m, 6.5m));
    }

    [Fact]
    public void A_byte_order_mark_is_accepted() =>
        InfraPlanJson.Read("plan.json", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Good)]).Environment.Should().Be("prod");

    [Fact]
    public void A_later_minor_version_adds_keys_that_are_passed_over() => InfraPlanJson.ToText(Read(Good
        .Replace("\"1.0\"", "\"1.17\", \"new\": [{\"a\": [1, 2]}]", StringComparison.Ordinal)
        .Replace("\"id\": 3", "\"id\": 3, \"more\": {}", StringComparison.Ordinal))).Should().Be(InfraPlanJson.ToText(Read(Good)));

    [Theory]
    [InlineData("\"1.0\"", "\"2.0\"", "2:21", "format_version", "format_version is 2.0; this stagecraft reads 1.x")]
    [InlineData("\"1.0\"", "\"1\"", "2:21", "format_version", "'1' is not a version of the form 'major.minor'")]
    [InlineData("\"1.0\"", "\"1.0.0\"", "2:21", "format_version", "'1.0.0' is not a version of the form 'major.minor'")]
    [InlineData("\"1.0\"", "1.0", "2:21", "format_version", "this must be a text, not a number")]
    [InlineData("\"provider\"", "\"Provider\"", "1:1", null, "the key 'provider' is missing")]
    [InlineData("\"shop\"", "\"shop\", \"project\": null", "4:22", "project", "duplicate key: it stands already further up")]
    [InlineData("\"shop\"", "\"shop\", \"x\": 1, \"x\": 1", "4:30", "x", "duplicate key: it stands already further up")]
    [InlineData("\"prod\"", "\"Prod\"", "5:18", "environment", "'Prod' is not a valid name")]
    [InlineData("\"prod\"", "\"\"", "5:18", "environment", "this is empty")]
    [InlineData("false", "0", "6:14", "in_sync", "this must be true or false, not a number")]
    [InlineData("false", "true", "6:14", null, "in_sync contradicts the lists: there is something to create, to delete, to protect or drifted")]
    [InlineData("\"id\": 4", "\"id\": 7", "13:38", "to_protect[0].id", "droplet 7 is both to be deleted and protected")]
    [InlineData("\"name\": \"d\"", "\"name\": \"D\"", "13:27", "to_protect[0].name", "'D' is not a valid name")]
    [InlineData("{\"name\": \"d\", \"id\": 4}", "{\"name\": \"e\", \"id\": 4}, {\"name\": \"d\", \"id\": 4}", "13:62", "to_protect[1].id", "droplet 4 is to be protected twice")]
    [InlineData("\"name\": \"a\"", "\"name\": \"a b\"", "8:14", "to_create[0].name", "'a b' is not a valid name")]
    [InlineData("[\"x\"", "[null", "8:111", "to_create[0].tags[0]", "this must be a text, not null")]
    [InlineData("\"id\": 7", "\"id\": 0", "11:93", "to_delete[0].id", "an id is a whole number above 0")]
    [InlineData("\"id\": 7", "\"id\": 1.5", "11:93", "to_delete[0].id", "an id is a whole number above 0")]
    [InlineData("\"id\": 7", "\"id\": 99999999999999999999", "11:93", "to_delete[0].id", "an id is a whole number above 0")]
    [InlineData("\"id\": 7", "\"id\": \"7\"", "11:93", "to_delete[0].id", "this must be a number, not a text")]
    [InlineData("\"id\": 3", "\"id\": 7", "15:63", "unchanged[0].id", "droplet 7 is both to be deleted and unchanged")]
    [InlineData("\"down\"", "\"Down\"", "11:106", "to_delete[0].reason", "'Down' is not a reason for a delete; there is undeclared, duplicate, replace, down")]
    [InlineData("\"4.00\"", "\"4.0\"", "17:49", "cost.monthly_before", "'4.0' is not an amount of money: it is written with two decimals, as in '48.00'")]
    [InlineData("\"4.00\"", "\"4,000.00\"", "17:49", "cost.monthly_before", "'4,000.00' is not an amount of money: it is written with two decimals, as in '48.00'")]
    [InlineData("\"2.50\"", "\"2.51\"", "17:11", "cost", "monthly_delta is not monthly_after less monthly_before")]
    [InlineData("\"config\": \"0", "\"config\": \"A", "19:15", "fingerprint.config", "a fingerprint is 64 hexadecimal digits in lower case")]
    [InlineData("\"config\": \"0", "\"config\": \"", "19:15", "fingerprint.config", "a fingerprint is 64 hexadecimal digits in lower case")]
    [InlineData("\"shop\"", "\"\\ud800\"", "4:14", "project", "this is not a text: it has half of a surrogate pair in it")]
    [InlineData("\"shop\"", "\"\u0001\"", "4:15", null, "this is not valid JSON")]
    [InlineData("\"shop\"", "\"u\" x", "4:18", null, "this is not valid JSON")]
    [InlineData("\"shop\",", "\"shop\", // no", "4:22", null, "this is not valid JSON")]
    public void What_is_wrong_is_told_with_its_place(string here, string there, string place, string? path, string message)
    {
        Good.Should().Contain(here);
        int at = Good.IndexOf(here, StringComparison.Ordinal);
        Problem problem = Problems(string.Concat(Good.AsSpan(0, at), there, Good.AsSpan(at + here.Length)))[0];

        (problem.Code, problem.Location!.ToString(), problem.Path, problem.Message)
            .Should().Be((ErrorCodes.ConfigInvalid, "plan.json:" + place, path, message));
    }

    [Theory]
    [InlineData("", "1:1", "the plan file is empty")]
    [InlineData(" \n ", "2:2", "the plan file is empty")]
    [InlineData("[]", "1:1", "this must be an object, not a list")]
    [InlineData("{", "1:2", "this is not valid JSON: the text ends too early")]
    [InlineData("{\"a\":\r\r\n\n\"\0\"}", "4:2", "this is not valid JSON")]
    public void What_is_no_plan_at_all(string json, string place, string message)
    {
        Problem problem = Problems(json)[0];
        (problem.Location!.ToString(), problem.Message).Should().Be(("plan.json:" + place, message));
    }

    [Fact]
    public void A_host_to_create_is_there_once()
    {
        string entry = Good.Split('\n')[7].Trim();
        Problems(Good.Replace(entry, $"{entry},\n{entry}", StringComparison.Ordinal)).Select(p => (p.Path, p.Message)).Should().Equal(
            ("to_create[1].name", "'a' is to be created twice"),
            ("to_create[1].machine_name", "'prod-a' is the name of two droplets to create"));
    }

    /// <summary>A plan of an older version is without them, and is one of all hosts.</summary>
    [Fact]
    public void Targets_and_replacements_may_be_missing()
    {
        InfraPlan plan = Read(Good);
        (plan.Targets.Count, plan.Replace.Count).Should().Be((0, 0));
    }

    [Fact]
    public void Targets_and_replacements_are_read_and_sorted()
    {
        InfraPlan plan = Read(With("\"targets\": [\"b\", \"a\"], \"replace\": [\"a\"]"));
        plan.Targets.Should().Equal("a", "b");
        plan.Replace.Should().Equal("a");
    }

    [Theory]
    [InlineData("\"targets\": null", "targets", "this must be a list, not null")]
    [InlineData("\"targets\": [\"a\", \"a\"]", "targets[1]", "'a' is listed twice")]
    [InlineData("\"replace\": [\"A\"]", "replace[0]", "'A' is not a valid name")]
    [InlineData("\"replace\": [\"\"]", "replace[0]", "this is empty")]
    [InlineData("\"replace\": [], \"replace\": []", "replace", "duplicate key: it stands already further up")]
    public void What_is_wrong_with_targets_and_replacements(string keys, string path, string message)
    {
        Problem problem = Problems(With(keys)).Should().ContainSingle().Which;
        (problem.Path, problem.Message).Should().Be((path, message));
    }

    [Fact]
    public void All_problems_are_told_in_the_order_of_the_file() =>
        Problems(Good.Replace("\"id\": 3", "\"id\": -3", StringComparison.Ordinal).Replace("\"a\"", "\"A\"", StringComparison.Ordinal).Replace("\"4.00\"", "4", StringComparison.Ordinal))
            .Select(p => p.Path).Should().Equal("to_create[0].name", "unchanged[0].id", "cost.monthly_before");

    [Fact]
    public void Of_very_many_problems_the_first_are_told()
    {
        IReadOnlyList<Problem> problems = Problems(Good.Replace("[\"x\"", "[" + string.Concat(Enumerable.Repeat("0,", 5000)) + "\"x\"", StringComparison.Ordinal));
        problems.Should().HaveCount(101);
        problems[^1].Message.Should().Be("there are more problems; these are the first 100");
    }

    [Fact]
    public void A_file_in_UTF16_is_refused() =>
        Problems([0xFF, 0xFE, 0x7B, 0]).Should().ContainSingle().Which.Message.Should().Be("the file is UTF-16");

    [Fact]
    public void A_byte_that_is_not_UTF8_is_told_with_its_place_wherever_it_is()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Good.Replace("\"shop\"", "\"shop\", \"unknown\": \"" + new string('ü', 300) + "\u0007\"", StringComparison.Ordinal));
        bytes[Array.IndexOf(bytes, (byte)7)] = 0xFF;
        Problem problem = Problems(bytes).Should().ContainSingle().Which;
        (problem.Message, problem.Location).Should().Be(
            ("the file is not UTF-8: byte 0xFF does not belong here", new SourceLocation("plan.json", 4, 334)));
    }

    [Fact]
    public void Too_deep_is_refused() =>
        Problems("{\"a\":" + new string('[', 100_000)).Should().ContainSingle().Which.Message.Should().Be("the file is nested more than 64 levels deep");

    [Fact]
    public void Too_large_is_refused() =>
        Problems(new byte[(16 * 1024 * 1024) + 1]).Should().ContainSingle().Which.Message.Should().Be("the plan file is larger than 16 MiB");

    [Fact]
    public void A_file_that_is_not_there_is_told()
    {
        Action read = () => InfraPlanJson.Read("/nowhere/plan.json");
        read.Should().Throw<ConfigException>().WithMessage("the plan file does not exist");
    }

    [Fact]
    public void The_amounts_shown_add_up()
    {
        InfraPlan plan = Read(Good) with { Cost = new PlanCost("USD", 1.005m, 2.014m) };
        string text = InfraPlanJson.ToText(plan);
        text.Should().Contain("\"1.01\"").And.Contain("\"2.01\"").And.Contain("\"monthly_delta\": \"1.00\"");
        InfraPlanJson.ToText(Read(text)).Should().Be(text);
    }

    private static string With(string keys) => Good.Replace("\"in_sync\"", keys + ", \"in_sync\"", StringComparison.Ordinal);

    private static InfraPlan Read(string json) => InfraPlanJson.Read("plan.json", Encoding.UTF8.GetBytes(json));

    private static IReadOnlyList<Problem> Problems(string json) => Problems(Encoding.UTF8.GetBytes(json));

    private static IReadOnlyList<Problem> Problems(byte[] json)
    {
        Action read = () => InfraPlanJson.Read("plan.json", json);
        return read.Should().Throw<ConfigException>().Which.Problems;
    }
}
