using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Flow;

/// <summary>The file of a saved plan. spec/cli/infra.md, 4.8.</summary>
internal static class PlanOutput
{
    /// <summary>Checks that the file may be written, as far as possible without writing.</summary>
    /// <exception cref="UsageException">It may not: there is something else, or nowhere to put it.</exception>
    internal static void Check(string file)
    {
        if (file == "-")
        {
            throw new UsageException(
                "--out: a plan is not saved to stdout", "print it with '-o json', or name a file; './-' is a file with this name");
        }

        if (Directory.Exists(file))
        {
            throw new UsageException($"--out: '{file}' is a directory");
        }

        string path = Target(file);
        if (File.Exists(path))
        {
            RequirePlan(file);
        }
        else if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new UsageException($"--out: the directory of '{file}' does not exist");
        }
    }

    /// <summary>Writes the plan atomically.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    internal static void Write(string file, InfraPlan plan)
    {
        Check(file);
        string path = Target(file);
        string partial = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(partial, InfraPlanJson.ToText(plan) + '\n');
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Remove(partial);
            throw new UsageException(
                $"--out: '{file}' cannot be written", "name a file in a directory that you may write to, with room for it");
        }
    }

    // A link is kept; its target is written.
    private static string Target(string file)
    {
        try
        {
            FileInfo info = new FileInfo(Path.GetFullPath(file));
            return info.LinkTarget is null ? info.FullName : info.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"--out: '{file}' is not a valid output path");
        }
    }

    private static void RequirePlan(string file)
    {
        try
        {
            InfraPlanJson.Read(file);
        }
        catch (ConfigException)
        {
            throw new UsageException(
                $"--out: '{file}' exists and is not a plan file, so it is not overwritten", "name another file, or remove that one first");
        }
    }

    /// <summary>Removes a file that could not be written, if it exists.</summary>
    internal static void Remove(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The error of the write is already reported.
        }
    }
}
