using System.Globalization;

namespace QaAnalyzer.EndToEnd.Chaos;

/// <summary>A disk in memory of a few megabytes that can be made bigger.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("qa-disk-");

    public string Path => _folder.FullName;

    /// <summary>False where this process may not mount one.</summary>
    public Task<bool> MountAsync(int megabytes) => Shell.TryAsync($"mount -t tmpfs -o size={Size(megabytes)} tmpfs {Path}");

    public Task GrowAsync(int megabytes) => Shell.RunAsync($"mount -o remount,size={Size(megabytes)} {Path}");

    public async ValueTask DisposeAsync()
    {
        await Shell.TryAsync($"umount {Path}");
        _folder.Delete(recursive: true);
    }

    private static string Size(int megabytes) => megabytes.ToString(CultureInfo.InvariantCulture) + "m";
}
