using Microsoft.ML;
using Microsoft.ML.Data;
using QaAnalyzer.Signals.Text;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.MlNet;

/// <summary>The rows of one speaker as feature vectors.</summary>
/// <param name="Rows">Real rows, then joined ones.</param>
/// <param name="Real">How many are real: only these calibrate.</param>
/// <param name="Features">Per row.</param>
/// <param name="IsChinese">Per row.</param>
/// <param name="Folds">Per row.</param>
internal sealed record FeaturizedRows(IReadOnlyList<TrainingRow> Rows, int Real, IReadOnlyList<VBuffer<float>> Features, IReadOnlyList<bool> IsChinese, int[] Folds)
{
    public static FeaturizedRows Of(IReadOnlyList<TrainingRow> rows, int real, PhraseMatcher phrases)
    {
        var ml = new MLContext(seed: 0);
        var chinese = new List<bool>(rows.Count);
        var features = Featurizer.Transform(ml, Featurizer.Create(ml), Columns());
        return new(rows, real, features, chinese, FileFolds.Of(rows));

        IEnumerable<UtteranceColumns> Columns()
        {
            var reader = new RowReader(phrases);
            var writer = new UtteranceReader();
            foreach (var row in rows)
            {
                var input = reader.Read(row);
                chinese.Add(input.IsChinese);
                var columns = new UtteranceColumns();
                writer.Read(input, columns);
                yield return columns;
            }
        }
    }

    public Example[] Examples(int tag) => [.. Rows.Select((row, i) => new Example { Label = TagMask.Has(row.Tags, tag), Features = Features[i] })];
}
