using QaAnalyzer.Storage;

namespace QaAnalyzer;

/// <summary>
/// Asked before every chunk whether a run may take it: holds it while somebody has paused the run, ends it when somebody has cancelled it or
/// its slice of time is over. What was taken before is done and saved.
/// </summary>
/// <param name="control">What people want of the run.</param>
/// <param name="run">Its key.</param>
/// <param name="clock">What time passes by.</param>
/// <param name="slice">About how long it may take chunks; null to the end.</param>
/// <param name="held">Is told when a pause or cancellation begins or ends.</param>
/// <param name="whileTrue">Asked each time; false ends it as well.</param>
public sealed class RunGate(
    RunControl control, long run, TimeProvider clock, TimeSpan? slice = null, Action<RunAction?>? held = null, Func<CancellationToken, Task<bool>>? whileTrue = null)
{
    /// <summary>Between two looks through a pause.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly long _began = clock.GetTimestamp();
    private RunAction? _hold;

    /// <summary>Who cancelled the run; null while nobody did.</summary>
    public RunAction? Cancellation => _hold is { Action: RunAction.Cancel } ? _hold : null;

    /// <summary>True when the slice is used up: the run goes on in another.</summary>
    public bool IsOver => slice is { } time && clock.GetElapsedTime(_began) >= time;

    /// <summary>True when the next chunk may be taken; waits through a pause.</summary>
    public Task<bool> PassAsync(CancellationToken cancel) => PassAsync(inSlices: true, cancel);

    /// <summary>
    /// The same for the next page or transaction of a run that still reads, which is not done in slices. Several sources may ask at once: what one
    /// of them saw too late is put right by its next look.
    /// </summary>
    public Task<bool> PassReadingAsync(CancellationToken cancel) => PassAsync(inSlices: false, cancel);

    private async Task<bool> PassAsync(bool inSlices, CancellationToken cancel)
    {
        while (true)
        {
            await LookAsync(cancel);
            if (Cancellation is not null || (inSlices && IsOver)) return false;
            if (whileTrue is not null && !await whileTrue(cancel)) return false;
            if (_hold is null) return true;
            await Task.Delay(Look, clock, cancel);
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        var before = _hold?.Key;
        _hold = await control.HoldOnAsync(run, cancel);
        if (_hold?.Key != before) held?.Invoke(_hold);
    }
}
