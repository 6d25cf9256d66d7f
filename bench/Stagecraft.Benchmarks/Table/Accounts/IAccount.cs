namespace Stagecraft.Benchmarks.Table.Accounts;

/// <summary>An account that jobs are measured on.</summary>
internal interface IAccount : IDisposable
{
    /// <summary>The clock that counts, and that everything waits on.</summary>
    TimeProvider Time { get; }

    Uri Address { get; }

    string Token { get; }

    string Project { get; }

    string Environment { get; }

    /// <summary>The name of an SSH key that the account has.</summary>
    string SshKey { get; }

    /// <summary>A way to the account; whoever asks for it disposes it.</summary>
    HttpMessageHandler NewHandler();

    /// <summary>Does a job to its end.</summary>
    T Run<T>(Func<CancellationToken, Task<T>> job);

    /// <summary>Does what must be done also when the run was called off.</summary>
    void Finish(Func<Task> job);

    /// <summary>Lets time pass in which nothing is sent, until the rate limit has forgotten what was.</summary>
    /// <param name="hosts">For how many hosts the next job is: where it is sure to have room, no time needs to pass.</param>
    void FreshBudget(int hosts);
}
