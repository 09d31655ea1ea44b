using System.Collections.Concurrent;
using QaAnalyzer.Conversations;
using QaAnalyzer.Data;

namespace QaAnalyzer.Learning.Moods;

/// <summary>A mood model at work. Shared by all threads; the same conversation gives the same moods to the bit.</summary>
public sealed class MoodReader
{
    private readonly ConcurrentBag<MoodReading> _idle = [];

    internal MoodReader(MoodModel model) => Model = model;

    /// <summary>Id of the model, for example <c>mood.v1</c>.</summary>
    public string Id => Model.Id;

    internal MoodModel Model { get; }

    /// <param name="folder">Folder of the model.</param>
    /// <exception cref="ModelException">The model is missing, damaged or of another version.</exception>
    public static MoodReader Load(string folder) => new(MoodFile.Load(FileOf(folder)));

    internal static string FileOf(string folder) => Path.Combine(folder, "model.bin");

    public ConversationMoods Read(Conversation conversation)
    {
        if (!_idle.TryTake(out var reading)) reading = new();
        try
        {
            var moods = new List<UtteranceMood>();
            reading.Read(conversation, i =>
            {
                var probabilities = Model.Probabilities(reading.Numbers, reading.Grams);
                moods.Add(new(i, Model.Rule.Of(probabilities), Rounded(probabilities)));
            });
            return moods.Count == 0 ? ConversationMoods.None : new(moods, MoodTurn.Of(moods));
        }
        finally
        {
            _idle.Add(reading);
        }
    }

    /// <summary>Adds P(satisfied) − P(dissatisfied) of every customer utterance with words, in order.</summary>
    internal void AddLevels(Conversation conversation, List<double> levels)
    {
        if (!_idle.TryTake(out var reading)) reading = new();
        try
        {
            reading.Read(conversation, _ =>
            {
                var probabilities = Model.Probabilities(reading.Numbers, reading.Grams);
                levels.Add(probabilities[(int)Mood.Satisfied] - probabilities[(int)Mood.Dissatisfied]);
            });
        }
        finally
        {
            _idle.Add(reading);
        }
    }

    /// <summary>Four digits that still sum to 1.</summary>
    private static double[] Rounded(double[] probabilities)
    {
        var (low, high) = (Math.Round(probabilities[0], 4), Math.Round(probabilities[2], 4));
        return [low, Math.Round(1 - low - high, 4), high];
    }
}
