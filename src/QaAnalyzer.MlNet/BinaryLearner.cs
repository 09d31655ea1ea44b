using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using LogisticModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<Microsoft.ML.Trainers.LinearBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace QaAnalyzer.MlNet;

/// <summary>
/// One tag against the rest: logistic regression by stochastic dual coordinate ascent (Shalev-Shwartz and Zhang, JMLR 14, 2013). A fresh
/// context per fit and one thread: the same rows give the same weights.
/// </summary>
internal static class BinaryLearner
{
    private const int Seed = 20260305;

    private const float L2 = 1e-6f;

    /// <summary>Weights below this become zero and take no room in the model.</summary>
    private const float SmallestWeight = 0.2f;

    private const int Passes = 10;

    public static BinaryPredictionTransformer<LogisticModel> Fit(IReadOnlyList<Example> examples)
    {
        var ml = new MLContext(Seed);
        return ml.BinaryClassification.Trainers.SdcaLogisticRegression(new SdcaLogisticRegressionBinaryTrainer.Options
        {
            NumberOfThreads = 1,
            L2Regularization = L2,
            L1Regularization = SmallestWeight,
            MaximumNumberOfIterations = Passes,

            // Looking for convergence costs as much as a pass.
            ConvergenceCheckFrequency = Passes,
        }).Fit(View(ml, examples));
    }

    /// <summary>The learner's raw scores, in the order of the rows.</summary>
    public static IReadOnlyList<float> Score(ITransformer learner, IReadOnlyList<Example> examples)
    {
        var ml = new MLContext(Seed);
        return [.. ml.Data.CreateEnumerable<Scored>(learner.Transform(View(ml, examples)), reuseRowObject: true).Select(r => r.Score)];
    }

    /// <summary>Tells ML.NET how long the vectors are, which VBuffer does not say.</summary>
    private static IDataView View(MLContext ml, IReadOnlyList<Example> examples)
    {
        var schema = SchemaDefinition.Create(typeof(Example));
        schema[nameof(Example.Features)].ColumnType = Featurizer.VectorType;
        return ml.Data.LoadFromEnumerable(examples, schema);
    }

    private sealed class Scored
    {
        public float Score { get; set; }
    }
}

/// <summary>A row as a learner sees it. Property names are column names in the model file.</summary>
internal sealed class Example
{
    public bool Label { get; set; }

    public VBuffer<float> Features { get; set; }
}
