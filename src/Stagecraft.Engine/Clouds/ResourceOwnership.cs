namespace Stagecraft.Engine.Clouds;

/// <summary>What marks a resource of a kind as owned by an environment.</summary>
public enum ResourceOwnership
{
    /// <summary>Its own tags, as those of a machine: project, environment, and <c>stagecraft-{kind}-{name}</c>, for example
    /// <c>stagecraft-volume-data</c>. A resource of a host also has the tag of the host.</summary>
    Tags,

    /// <summary>Both its exact reserved name, <c>stagecraft.{project}.{environment}.{name}</c>, and a set tag of the environment among
    /// <see cref="Resource.Targets"/>.</summary>
    NameAndTarget,

    /// <summary>The file names it: it is never created or deleted.</summary>
    Declared,
}
