using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract.Cases;

/// <summary>The page links of every list.</summary>
internal static class PageCases
{
    /// <param name="operation">The list operation.</param>
    /// <param name="fill">Creates at least three items and returns the path of the list.</param>
    public static IEnumerable<Case> Of(string operation, Func<Account, Task<string>> fill)
    {
        return
        [
            Page("all on one page", "per_page=200"),
            Page("the first page", "per_page=1"),
            Page("a page in the middle", "per_page=1&page=2"),
            new Case(operation, "the last page", 200, async account =>
            {
                Reply first = await account.Get($"{await fill(account)}?per_page=1");
                return await account.Get(first["links"].GetProperty("pages").GetProperty("last").GetString()!);
            }),
            Page("a page past the end", "per_page=1&page=1000"),
            Page("a page that cannot be", "per_page=201", 422),
        ];

        Case Page(string name, string query, int status = 200) =>
            new(operation, name, status, async account => await account.Get($"{await fill(account)}?{query}"));
    }
}
