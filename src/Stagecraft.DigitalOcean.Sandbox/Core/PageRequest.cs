using System.Globalization;

namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>The requested page of a list.</summary>
internal readonly record struct PageRequest(int Page, int PerPage)
{
    public long Offset => (Page - 1L) * PerPage;

    public static PageRequest Of(QueryString query) =>
        new(Number(query, "page", 1, int.MaxValue, 1), Number(query, "per_page", 1, 200, 20));

    public int LastPage(long total) => (int)Math.Max(1, (total + PerPage - 1) / PerPage);

    public IReadOnlyList<T> Slice<T>(IReadOnlyList<T> items) =>
        Offset >= items.Count ? [] : [.. items.Skip((int)Offset).Take(PerPage)];

    private static int Number(QueryString query, string name, int min, int max, int absent)
    {
        if (query[name] is not { } text)
        {
            return absent;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max
            ? number
            : throw ApiError.Unprocessable($"{name} must be a number from {min} to {max}.");
    }
}
