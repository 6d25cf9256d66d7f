namespace Stagecraft.Engine.Resources;

/// <summary>The stages of a run (spec interface.md 9.7), in order.</summary>
internal enum ResourceStage
{
    /// <summary>Resources that hosts need from the beginning.</summary>
    BeforeHosts,

    /// <summary>Attachments and addresses.</summary>
    AfterHosts,

    /// <summary>Alerts, deletes, and waiting for every resource.</summary>
    Final,
}
