namespace Stagecraft.DigitalOcean.Api;

/// <summary>Joins the pages of a list.</summary>
internal static class ListAssembly
{
    /// <summary>The items, each once and in order; null if the pages state different totals or do not add up to the total, because the list
    /// changed while it was read.</summary>
    public static IReadOnlyList<T>? Join<T>(IComparer<T> order, IReadOnlyList<Dated<ListPage<T>>> pages)
    {
        int total = pages[0].Value.Total;
        if (pages.Any(page => page.Value.Total != total))
        {
            return null;
        }

        List<T> items = new(pages.Sum(page => page.Value.Items.Count));
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
