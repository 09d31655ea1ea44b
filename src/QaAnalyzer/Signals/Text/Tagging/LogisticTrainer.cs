using System.Runtime.Intrinsics;

namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>
/// Multi-label logistic regression over sparse features, all columns of a row at once, with per-weight step sizes (Duchi, Hazan and
/// Singer, "Adaptive subgradient methods", JMLR 12, 2011) and random omission of features (Wager, Wang and Liang, "Dropout training as
/// adaptive regularization", NIPS 2013). Same rows in, same bits out: fixed order, fixed seed, no fused multiply-add.
/// </summary>
internal sealed class LogisticTrainer(int features, int columns, TrainerOptions options)
{
    private readonly float[] _weights = new float[features * columns];
    private readonly float[] _squares = new float[features * columns];

    /// <summary>Feature-major, <c>columns</c> floats per feature.</summary>
    public float[] Weights => _weights;

    public void Train(IReadOnlyList<LabelledFeatures> rows)
    {
        var order = Enumerable.Range(0, rows.Count).ToArray();
        var random = new Random(options.Seed);
        var kept = new int[rows.Count == 0 ? 0 : rows.Max(r => r.Features.Length)];
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var i in order)
            {
                var count = 0;
                foreach (var feature in rows[i].Features)
                {
                    if (random.NextDouble() >= options.Dropout) kept[count++] = feature;
                }

                Step(kept.AsSpan(0, count), rows[i].Tags);
            }
        }
    }

    /// <summary>Writes one logit per column.</summary>
    public void Logits(ReadOnlySpan<int> row, Span<float> logits)
    {
        logits.Clear();
        foreach (var feature in row)
        {
            var weights = _weights.AsSpan(feature * columns, columns);
            for (var c = 0; c < columns; c += 8)
                (Vector256.Create<float>(logits[c..]) + Vector256.Create<float>(weights[c..])).CopyTo(logits[c..]);
        }

        var scale = options.Scale(row.Length);
        for (var c = 0; c < columns; c++) logits[c] *= scale;
    }

    private void Step(ReadOnlySpan<int> row, ulong tags)
    {
        Span<float> gradient = stackalloc float[columns];
        Logits(row, gradient);
        var scale = options.Scale(row.Length);
        for (var c = 0; c < columns; c++)
        {
            var target = (tags >> c & 1) != 0 ? 1f : 0f;
            gradient[c] = (Sigmoid.Of(gradient[c]) - target) * scale;
        }

        foreach (var feature in row) Update(feature * columns, gradient);
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
    public int Epochs { get; init; } = 10;

    public float LearningRate { get; init; } = 0.2f;

    /// <summary>L2 pull towards zero on every touched weight.</summary>
    public float Decay { get; init; } = 1e-4f;

    /// <summary>Share of features left out of each step, so that no single one is relied on.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>A feature's value is 1 ÷ n^this for n known features: long utterances do not shout.</summary>
    public double LengthPower { get; init; } = 0.35;

    public int Seed { get; init; } = 20260305;

    public float Scale(int known) => LinearTagger.Scale(known, LengthPower);
}

/// <summary>A training row as features (rows of the weight table), with a bit per column.</summary>
internal sealed record LabelledFeatures(int[] Features, ulong Tags);

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
