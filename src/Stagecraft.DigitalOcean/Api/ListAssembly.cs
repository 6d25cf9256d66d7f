using Stagecraft.Engine.Clouds;

namespace Stagecraft.DigitalOcean.Api;

/// <summary>Puts the pages of a list together.</summary>
internal static class ListAssembly
{
    /// <summary>The list's items, each once and in order; null where the pages disagree on the total or do not add up to it, because
    /// something came or went while they were read.</summary>
    public static IReadOnlyList<T>? Join<T>(IComparer<T> order, IReadOnlyList<Dated<ListPage<T>>> pages)
    {
        int total = pages[0].Value.Total;
        if (pages.Any(page => page.Value.Total != total))
        {
            return null;
        }

        List<T> items = new List<T>(pages.Sum(page => page.Value.Items.Count));
        foreach (T item in pages.SelectMany(page => page.Value.Items).Order(order))
        {
            if (items.Count == 0 || order.Compare(items[^1], item) != 0)
            {
                items.Add(item);
            }
        }

        return items.Count == total ? items : null;
    }
}
