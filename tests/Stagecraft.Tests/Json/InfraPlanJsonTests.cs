using System.Globalization;
using System.Text;
using System.Text.Json;
using Stagecraft.Plans;
using Stagecraft.Testing;

namespace Stagecraft.Tests.Json;

/// <summary>spec/cli/output.md, section 2.</summary>
public sealed class InfraPlanJsonTests
{
    private static readonly InfraPlan Plan = new()
    {
        Provider = "digitalocean",
        Project = null,
        Environment = "prod",
        Changes =
        [
            HostChange.Delete(
                new HostDeletion
                {
                    Name = null,
                    MachineName = "prod-",
                    Role = null,
                    Size = "s",
                    Region = "r",
                    Id = new("99"),
                    Reason = DeleteReason.Duplicate,
                }),
            HostChange.Create(
                new HostSpec { Name = "a", MachineName = "prod-a", Role = "app", Size = "s", Region = "r", Image = "i", Tags =
                [
                    "stagecraft", "x",
                ] }) with { MonthlyBefore = 0m, MonthlyAfter = 6m },
            HostChange.Keep("b", "prod-b", new("2"), new FieldDifference("role", null, "db")),
            HostChange.Keep("c", "prod-c", new("3")),
            PlanRows.Protect("d", "prod-d", new("i-0abc")),
            HostChange.Replace(
                new HostDeletion
                {
                    Name = "e",
                    MachineName = "old-e",
                    Role = "db",
                    Size = "s",
                    Region = "r",
                    Id = new("5"),
                    Reason = DeleteReason.Replace,
                },
                new HostSpec { Name = "e", MachineName = "prod-e", Role = "db", Size = "l", Region = "r", Image = "i", Tags = [] }),
        ],
        Warnings = [new PlanWarning("no_project", "no <project> & such ü")],
        NotCompared = [new UncomparedFields("host", null, ["image", "user_data"], "only used when a machine is created")],
        Cost = new PlanCost("USD", 4m, 1234567.891m),
        Requests = 4,
        Fingerprint = new PlanFingerprint("f1", "f2"),
        Targets = ["a", "b"],
        Replace = ["a"],
        Resize = ["b", "c"],
        PowerOn = ["d"],
    };

    [Fact]
    public void Every_key_is_there_in_order_with_its_form() => Compact(InfraPlanJson.ToText(Plan)).Should().Be(
        """
        {"format_version":"1.0","provider":"digitalocean","project":null,"environment":"prod","in_sync":false,
        "summary":{"create":1,"update":1,"delete":1,"replace":1,"drift":1,"unchanged":1},
        "changes":[
        {"kind":"host","name":null,"id":"99","cloud_name":"prod-","actions":["delete"],"reason":"duplicate",
        "fields":[{"name":"region","declared":null,"actual":"r"},{"name":"role","declared":null,"actual":null},{"name":"size","declared":null,"actual":"s"}],
        "approval":"delete","monthly_before":null,"monthly_after":null},
        {"kind":"host","name":"a","id":null,"cloud_name":"prod-a","actions":["create"],"reason":null,
        "fields":[{"name":"image","declared":"i","actual":null},{"name":"region","declared":"r","actual":null},{"name":"role","declared":"app","actual":null},
        {"name":"size","declared":"s","actual":null},{"name":"tags","declared":"stagecraft,x","actual":null}],
        "approval":"change","monthly_before":"0.00","monthly_after":"6.00"},
        {"kind":"host","name":"b","id":"2","cloud_name":"prod-b","actions":[],"reason":null,"fields":[{"name":"role","declared":null,"actual":"db"}],
        "approval":"none","monthly_before":null,"monthly_after":null},
        {"kind":"host","name":"c","id":"3","cloud_name":"prod-c","actions":[],"reason":null,"fields":[],"approval":"none","monthly_before":null,"monthly_after":null},
        {"kind":"host","name":"d","id":"i-0abc","cloud_name":"prod-d","actions":["update"],"reason":null,
        "fields":[{"name":"protected","declared":"true","actual":"false","updated":true}],"approval":"change","monthly_before":null,"monthly_after":null},
        {"kind":"host","name":"e","id":"5","cloud_name":"old-e","actions":["delete","create"],"reason":"replace",
        "fields":[{"name":"image","declared":"i","actual":null},{"name":"name","declared":"prod-e","actual":"old-e"},{"name":"region","declared":"r","actual":"r"},
        {"name":"role","declared":"db","actual":"db"},{"name":"size","declared":"l","actual":"s"},{"name":"tags","declared":"","actual":null}],
        "approval":"delete","monthly_before":null,"monthly_after":null}],
        "warnings":[{"code":"no_project","message":"no <project> & such ü"}],
        "not_compared":[{"kind":"host","name":null,"fields":["image","user_data"],"reason":"only used when a machine is created"}],
        "cost":{"currency":"USD","monthly_before":"4.00","monthly_after":"1234567.89","monthly_delta":"1234563.89"},"requests":4,
        "fingerprint":{"config":"f1","account":"f2"},"targets":["a","b"],"replace":["a"],"resize":["b","c"],"power_on":["d"]}
        """.ReplaceLineEndings(""));

    [Fact]
    public void Lines_end_with_a_line_feed_except_the_last() =>
        InfraPlanJson.ToText(Plan).Should().Contain("\n").And.NotContain("\r").And.NotEndWith("\n");

    [Fact]
    public void The_culture_does_not_matter()
    {
        string here = InfraPlanJson.ToText(Plan);
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            InfraPlanJson.ToText(Plan).Should().Be(here);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Unknown_prices_are_null()
    {
        JsonElement cost = JsonDocument.Parse(
            InfraPlanJson.ToText(Plan with { Cost = new PlanCost("USD", 4m, null) })).RootElement.GetProperty("cost");
        cost.GetProperty("monthly_before").GetString().Should().Be("4.00");
        cost.GetProperty("monthly_after").ValueKind.Should().Be(JsonValueKind.Null);
        cost.GetProperty("monthly_delta").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public void Control_characters_are_escaped()
    {
        string nasty = string.Concat(Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Append(0x2028).Select(c => (char)c));
        string json = InfraPlanJson.ToText(Plan with { Environment = nasty });
        json.Where(c => c != '\n').Should().NotContain(c => char.IsControl(c) || c == '\u2028');
        JsonDocument.Parse(json).RootElement.GetProperty("environment").GetString().Should().Be(nasty);
    }

    [Theory]
    [InlineData(DeleteReason.Undeclared, "undeclared")]
    [InlineData(DeleteReason.Duplicate, "duplicate")]
    [InlineData(DeleteReason.Replace, "replace")]
    [InlineData(DeleteReason.Down, "down")]
    public void Reasons_have_words(DeleteReason reason, string word) => JsonWord.Of(reason).Should().Be(word);

    private static string Compact(string json) =>
        string.Concat(json.Split('\n').Select(l => l.TrimStart())).Replace("\": ", "\":", StringComparison.Ordinal);
}
