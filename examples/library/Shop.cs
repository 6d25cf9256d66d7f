using Stagecraft.DigitalOcean;

namespace Stagecraft.Samples;

public static class Shop
{
    #region hosts
    public static DigitalOceanConfig Hosts { get; } = new()
    {
        TokenEnv = "DO_TOKEN",                 // the name of the variable that contains the token
        SshKeyName = "my-ssh-key",
        DefaultRegion = "nyc1",
        DefaultSize = "s-2vcpu-4gb",
        Environments =
        {
            ["staging"] = new()
            {
                ["app-1"] = new() { Role = "app" },
                ["db-1"] = new() { Role = "db", Size = "s-4vcpu-8gb", Protected = true },
            },
        },
    };
    #endregion
}
