using System.Runtime.ExceptionServices;

namespace FedMat.Learning;

/// <summary>Work on models that know nothing of each other, so that the order of it changes nothing. What one of them throws is thrown as it is.</summary>
internal static class EachModel
{
    /// <param name="count">How many there are.</param>
    /// <param name="work">On one of them, by its number; called from several threads.</param>
    public static void Do(int count, Action<int> work)
    {
        try
        {
            Parallel.For(0, count, work);
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.Flatten().InnerExceptions[0]);
        }
    }
}
