using System.Buffers;
using System.Text;
using CsCheck;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.Plans;

namespace Stagecraft.Tests.Json;

/// <summary>spec/cli/output.md, 2.1: whatever is written is read, and written again it is the same bytes.</summary>
public sealed class InfraPlanProperties
{
    private static readonly Gen<string> Name = Gen.String[Gen.Char["abcz019-"], 1, 12].Where(Stagecraft.Config.NameRule.IsValid);

    // Half a surrogate pair has no place in UTF-8, so that no text of an account or a config has one.
    private static readonly Gen<string> Text = Gen.OneOf(
        Name, Gen.String[1, 20].Select(t => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(t))), Gen.Const("\u0000\u2028\"\\</>é\U0001F600"));

    private static readonly Gen<string?> MaybeName = Gen.OneOf(Name.Select(n => (string?)n), Gen.Const((string?)null));

    private static readonly Gen<string?> MaybeText = Gen.OneOf(Text.Select(t => (string?)t), Gen.Const((string?)null));

    private static readonly Gen<long> Id = Gen.Long[1, long.MaxValue];

    private static readonly Gen<string> Hash = Gen.String[Gen.Char["0123456789abcdef"], 64, 64];

    private static readonly Gen<decimal?> Amount = Gen.OneOf(
        Gen.Const((decimal?)null), Gen.Const((decimal?)-0.001m), Gen.Decimal[0, 1_000_000].Select(d => (decimal?)d), Gen.Int[0, 5000].Select(i => (decimal?)i / 1000));

    private static readonly Gen<HostSpec> Create = Gen.Select(Name, Name, Text, Text, Text, Text.Array[0, 3]).Select((name, role, size, region, image, tags) => new HostSpec
    {
        Name = name,
        MachineName = "d-" + name,
        Role = role,
        Size = size,
        Region = region,
        Image = image,
        Tags = [.. tags.Order(StringComparer.Ordinal)],
    });

    private static readonly Gen<HostDeletion> Delete =
        Gen.Select(MaybeName, Text, MaybeText, Text, Text, Id, Gen.Enum<DeleteReason>()).Select((name, dropletName, role, size, region, id, reason) => new HostDeletion
        {
            Name = name,
            MachineName = dropletName,
            Role = role,
            Size = size,
            Region = region,
            Id = id,
            Reason = reason,
        });

    private static readonly Gen<HostDrift> Drift =
        Gen.Select(MaybeName, Text, Id, Text, MaybeText, MaybeText).Select((name, dropletName, id, field, declared, actual) => new HostDrift(name, dropletName, id, field, declared, actual));

    private static readonly Gen<InfraPlan> Plans = Gen.Select(
        Gen.Select(Name, MaybeName, Name, Hash),
        Gen.Select(Create.Array[0, 4], Delete.Array[0, 4], Drift.Array[0, 4]),
        Gen.Select(Gen.Select(Name, Text, Id).Array[0, 4], Gen.Select(Text, Text).Array[0, 3], Gen.Select(Amount, Amount))).Select((head, differences, rest) => new InfraPlan
        {
            Provider = head.Item1,
            Project = head.Item2,
            Environment = head.Item3,
            ToCreate = [.. differences.Item1.DistinctBy(h => h.Name).OrderBy(h => h.Name, StringComparer.Ordinal)],
            ToDelete = [.. differences.Item2.DistinctBy(d => d.Id).OrderBy(d => d.Name, StringComparer.Ordinal).ThenBy(d => d.Id)],
            ToProtect = [.. rest.Item1.Where(h => differences.Item2.All(d => d.Id != h.Item3)).Select(h => new HostProtection(h.Item1, h.Item3)).DistinctBy(p => p.Name).DistinctBy(p => p.Id).OrderBy(p => p.Name, StringComparer.Ordinal)],
            Drift = [.. differences.Item3.OrderBy(d => d.Name, StringComparer.Ordinal).ThenBy(d => d.Id).ThenBy(d => d.Field, StringComparer.Ordinal)],
            Unchanged =
            [
                .. rest.Item1.Select(h => new UnchangedHost(h.Item1, h.Item2, h.Item3))
                    .Where(h => differences.Item2.All(d => d.Id != h.Id)).DistinctBy(h => h.Id).OrderBy(h => h.Name, StringComparer.Ordinal).ThenBy(h => h.Id),
            ],
            Warnings = [.. rest.Item2.Select(w => new PlanWarning(w.Item1, w.Item2)).OrderBy(w => w.Code, StringComparer.Ordinal).ThenBy(w => w.Message, StringComparer.Ordinal)],
            Cost = new PlanCost("USD", rest.Item3.Item1, rest.Item3.Item2),
            Fingerprint = new PlanFingerprint(head.Item4, head.Item4),
            Targets = [.. differences.Item1.Select(h => h.Name).Append(head.Item1).Distinct().Order(StringComparer.Ordinal)],
            Replace = [.. differences.Item1.Take(2).Select(h => h.Name).Distinct().Order(StringComparer.Ordinal)],
        });

    [Fact]
    public void Written_read_and_written_again_is_the_same_bytes() => Plans.Sample(
        plan =>
        {
            byte[] first = Write(plan);
            return first.AsSpan().SequenceEqual(Write(InfraPlanJson.Read("plan.json", first)));
        },
        iter: 3000);

    private static byte[] Write(InfraPlan plan)
    {
        ArrayBufferWriter<byte> buffer = new();
        InfraPlanJson.Write(plan, buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
