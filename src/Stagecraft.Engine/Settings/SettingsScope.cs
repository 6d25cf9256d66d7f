namespace Stagecraft.Engine.Settings;

/// <summary>The part of the section that is read and validated.</summary>
internal enum SettingsScope
{
    Everything,

    /// <summary>Only what a connection needs: <c>token_env</c>, <c>machine_name</c> and the durations.</summary>
    Connection,
}
