namespace Stagecraft.DigitalOcean.Settings;

/// <summary>How much of the section has to be right.</summary>
internal enum SettingsScope
{
    /// <summary>All of it.</summary>
    Everything,

    /// <summary>What is needed to reach the account and to wait: <c>token_env</c> and the durations. The rest is not looked at.</summary>
    Connection,
}
