using Stagecraft.DigitalOcean.Http;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Reading;

/// <summary>A failure of the API as a problem for the user.</summary>
internal static class ApiProblem
{
    public static Problem Of(ApiFailure failure) => new(failure.Code, failure.Message, failure.Hint, RequestId: failure.RequestId);

    public static CloudProviderException Exception(ApiException exception) =>
        new(DigitalOceanProvider.ProviderId, Of(exception.Failure), exception.Failure.IsTransient, innerException: exception);
}
