using Microsoft.ML;
using Microsoft.ML.Data;

namespace QaAnalyzer.MlNet;

/// <summary>ML.NET's own text transforms: hashed n-grams of units, pieces of words, context and facts, side by side in one sparse vector.</summary>
internal static class Featurizer
{
    private const int LongestGram = 4;
    private const int LongestPiece = 4;
    private const int LongestContextGram = 3;

    /// <summary>Hash bits per view; the whole vector has the sum of their slots.</summary>
    private const int UnitBits = 17, PieceBits = 15, ContextBits = 15, WholeBits = 10;

    /// <summary>Type of the whole vector.</summary>
    public static VectorDataViewType VectorType { get; } =
        new(NumberDataViewType.Single, (1 << UnitBits) + (1 << PieceBits) + (1 << ContextBits) + (1 << WholeBits));

    /// <summary>Hashing learns nothing, so the transformer is the same whatever rows it is fitted on.</summary>
    public static ITransformer Create(MLContext ml)
    {
        var text = ml.Transforms.Text;
        return text.ProduceHashedWordBags("UnitGrams", nameof(UtteranceColumns.Units), UnitBits, LongestGram)
            .Append(text.TokenizeIntoCharactersAsKeys("Characters", nameof(UtteranceColumns.Letters), useMarkerCharacters: false))
            .Append(text.ProduceHashedNgrams("Pieces", "Characters", PieceBits, LongestPiece))
            .Append(text.ProduceHashedWordBags("ContextGrams", nameof(UtteranceColumns.Context), ContextBits, LongestContextGram))
            .Append(text.ProduceHashedWordBags("Facts", nameof(UtteranceColumns.Whole), WholeBits, ngramLength: 1))
            .Append(ml.Transforms.NormalizeLpNorm("UnitGrams"))
            .Append(ml.Transforms.NormalizeLpNorm("Pieces"))
            .Append(ml.Transforms.NormalizeLpNorm("ContextGrams"))
            .Append(ml.Transforms.Concatenate(nameof(FeatureVector.Features), "UnitGrams", "Pieces", "ContextGrams", "Facts"))
            .Fit(ml.Data.LoadFromEnumerable<UtteranceColumns>([new()]));
    }

    /// <summary>The feature vector of every row.</summary>
    public static IReadOnlyList<VBuffer<float>> Transform(MLContext ml, ITransformer featurizer, IEnumerable<UtteranceColumns> rows) =>
        [.. ml.Data.CreateEnumerable<FeatureVector>(featurizer.Transform(ml.Data.LoadFromEnumerable(rows)), reuseRowObject: false).Select(r => r.Features)];
}

/// <summary>The sparse vector of one utterance.</summary>
internal sealed class FeatureVector
{
    public VBuffer<float> Features { get; set; }
}
