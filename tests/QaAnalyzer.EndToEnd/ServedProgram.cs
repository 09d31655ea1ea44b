using System.Diagnostics;
using System.Text.RegularExpressions;
using QaAnalyzer.Tests.Commands;

namespace QaAnalyzer.EndToEnd;

/// <summary>The built <c>qa</c> as an operator starts it: <c>qa serve</c> in an empty folder, on a free port.</summary>
internal sealed partial class ServedProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("qa-serve-");
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _password = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    public ServedProgram()
    {
        _process = new Process { StartInfo = BuiltProgram.Start(_folder.FullName, "serve", "--urls", "http://127.0.0.1:0"), EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, e) => Hear(ReadyLine(), "address", e.Data, text => _address.TrySetResult(new(text)));
        _process.ErrorDataReceived += (_, e) => Hear(PasswordLine(), "password", e.Data, text => _password.TrySetResult(text));
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException("qa serve ended before it was ready"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Task<Uri> AddressAsync() => _address.Task.WaitAsync(Patience);

    public Task<string> PasswordAsync() => _password.Task.WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static void Hear(Regex line, string name, string? text, Action<string> heard)
    {
        if (text is not null && line.Match(text) is { Success: true } match) heard(match.Groups[name].Value);
    }

    [GeneratedRegex("ready at (?<address>http://[0-9.:]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReadyLine();

    [GeneratedRegex("sign in as \"lead\" with the password (?<password>[a-z0-9-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PasswordLine();
}
