using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>The values with an anchor (<c>&amp;name</c>), and their repetition by an alias (<c>*name</c>).</summary>
internal sealed class AnchorTable(ReadLimits limits)
{
    /// <summary>The values by name; null for a value that has begun and not ended, so that an alias inside it would contain
    /// itself.</summary>
    public Dictionary<string, ConfigNode?> Nodes { get; } = [];

    /// <summary>The value at another path. It keeps its place, where a user can fix it.</summary>
    /// <param name="node">The value.</param>
    /// <param name="path">The other path.</param>
    /// <param name="depth">The depth of the other path.</param>
    /// <param name="user">The place of the alias, for problems.</param>
    public ConfigNode Repeat(ConfigNode node, string path, int depth, SourceLocation user)
    {
        limits.Count(user, path, depth);
        return node switch
        {
            ConfigMapping mapping => mapping with
            {
                Path = path,
                Entries =
                [
                    .. mapping.Entries.Select(e => e with { Value = Repeat(e.Value, ConfigPath.Key(path, e.Key), depth + 1, user) }),
                ],
            },
            ConfigSequence sequence => sequence with
            {
                Path = path,
                Items = [.. sequence.Items.Select((item, i) => Repeat(item, ConfigPath.Item(path, i), depth + 1, user))],
            },
            _ => node with { Path = path },
        };
    }
}
