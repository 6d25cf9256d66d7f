using System.Text;
using Stagecraft.Config;
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
          "summary": {"create": 1, "update": 1, "delete": 1, "replace": 0, "drift": 1, "unchanged": 1},
          "changes": [
            {"kind": "host", "name": null, "id": "7", "cloud_name": "prod-", "actions": ["delete"], "reason": "down",
             "fields": [{"name": "region", "declared": null, "actual": "r"}, {"name": "role", "declared": null, "actual": null}, {"name": "size", "declared": null, "actual": "s"}],
             "approval": "delete", "monthly_before": "4.00", "monthly_after": "0.00"},
            {"kind": "host", "name": "a", "id": null, "cloud_name": "prod-a", "actions": ["create"], "reason": null,
             "fields": [{"name": "image", "declared": "i", "actual": null}, {"name": "region", "declared": "r", "actual": null}, {"name": "role", "declared": "app", "actual": null},
                        {"name": "size", "declared": "s", "actual": null}, {"name": "tags", "declared": "stagecraft,x", "actual": null}],
             "approval": "change", "monthly_before": "0.00", "monthly_after": "6.50"},
            {"kind": "host", "name": "b", "id": "2", "cloud_name": "prod-b", "actions": [], "reason": null,
             "fields": [{"name": "role", "declared": null, "actual": "db"}],
             "approval": "none", "monthly_before": null, "monthly_after": null},
            {"kind": "host", "name": "c", "id": "3", "cloud_name": "prod-c", "actions": [], "reason": null, "fields": [], "approval": "none", "monthly_before": null, "monthly_after": null},
            {"kind": "host", "name": "d", "id": "4", "cloud_name": "prod-d", "actions": ["update"], "reason": null,
             "fields": [{"name": "protected", "declared": "true", "actual": "false", "updated": true}],
             "approval": "change", "monthly_before": null, "monthly_after": null}
          ],
          "warnings": [{"code": "no_project", "message": ""}],
          "not_compared": [{"kind": "host", "name": null, "fields": ["image"], "reason": "creation"}],
          "cost": {"currency": "USD", "monthly_before": "4.00", "monthly_after": "6.50", "monthly_delta": "2.50"}, "requests": 3,
          "fingerprint": {
            "config": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            "account": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
          },
          "targets": ["a", "b"],
          "replace": ["a"], "resize": ["c"], "power_on": ["b", "d"]
        }
        """;

    [Fact]
    public void A_plan_is_read()
    {
        InfraPlan plan = Read(Good);

        plan.Changes.Select(c => (c.Kind, c.Name, c.Id?.Value, c.CloudName, c.Actions, c.Reason, c.Approval)).Should().Equal(
            ("host", null, "7", "prod-", ResourceActions.Delete, DeleteReason.Down, Approval.Delete),
            ("host", "a", null, "prod-a", ResourceActions.Create, null, Approval.Change),
            ("host", "b", "2", "prod-b", ResourceActions.None, null, Approval.None),
            ("host", "c", "3", "prod-c", ResourceActions.None, null, Approval.None),
            ("host", "d", "4", "prod-d", ResourceActions.Update, null, Approval.Change));
        plan.Changes[2].Drift.Should().Equal(new FieldDifference("role", null, "db"));
        plan.Changes[4].Fields.Should().Equal(new FieldDifference("protected", "true", "false") { IsUpdated = true });
        plan.Changes[4].HasDrift.Should().BeFalse();
        (plan.Changes[1].MonthlyBefore, plan.Changes[1].MonthlyAfter, plan.Changes[2].MonthlyAfter).Should().Be((0m, 6.5m, null));
        plan.ToCreate.Should().ContainSingle().Which.Tags.Should().Equal("stagecraft", "x");
        plan.Warnings.Should().Equal(new PlanWarning("no_project", ""));
        plan.NotCompared.Should().ContainSingle().Which.Fields.Should().Equal("image");
        plan.Cost.Should().Be(new PlanCost("USD", 4m, 6.5m));
        plan.Requests.Should().Be(3);
        plan.Targets.Should().Equal("a", "b");
        plan.Replace.Should().Equal("a");
    }

    [Fact]
    public void A_byte_order_mark_is_accepted() =>
        InfraPlanJson.Read("plan.json", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Good)]).Environment.Should().Be("prod");

    /// <summary>One problem of syntax, version or type, with its place.</summary>
    [Theory]
    [InlineData("\"1.0\"", "\"2.0\"", "2:21", "format_version", "format_version is '2.0'; this version of stagecraft reads '1.0'")]
    [InlineData("\"1.0\"", "\"1.1\"", "2:21", "format_version", "format_version is '1.1'; this version of stagecraft reads '1.0'")]
    [InlineData("\"1.0\"", "1.0", "2:21", "format_version", "the value is null or has the wrong type")]
    [InlineData("\"provider\"", "\"Provider\"", "3:3", "Provider", "unknown or duplicate key")]
    [InlineData("\"provider\": \"digitalocean\",", "", "33:1", null, "a required key is missing")]
    [InlineData("\"shop\"", "\"shop\", \"project\": null", "4:22", "project", "unknown or duplicate key")]
    [InlineData("\"shop\"", "\"shop\", \"x\": 1", "4:22", "x", "unknown or duplicate key")]
    [InlineData("\"digitalocean\"", "null", "3:15", "provider", "the value is null or has the wrong type")]
    [InlineData("false,", "0,", "6:14", "in_sync", "the value is null or has the wrong type")]
    [InlineData("\"id\": \"7\"", "\"id\": 7", "9:42", "changes[0].id", "this is not an id: write a string that is not empty")]
    [InlineData("\"id\": \"7\"", "\"id\": \" \"", "9:42", "changes[0].id", "' ' is not an id: write a string that is not empty")]
    [InlineData("\"id\": \"7\"", "\"creates\": true, \"id\": \"7\"", "9:36", "changes[0].creates", "unknown or duplicate key")]
    [InlineData("\"down\"", "\"Down\"", "9:103", "changes[0].reason", "'Down' is not one of: undeclared, duplicate, replace, down")]
    [InlineData("\"requests\": 3,", "", "33:1", null, "a required key is missing")]
    [InlineData("\"requests\": 3", "\"requests\": 3.5", "26:120", "requests", "the value is null or has the wrong type")]
    [InlineData("\"requests\": 3", "\"requests\": \"3\"", "26:120", "requests", "the value is null or has the wrong type")]
    [InlineData(
        "\"approval\": \"delete\"",
        "\"approval\": 3",
        "11:18",
        "changes[0].approval",
        "this is not one of: none, change, delete, downtime, loss")]
    [InlineData(
        "[\"delete\"]",
        "[\"create\", \"delete\"]",
        "9:100",
        "changes[0].actions",
        "actions must be one of: [], [\"create\"], [\"update\"], [\"delete\"], [\"delete\", \"create\"]")]
    [InlineData(
        "\"4.00\"",
        "\"4.0\"",
        "11:46",
        "changes[0].monthly_before",
        "'4.0' is not an amount: write a string with two decimals, for example \"48.00\"")]
    [InlineData(
        "\"4.00\"",
        "\"4,000.00\"",
        "11:46",
        "changes[0].monthly_before",
        "'4,000.00' is not an amount: write a string with two decimals, for example \"48.00\"")]
    [InlineData(
        "\"4.00\"",
        "4",
        "11:46",
        "changes[0].monthly_before",
        "this is not an amount: write a string with two decimals, for example \"48.00\"")]
    [InlineData("\"shop\"", "\"\\ud800\"", "4:14", null, "this is not a string: it has half of a surrogate pair")]
    [InlineData("\"shop\"", "\"\u0001\"", "4:15", null, "this is not valid JSON")]
    [InlineData("\"shop\"", "\"u\" x", "4:18", null, "this is not valid JSON")]
    [InlineData("\"shop\",", "\"shop\", // no", "4:22", null, "this is not valid JSON")]
    [InlineData("[\"a\", \"b\"]", "[\"a\", null]", "31:20", null, "an entry of a list is null")]
    [InlineData("[{\"code\"", "[null, {\"code\"", "24:16", null, "an entry of a list is null")]
    [InlineData("[\"image\"]", "[null]", "25:62", null, "an entry of a list is null")]
    public void What_is_not_in_the_format_is_told_with_its_place(string here, string there, string place, string? path, string message) =>
        Problems(With(here, there)).Select(p => (p.Code, p.Location!.ToString(), p.Path, p.Message)).Should()
            .Equal((ErrorCodes.ConfigInvalid, "plan.json:" + place, path, message));

    /// <summary>Values that contradict one another, with their places.</summary>
    [Theory]
    [InlineData("\"prod\"", "\"Prod\"", "5:18", "environment", "'Prod' is not a valid name")]
    [InlineData("\"digitalocean\"", "\"\"", "3:15", "provider", "the value is empty")]
    [InlineData("false,", "true,", "6:14", "in_sync", "in_sync contradicts the changes")]
    [InlineData("\"delete\": 1", "\"delete\": 2", "7:14", "summary", "the summary contradicts the changes")]
    [InlineData("\"kind\": \"host\"", "\"kind\": \"ghost\"", "9:14", "changes[0].kind", "unknown kind 'ghost'")]
    [InlineData("\"name\": \"c\"", "\"name\": \"C\"", "19:30", "changes[3].name", "'C' is not a valid name")]
    [InlineData("\"name\": \"c\"", "\"name\": \"d\"", "20:30", "changes[4].name", "host 'd' is listed twice without being deleted")]
    [InlineData("\"id\": \"3\"", "\"id\": \"7\"", "19:41", "changes[3].id", "host '7' is listed twice")]
    [InlineData(
        "\"name\": \"b\", \"id\"",
        "\"name\": \"z\", \"id\"",
        "19:5",
        "changes[3]",
        "the list is not sorted: this entry belongs before the previous one")]
    [InlineData("\"id\": \"7\"", "\"id\": null", "9:42", "changes[0].id", "every resource has an id, except one that is created")]
    [InlineData("\"id\": null", "\"id\": \"1\"", "12:41", "changes[1].id", "every resource has an id, except one that is created")]
    [InlineData("\"down\"", "null", "9:103", "changes[0].reason", "the reason contradicts the actions")]
    [InlineData("[], \"reason\": null", "[], \"reason\": \"down\"", "16:95", "changes[2].reason", "the reason contradicts the actions")]
    [InlineData(
        "\"approval\": \"delete\"", "\"approval\": \"change\"", "11:18", "changes[0].approval", "the approval contradicts the actions")]
    [InlineData(
        "\"approval\": \"change\"", "\"approval\": \"none\"", "15:18", "changes[1].approval", "the approval contradicts the actions")]
    [InlineData(
        "\"approval\": \"none\"", "\"approval\": \"change\"", "18:18", "changes[2].approval", "the approval contradicts the actions")]
    [InlineData(
        "\"approval\": \"delete\"", "\"approval\": \"delete\", \"protected\": true", "11:41", "changes[0].protected",
        "only an existing host that is not deleted is protected")]
    [InlineData("\"actual\": \"db\"", "\"actual\": null", "17:17", "changes[2].fields[0]", "declared and actual are equal")]
    [InlineData(
        "\"name\": \"role\", \"declared\": null, \"actual\": \"db\"",
        "\"name\": \"\", \"declared\": null, \"actual\": \"db\"",
        "17:26",
        "changes[2].fields[0].name",
        "the value is empty")]
    [InlineData(
        ", \"updated\": true", "", "21:16", "changes[4].fields", "an update has a field that it changes, and no other row has one")]
    [InlineData(
        "\"declared\": null, \"actual\": \"db\"",
        "\"declared\": null, \"actual\": \"db\", \"updated\": true",
        "17:16",
        "changes[2].fields",
        "an update has a field that it changes, and no other row has one")]
    [InlineData("\"declared\": \"i\"", "\"declared\": null", "13:16", "changes[1].fields", "fields without a value: image")]
    [InlineData("\"declared\": \"app\"", "\"declared\": \"App\"", "13:16", "changes[1].fields", "'App' is not a valid name")]
    [InlineData("\"actual\": \"r\"", "\"actual\": null", "10:16", "changes[0].fields", "fields without a value: region")]
    [InlineData(
        "{\"name\": \"image\", \"declared\": \"i\", \"actual\": null}, ",
        "",
        "13:16",
        "changes[1].fields",
        "fields without a value: image")]
    [InlineData("\"name\": \"image\"", "\"name\": \"region\"", "13:70", "changes[1].fields[1]", "this entry is a duplicate")]
    [InlineData("\"prod-a\"", "\"\"", "12:61", "changes[1].cloud_name", "the value is empty")]
    [InlineData("\"2.50\"", "\"2.51\"", "26:11", "cost", "monthly_delta is not the difference of monthly_after and monthly_before")]
    [InlineData("\"requests\": 3", "\"requests\": -1", "26:120", "requests", "the number is negative")]
    [InlineData("\"config\": \"0", "\"config\": \"A", "28:15", "fingerprint.config", "a fingerprint is 64 lowercase hexadecimal digits")]
    [InlineData("\"config\": \"0", "\"config\": \"", "28:15", "fingerprint.config", "a fingerprint is 64 lowercase hexadecimal digits")]
    [InlineData(
        "[\"a\", \"b\"]", "[\"b\", \"a\"]", "31:20", "targets[1]", "the list is not sorted: this entry belongs before the previous one")]
    [InlineData("[\"a\", \"b\"]", "[\"a\", \"a\"]", "31:20", "targets[1]", "this entry is a duplicate")]
    [InlineData("\"replace\": [\"a\"]", "\"replace\": [\"A\"]", "32:15", "replace[0]", "'A' is not a valid name")]
    [InlineData("\"resize\": [\"c\"]", "\"resize\": [\"role:c\"]", "32:32", "resize[0]", "'role:c' is not a valid name")]
    [InlineData(
        "\"b\", \"d\"", "\"d\", \"b\"", "32:56", "power_on[1]", "the list is not sorted: this entry belongs before the previous one")]
    [InlineData("\"replace\": [\"a\"]", "\"replace\": [\"\"]", "32:15", "replace[0]", "the value is empty")]
    public void What_contradicts_is_told_with_its_place(string here, string there, string place, string? path, string message) =>
        Problems(With(here, there)).Select(p => (p.Code, p.Location!.ToString(), p.Path, p.Message)).Should()
            .Contain((ErrorCodes.ConfigInvalid, "plan.json:" + place, path, message));

    [Theory]
    [InlineData("", "1:1", "the plan file is empty")]
    [InlineData(" \n ", "2:2", "the plan file is empty")]
    [InlineData("null", "1:1", "this is not a plan file of Stagecraft")]
    [InlineData("{\"format_version\": \"1.0\", \"hosts\": [{\"changes\": []}]}", "1:1", "this is not a plan file of Stagecraft")]
    [InlineData("{", "1:2", "this is not valid JSON: unexpected end of the file")]
    [InlineData("{\"a\":\r\r\n\n\"\0\"}", "4:2", "this is not valid JSON")]
    public void What_is_no_plan_at_all(string json, string place, string message)
    {
        Problem problem = Problems(json).Should().ContainSingle().Which;
        (problem.Location!.ToString(), problem.Message).Should().Be(("plan.json:" + place, message));
    }

    [Fact]
    public void A_host_is_created_once() =>
        Problems(Good.Replace(
            "\"name\": \"b\", \"id\": \"2\", \"cloud_name\": \"prod-b\", \"actions\": []",
            "\"name\": \"b\", \"id\": null, \"cloud_name\": \"PROD-a\", \"actions\": [\"create\"]",
            StringComparison.Ordinal))
            .Select(p => (p.Path, p.Message)).Should().Contain(("changes[2].cloud_name", "'PROD-a' is created twice"));

    [Fact]
    public void Contradictions_are_told_together_in_the_order_of_the_file() =>
        Problems(Good.Replace("\"name\": \"c\"", "\"name\": \"C\"", StringComparison.Ordinal)
            .Replace("\"prod\"", "\"Prod\"", StringComparison.Ordinal).Replace("[\"a\"]", "[\"A\"]", StringComparison.Ordinal))
            .Select(p => p.Path).Should().Equal("environment", "changes[3]", "changes[3].name", "replace[0]");

    [Fact]
    public void Of_very_many_problems_the_first_are_told()
    {
        IReadOnlyList<Problem> problems = Problems(
            Good.Replace("[\"a\", \"b\"]", "[" + string.Concat(Enumerable.Repeat("\"\",", 5000)) + "\"x\"]", StringComparison.Ordinal));
        problems.Should().HaveCount(101);
        problems[^1].Message.Should().Be("there are more problems; these are the first 100");
    }

    [Fact]
    public void A_file_in_UTF16_is_refused() =>
        Problems([0xFF, 0xFE, 0x7B, 0]).Should().ContainSingle().Which.Message.Should().Be("the file is UTF-16");

    [Fact]
    public void A_byte_that_is_not_UTF8_is_told_with_its_place_wherever_it_is()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(
            Good.Replace("\"shop\"", "\"shop\", \"unknown\": \"" + new string('ü', 300) + "\u0007\"", StringComparison.Ordinal));
        bytes[Array.IndexOf(bytes, (byte)7)] = 0xFF;
        Problem problem = Problems(bytes).Should().ContainSingle().Which;
        (problem.Message, problem.Location).Should().Be(
            ("the file is not UTF-8: invalid byte 0xFF", new SourceLocation("plan.json", 4, 334)));
    }

    [Fact]
    public void Too_deep_is_refused() =>
        Problems("{\"a\":" + new string('[', 100_000)).Should().ContainSingle().Which.Message.Should()
            .Be("the file is nested more than 64 levels deep");

    [Fact]
    public void Too_large_is_refused() =>
        Problems(new byte[(16 * 1024 * 1024) + 1]).Should().ContainSingle().Which.Message.Should()
            .Be("the plan file is larger than 16 MiB");

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

    /// <summary>The good plan with one occurrence replaced, the first.</summary>
    private static string With(string here, string there)
    {
        Good.Should().Contain(here);
        int at = Good.IndexOf(here, StringComparison.Ordinal);
        return string.Concat(Good.AsSpan(0, at), there, Good.AsSpan(at + here.Length));
    }

    private static InfraPlan Read(string json) => InfraPlanJson.Read("plan.json", Encoding.UTF8.GetBytes(json));

    private static IReadOnlyList<Problem> Problems(string json) => Problems(Encoding.UTF8.GetBytes(json));

    private static IReadOnlyList<Problem> Problems(byte[] json)
    {
        Action read = () => InfraPlanJson.Read("plan.json", json);
        return read.Should().Throw<ConfigException>().Which.Problems;
    }
}
