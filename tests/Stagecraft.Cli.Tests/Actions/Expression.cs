using System.Text;

namespace Stagecraft.Cli.Tests.Actions;

/// <summary>Evaluates the expressions in action.yml like GitHub's runner. Unknown syntax is rejected.</summary>
internal sealed class Expression
{
    private readonly string _text;
    private readonly Func<string, object> _read;
    private int _at;

    private Expression(string text, Func<string, object> read)
    {
        _text = text;
        _read = read;
    }

    /// <summary>Evaluates an expression to a string or a bool.</summary>
    /// <param name="text">The expression without braces.</param>
    /// <param name="read">Returns the value of <c>a.b.c</c> or of a function call <c>name()</c>.</param>
    internal static object Evaluate(string text, Func<string, object> read)
    {
        Expression expression = new Expression(text, read);
        object value = expression.Or();
        expression.Blanks();
        return expression._at == text.Length ? value : throw expression.Unknown();
    }

    /// <summary>Replaces each expression in braces with its value.</summary>
    internal static string Fill(string text, Func<string, object> read)
    {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int open; (open = text.IndexOf("${{", from, StringComparison.Ordinal)) >= 0;)
        {
            int close = text.IndexOf("}}", open, StringComparison.Ordinal);
            filled.Append(text, from, open - from).Append(Text(Evaluate(text[(open + 3)..close], read)));
            from = close + 2;
        }

        return filled.Append(text, from, text.Length - from).ToString();
    }

    internal static bool IsTrue(object value) => value is bool truth ? truth : ((string)value).Length > 0;

    private static string Text(object value) => value is bool truth ? truth ? "true" : "false" : (string)value;

    private object Or()
    {
        object left = And();
        while (Take("||"))
        {
            object right = And();
            left = IsTrue(left) ? left : right;
        }

        return left;
    }

    private object And()
    {
        object left = Equality();
        while (Take("&&"))
        {
            object right = Equality();
            left = IsTrue(left) ? right : left;
        }

        return left;
    }

    private object Equality()
    {
        object left = Unary();
        bool isEqual = Take("==");
        return isEqual || Take("!=") ? isEqual == string.Equals(Text(left), Text(Unary()), StringComparison.OrdinalIgnoreCase) : left;
    }

    private object Unary()
    {
        Blanks();
        return Take("!") ? !IsTrue(Unary()) : Take("'") ? Literal() : Name();
    }

    private string Literal()
    {
        int end = _text.IndexOf('\'', _at);
        string value = _text[_at..end];
        _at = end + 1;
        return value;
    }

    private object Name()
    {
        int from = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '.' or '-' or '_'))
        {
            _at++;
        }

        string name = _text[from.._at];
        return name.Length == 0 ? throw Unknown() : _read(Take("()") ? name + "()" : name);
    }

    private bool Take(string sign)
    {
        Blanks();
        ReadOnlySpan<char> rest = _text.AsSpan(_at);
        bool isThere = rest.StartsWith(sign, StringComparison.Ordinal) && !(sign == "!" && rest.StartsWith("!=", StringComparison.Ordinal));
        _at += isThere ? sign.Length : 0;
        return isThere;
    }

    private void Blanks()
    {
        while (_at < _text.Length && _text[_at] == ' ')
        {
            _at++;
        }
    }

    private NotSupportedException Unknown() => new($"Not known in an expression: {_text} at {_at}");
}
