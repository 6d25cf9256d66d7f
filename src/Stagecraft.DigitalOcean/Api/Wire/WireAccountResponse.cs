namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed record WireAccountResponse(Account Account);
