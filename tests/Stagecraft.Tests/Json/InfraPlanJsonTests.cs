using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.Plans;

namespace Stagecraft.Tests.Json;

/// <summary>spec/cli/output.md, section 2.</summary>
public sealed class InfraPlanJsonTests
{
    private static readonly InfraPlan Plan = new()
    {
        Provider = "digitalocean",
        Project = null,
        Environment = "prod",
        ToCreate =
        [
            new HostSpec { Name = "a", MachineName = "prod-a", Role = "app", Size = "s", Region = "r", Image = "i", Tags = ["stagecraft", "x"] },
        ],
        ToDelete =
        [
            new HostDeletion { Name = null, MachineName = "prod-", Role = null, Size = "s", Region = "r", Id = long.MaxValue, Reason = DeleteReason.Duplicate },
        ],
        ToProtect = [new HostProtection("d", 4)],
        Drift = [new HostDrift("b", "prod-b", 2, "role", null, "db")],
        Unchanged = [new UnchangedHost("c", "prod-c", 3)],
        Warnings = [new PlanWarning("no_project", "no <project> & such ü")],
        Cost = new PlanCost("USD", 4m, 1234567.891m),
        Fingerprint = new PlanFingerprint("f1", "f2"),
        Targets = ["a", "b"],
        Replace = ["a"],
    };

    [Fact]
    public void Every_key_is_there_in_order_with_its_form() => Compact(InfraPlanJson.ToText(Plan)).Should().Be(
        """
        {"format_version":"1.0","provider":"digitalocean","project":null,"environment":"prod","in_sync":false,
        "to_create":[{"name":"a","machine_name":"prod-a","role":"app","size":"s","region":"r","image":"i","tags":["stagecraft","x"]}],
        "to_delete":[{"name":null,"machine_name":"prod-","role":null,"size":"s","region":"r","id":9223372036854775807,"reason":"duplicate"}],
        "to_protect":[{"name":"d","id":4}],
        "drift":[{"name":"b","machine_name":"prod-b","id":2,"field":"role","declared":null,"actual":"db"}],
        "unchanged":[{"name":"c","machine_name":"prod-c","id":3}],
        "warnings":[{"code":"no_project","message":"no <project> & such ü"}],
        "cost":{"currency":"USD","monthly_before":"4.00","monthly_after":"1234567.89","monthly_delta":"1234563.89"},
        "fingerprint":{"config":"f1","account":"f2"},"targets":["a","b"],"replace":["a"]}
        """.ReplaceLineEndings(""));

    [Fact]
    public void Bytes_and_text_are_the_same()
    {
        ArrayBufferWriter<byte> buffer = new ArrayBufferWriter<byte>();
        InfraPlanJson.Write(Plan, buffer);
        Encoding.UTF8.GetString(buffer.WrittenSpan).Should().Be(InfraPlanJson.ToText(Plan)).And.NotContain("\r").And.NotEndWith("\n");
    }

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
        JsonElement cost = JsonDocument.Parse(InfraPlanJson.ToText(Plan with { Cost = new PlanCost("USD", 4m, null) })).RootElement.GetProperty("cost");
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
    public void Reasons_have_words(DeleteReason reason, string word) => Stagecraft.Plans.DeleteReasonJson.Word(reason).Should().Be(word);

    private static string Compact(string json) => string.Concat(json.Split('\n').Select(l => l.TrimStart())).Replace("\": ", "\":", StringComparison.Ordinal);
}
