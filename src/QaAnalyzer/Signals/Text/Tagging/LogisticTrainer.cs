using System.Runtime.Intrinsics;

namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>
/// Multi-label logistic regression over hashed features, all columns of a row at once, with per-weight step sizes (Duchi, Hazan and
/// Singer, "Adaptive subgradient methods", JMLR 12, 2011). Same rows in, same bits out: fixed order, fixed seed, no fused multiply-add.
/// </summary>
internal sealed class LogisticTrainer(int bits, int columns, TrainerOptions options)
{
    private readonly float[] _weights = new float[(1 << bits) * columns];
    private readonly float[] _squares = new float[(1 << bits) * columns];

    /// <summary>Row-major, <c>columns</c> floats per hashed feature.</summary>
    public float[] Weights => _weights;

    public void Train(IReadOnlyList<LabelledFeatures> rows)
    {
        var order = Enumerable.Range(0, rows.Count).ToArray();
        var random = new Random(options.Seed);
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var i in order) Step(rows[i]);
        }
    }

    /// <summary>Writes one logit per column.</summary>
    public void Logits(LabelledFeatures row, Span<float> logits) => Logits(row.Features, row.Scale, logits);

    private void Logits(ReadOnlySpan<int> features, float scale, Span<float> logits)
    {
        logits.Clear();
        foreach (var feature in features)
        {
            var weights = _weights.AsSpan(feature * columns, columns);
            for (var c = 0; c < columns; c += 8)
                (Vector256.Create<float>(logits[c..]) + Vector256.Create<float>(weights[c..])).CopyTo(logits[c..]);
        }

        for (var c = 0; c < columns; c++) logits[c] *= scale;
    }

    private void Step(LabelledFeatures row)
    {
        Span<float> gradient = stackalloc float[columns];
        Logits(row.Features, row.Scale, gradient);
        for (var c = 0; c < columns; c++)
        {
            var target = (row.Tags >> c & 1) != 0 ? 1f : 0f;
            gradient[c] = (Sigmoid.Of(gradient[c]) - target) * row.Scale;
        }

        foreach (var feature in row.Features) Update(feature * columns, gradient);
    }

    private void Update(int at, ReadOnlySpan<float> gradient)
    {
        var weights = _weights.AsSpan(at, columns);
        var squares = _squares.AsSpan(at, columns);
        var rate = Vector256.Create(options.LearningRate);
        var decay = Vector256.Create(options.Decay);
        var floor = Vector256.Create(1e-6f);
        for (var c = 0; c < columns; c += 8)
        {
            var w = Vector256.Create<float>(weights[c..]);
            var g = Vector256.Create(gradient[c..]) + (decay * w);
            var s = Vector256.Create<float>(squares[c..]) + (g * g);
            s.CopyTo(squares[c..]);
            (w - (rate * g / Vector256.Sqrt(s + floor))).CopyTo(weights[c..]);
        }
    }
}

/// <summary>Settings of the trainer, found by cross-validation on the training rows.</summary>
internal sealed record TrainerOptions
{
    public int Epochs { get; init; } = 8;

    public float LearningRate { get; init; } = 0.15f;

    /// <summary>L2 pull towards zero on every touched weight.</summary>
    public float Decay { get; init; } = 1e-4f;

    /// <summary>A feature's value is 1 ÷ n^this for n features: long utterances do not shout.</summary>
    public double LengthPower { get; init; } = 0.4;

    public int Seed { get; init; } = 20260305;
}

/// <summary>A training row as table rows of features.</summary>
/// <param name="Features">Hashed feature indexes.</param>
/// <param name="Scale">Value of each feature.</param>
/// <param name="Tags">Bit per column.</param>
internal sealed record LabelledFeatures(int[] Features, float Scale, ulong Tags);

/// <summary>The logistic function, computed the same way on every machine.</summary>
internal static class Sigmoid
{
    public static float Of(float x) => 1f / (1f + Exp(-x));

    /// <summary>2^k times a polynomial; relative error below 1e-5.</summary>
    private static float Exp(float x)
    {
        x = Math.Clamp(x, -80f, 80f) * 1.44269504f;
        var whole = MathF.Floor(x);
        var part = x - whole;
        var power = 1f + (part * (0.69314718f + (part * (0.24022651f + (part * (0.05550411f + (part * (0.00961813f + (part * 0.00133336f)))))))));
        return BitConverter.Int32BitsToSingle(((int)whole + 127) << 23) * power;
    }
}
