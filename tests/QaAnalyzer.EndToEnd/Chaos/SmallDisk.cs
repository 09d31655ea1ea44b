using System.Globalization;

namespace QaAnalyzer.EndToEnd.Chaos;

/// <summary>A disk in memory of a few megabytes that can be made bigger.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("qa-disk-");

    /// <summary>Why it cannot be had here; null when it can.</summary>
    public static string? Lack { get; } = CanMountAsync().GetAwaiter().GetResult() ? null : "this process may not mount a small disk (tmpfs)";

    public string Path => _folder.FullName;

    public Task MountAsync(int megabytes) => Shell.RunAsync(MountOf(Path, megabytes));

    public Task GrowAsync(int megabytes) => Shell.RunAsync($"mount -o remount,size={Size(megabytes)} {Path}");

    public async ValueTask DisposeAsync()
    {
        await Shell.TryAsync($"umount {Path}");
        _folder.Delete(recursive: true);
    }

    private static async Task<bool> CanMountAsync()
    {
        var folder = Directory.CreateTempSubdirectory("qa-disk-");
        var can = await Shell.TryAsync(MountOf(folder.FullName, 1)) && await Shell.TryAsync($"umount {folder.FullName}");
        folder.Delete();
        return can;
    }

    private static string MountOf(string path, int megabytes) => $"mount -t tmpfs -o size={Size(megabytes)} tmpfs {path}";

    private static string Size(int megabytes) => megabytes.ToString(CultureInfo.InvariantCulture) + "m";
}
