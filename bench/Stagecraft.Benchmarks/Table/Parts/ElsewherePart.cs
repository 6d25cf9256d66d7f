using Stagecraft.Benchmarks.Table.Measuring;

namespace Stagecraft.Benchmarks.Table.Parts;

/// <summary>A part that has nothing to do with the address that is measured.</summary>
internal sealed class ElsewherePart(string name) : ITablePart
{
    public string Name => name;

    public IEnumerable<Row> Rows() => [Row.LeftOut(name, "has nothing to do with the address: run without --url")];
}
