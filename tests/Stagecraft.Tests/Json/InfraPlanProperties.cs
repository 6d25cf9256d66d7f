using System.Text;
using CsCheck;
using Stagecraft.Plans;
using Stagecraft.Testing;

namespace Stagecraft.Tests.Json;

/// <summary>spec/cli/output.md, 2.1: whatever is written is read, and written again it is the same bytes.</summary>
public sealed class InfraPlanProperties
{
    private static readonly Gen<string> Name = Gen.String[Gen.Char["abcz019-"], 1, 12].Where(Stagecraft.Config.NameRule.IsValid);

    // Half a surrogate pair has no place in UTF-8, so that no text of an account or a config has one.
    private static readonly Gen<string> Text = Gen.OneOf(
        Name, Gen.String[1, 20]
            .Select(t => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(t))), Gen.Const("\u0000\u2028\"\\</>é\U0001F600"));

    private static readonly Gen<string?> MaybeName = Gen.OneOf(Name.Select(n => (string?)n), Gen.Const((string?)null));

    private static readonly Gen<string?> MaybeText = Gen.OneOf(Text.Select(t => (string?)t), Gen.Const((string?)null));

    private static readonly Gen<ResourceId> Id = Gen.OneOf(
        Gen.Long[1, long.MaxValue].Select(i => $"{i}"), Text.Where(t => !string.IsNullOrWhiteSpace(t))).Select(i => new ResourceId(i));

    private static readonly Gen<string> Hash = Gen.String[Gen.Char["0123456789abcdef"], 64, 64];

    private static readonly Gen<decimal?> Amount = Gen.OneOf(
        Gen.Const((decimal?)null), Gen.Const((decimal?)-0.001m), Gen.Decimal[0, 1_000_000].Select(d => (decimal?)d), Gen.Int[0, 5000]
            .Select(i => (decimal?)i / 1000));

    private static readonly Gen<HostSpec> Spec = Gen.Select(Name, Name, Text, Text, Text, Text.Array[0, 3])
        .Select((name, role, size, region, image, tags) => new HostSpec
        {
            Name = name,
            MachineName = "d-" + name,
            Role = role,
            Size = size,
            Region = region,
            Image = image,
            Tags = tags,
        });

    private static readonly Gen<HostDeletion> Deletion =
        Gen.Select(MaybeName, Text, MaybeText, Text, Text, Id, Gen.Enum<DeleteReason>())
            .Select((name, cloudName, role, size, region, id, reason) => new HostDeletion
            {
                Name = name,
                MachineName = cloudName,
                Role = role,
                Size = size,
                Region = region,
                Id = id,
                Reason = reason,
            });

    private static readonly Gen<FieldDifference[]> Drift = Gen.Select(Text, MaybeText, MaybeText)
        .Select((name, declared, actual) => new FieldDifference(name, declared, actual))
        .Where(f => f.Declared != f.Actual && f.Name != HostField.Protected).Array[0, 3].Select(f => f.DistinctBy(d => d.Name).ToArray());

    private static readonly Gen<ResourceChange> Change = Gen.Select(
        Gen.OneOf(
            Spec.Select(HostChange.Create),
            Deletion.Select(HostChange.Delete),
            Gen.Select(Deletion, Spec).Select(HostChange.Replace),
            Gen.Select(MaybeName, Text, Id, Drift).Select((name, cloudName, id, drift) => HostChange.Keep(name, cloudName, id, drift)),
            Gen.Select(Name, Text, Id, Drift).Select((name, cloudName, id, drift) => PlanRows.Protect(name, cloudName, id, drift))),
        Amount,
        Amount).Select((change, before, after) => change with { MonthlyBefore = before, MonthlyAfter = after });

    private static readonly Gen<InfraPlan> Plans = Gen.Select(
        Gen.Select(Name, MaybeName, Name, Hash),
        Change.Array[0, 8],
        Gen.Select(
            Gen.Select(Text, Text).Array[0, 3],
            Gen.Select(Amount, Amount),
            Gen.Select(MaybeName, Text.Array[0, 3], Text).Array[0, 3],
            Name.Array[0, 4])).Select((head, changes, rest) => new InfraPlan
            {
                Provider = head.Item1,
                Project = head.Item2,
                Environment = head.Item3,
                Changes =
            [
                .. changes.DistinctBy(c => c.Id is null ? c.Name : $"{c.Id} as id")
                    .DistinctBy(c => c.Actions == ResourceActions.Delete || c.Name is null ? $"{c.Id} as id" : c.Name)
                    .DistinctBy(c => c.Creates ? c.NewCloudName.ToUpperInvariant() : $"{c.Id} as id"),
            ],
                Warnings = [.. rest.Item1.Select(w => new PlanWarning(w.Item1, w.Item2)).Distinct()],
                NotCompared =
            [
                .. rest.Item3.DistinctBy(n => n.Item1)
                .Select(n => new UncomparedFields(ResourceKind.Host, n.Item1, [.. n.Item2.Distinct()], n.Item3)),
            ],
                Cost = new PlanCost("USD", rest.Item2.Item1, rest.Item2.Item2),
                Requests = changes.Length % 3 == 0 ? null : changes.Length,
                Fingerprint = new PlanFingerprint(head.Item4, head.Item4),
                Targets = [.. rest.Item4.Distinct()],
                Replace = [.. rest.Item4.Take(2).Distinct()],
            }.Sorted());

    [Fact]
    public void Written_read_and_written_again_is_the_same_bytes() => Plans.Sample(
        plan =>
        {
            byte[] first = Write(plan);
            return first.AsSpan().SequenceEqual(Write(InfraPlanJson.Read("plan.json", first)));
        },
        iter: 3000);

    [Fact]
    public void What_is_read_is_the_plan_that_was_written() => Plans.Sample(
        plan =>
        {
            InfraPlan rounded = plan with
            {
                Cost = new PlanCost(plan.Cost.Currency, Rounded(plan.Cost.MonthlyBefore), Rounded(plan.Cost.MonthlyAfter)),
                Changes =
                [
                    .. plan.Changes.Select(
                        c => c with { MonthlyBefore = Rounded(c.MonthlyBefore), MonthlyAfter = Rounded(c.MonthlyAfter) }),
                ],
            };
            InfraPlanJson.Read("plan.json", Write(plan)).Should()
                .BeEquivalentTo(rounded, o => o.WithStrictOrdering().ComparingByMembers<InfraPlan>().ComparingByMembers<ResourceChange>());
        },
        iter: 100);

    private static decimal? Rounded(decimal? amount) => amount is { } known ? decimal.Round(known, 2, MidpointRounding.AwayFromZero) : null;

    private static byte[] Write(InfraPlan plan) => Encoding.UTF8.GetBytes(InfraPlanJson.ToText(plan));
}
