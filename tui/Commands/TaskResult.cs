namespace Secrets.Tui.Commands;

/// <summary>Results of calls. A command's channel reads and writes itself, so that a call's task is complete when it is returned.</summary>
internal static class TaskResult
{
    /// <summary>The result; a failure is thrown as it is.</summary>
    public static T Result<T>(this Task<T> task) => task.GetAwaiter().GetResult();

    /// <summary>Throws a failure as it is.</summary>
    public static void Result(this Task task) => task.GetAwaiter().GetResult();
}
