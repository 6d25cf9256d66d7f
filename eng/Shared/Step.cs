using System.Diagnostics;
using System.Text;

namespace Stagecraft.Eng;

/// <summary>The steps of an engineering program.</summary>
public static class Step
{
    /// <summary>Runs a program in the root directory of the repository.</summary>
    /// <returns>The exit code: that of the body, or 1 if a step failed.</returns>
    public static int RunAll(Func<int> body)
    {
        string eng = (string)AppContext.GetData("EntryPointFileDirectoryPath")!;
        Directory.SetCurrentDirectory(Path.GetDirectoryName(eng)!);
        try
        {
            return body();
        }
        catch (StepException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    /// <summary>Fails unless a condition is true.</summary>
    public static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new StepException(message);
        }
    }

    /// <summary>Runs a command with the console of this program.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string file, params IEnumerable<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(file, arguments) { UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Runs a command that must succeed.</summary>
    /// <returns>The standard output.</returns>
    public static string Output(string file, params IEnumerable<string> arguments) => Output(new ProcessStartInfo(file, arguments));

    /// <summary>Runs a command that must succeed, with environment variables and a working directory.</summary>
    /// <returns>The standard output.</returns>
    public static string Output(ProcessStartInfo start)
    {
        (int exitCode, string output, string errors) = Capture(start);
        string command = $"{Path.GetFileName(start.FileName)} {string.Join(' ', start.ArgumentList)}";
        Require(exitCode == 0, $"{output}{errors}\n'{command}' failed with exit code {exitCode}");
        return output;
    }

    /// <summary>Runs a command and captures its output.</summary>
    public static (int ExitCode, string Output, string Errors) Capture(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.StandardOutputEncoding = Encoding.UTF8;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.GetAwaiter().GetResult());
    }
}
