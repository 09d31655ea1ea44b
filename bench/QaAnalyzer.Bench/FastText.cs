using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Bench;

/// <summary>The public peer: Debian's <c>fasttext</c> with as many labels and n-grams as the tagger, timed inside one process.</summary>
internal static class FastText
{
    private const int Copies = 20;

    /// <summary>Utterances per second of <c>predict-prob</c> without start-up, or null when the program is not installed.</summary>
    public static double? Rate(IReadOnlyList<string> texts)
    {
        var folder = Directory.CreateTempSubdirectory("qa-bench-").FullName;
        try
        {
            var training = Path.Combine(folder, "train.txt");
            File.WriteAllLines(training, texts.Select((t, i) => $"__label__{TagVocabulary.Text[i % TagVocabulary.Text.Count]} {Spaced(t)}"));
            if (Run("supervised", "-input", training, "-output", Path.Combine(folder, "model"), "-loss", "ova", "-wordNgrams", "4", "-dim", "32", "-epoch", "1", "-thread", "1", "-bucket", "65536") < 0) return null;
            var few = Write(folder, "few.txt", texts, 1);
            var many = Write(folder, "many.txt", texts, 1 + Copies);
            var model = Path.Combine(folder, "model.bin");
            var labels = TagVocabulary.Text.Count.ToString(CultureInfo.InvariantCulture);
            var seconds = Run("predict-prob", model, many, labels) - Run("predict-prob", model, few, labels);
            return texts.Count * Copies / seconds;
        }
        catch (Win32Exception)
        {
            return null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Write(string folder, string name, IReadOnlyList<string> texts, int copies)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllLines(path, Enumerable.Repeat(texts.Select(Spaced), copies).SelectMany(t => t));
        return path;
    }

    /// <summary>fastText splits on spaces: every character becomes a word, its word n-grams are character n-grams.</summary>
    private static string Spaced(string text)
    {
        var spaced = new StringBuilder();
        foreach (var rune in text.EnumerateRunes()) spaced.Append(rune).Append(' ');
        return spaced.ToString();
    }

    private static double Run(params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("fasttext", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? watch.Elapsed.TotalSeconds : -1;
    }
}
