namespace Stagecraft.Eng;

/// <summary>A step of a program failed. The message is for the user.</summary>
public sealed class StepException(string message) : Exception(message);
