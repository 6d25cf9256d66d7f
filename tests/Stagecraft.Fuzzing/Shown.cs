using System.Text;

namespace Stagecraft.Fuzzing;

/// <summary>Shows any input in a report, on one line.</summary>
public static class Shown
{
    public static string Of(string text, int most = 2000)
    {
        StringBuilder shown = new();
        foreach (char c in text.Length > most ? text[..most] : text)
        {
            _ = c is >= ' ' and <= '~' and not '\\' ? shown.Append(c) : shown.Append($"\\u{(int)c:x4}");
        }

        return text.Length > most ? $"{shown}… ({text.Length} in all)" : shown.ToString();
    }

    public static string Of(byte[] bytes, int most = 2000) => Of(Encoding.Latin1.GetString(bytes), most);
}
