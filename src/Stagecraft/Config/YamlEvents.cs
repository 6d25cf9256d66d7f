using System.Text.RegularExpressions;
using Stagecraft.Errors;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Stagecraft.Config;

/// <summary>The events of a YAML text, one after another. Errors of the parser become problems with a place.</summary>
internal sealed partial class YamlEvents
{
    private readonly SourceText _source;
    private readonly Scanner _scanner;
    private readonly Parser _parser;

    public YamlEvents(SourceText source)
    {
        _source = source;
        _scanner = new Scanner(new StringReader(source.Text));
        _parser = new Parser(_scanner);
    }

    /// <summary>A place in the file. For a text without a final line break, the parser reports the end one line too far down.</summary>
    public SourceLocation Locate(Mark mark) => mark.Line > _source.LineCount
        ? _source.At(_source.Text.Length) : new SourceLocation(_source.File, (int)mark.Line, (int)mark.Column);

    /// <exception cref="ConfigException">The text is not YAML.</exception>
    public ParsingEvent Next()
    {
        try
        {
            if (_parser.MoveNext() && _parser.Current is { } current)
            {
                return current;
            }
        }
        catch (YamlException exception)
        {
            throw Refuse(exception.Start, Sentence(exception.Message));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Some invalid texts, for example an unclosed bracket, make the parser fail with other exceptions.
            throw Refuse(_scanner.CurrentPosition, "the YAML ends unexpectedly or is incorrectly indented here");
        }

        throw Refuse(_scanner.CurrentPosition, "the YAML ends unexpectedly");
    }

    private ConfigException Refuse(Mark start, string reason)
    {
        // The parser often reports a wrong indentation some lines before or after its line.
        for (long line = start.Line; line <= _scanner.CurrentPosition.Line; line++)
        {
            if (_source.OddIndentation((int)line) is { } odd)
            {
                return FileProblem.Indentation(_source, odd);
            }
        }

        bool isUnquoted = UnquotedTemplate().IsMatch(_source.Line((int)start.Line));
        return FileProblem.At(
            Locate(start), $"this is not valid YAML: {reason}", isUnquoted ? "write a value that starts with '{' in quotes" : null);
    }

    // In YAML, {x} is a mapping, which ends with the brace.
    [GeneratedRegex(@"^[^#]*:\s+\{[^{}]*\}[^\s,}\]#]", RegexOptions.CultureInvariant)]
    private static partial Regex UnquotedTemplate();

    private static string Sentence(string message) =>
        message.Length == 0 ? "syntax error" : char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.');
}
