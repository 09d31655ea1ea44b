using System.Collections.Concurrent;
using QaAnalyzer.App;
using QaAnalyzer.Conversations;
using QaAnalyzer.Data;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Text;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Tests.Signals.Text.Tagging;

/// <summary>What every tagger engine promises, run against each one that was compiled in, with a model of a few rows.</summary>
public class TaggerEngineTests
{
    private static readonly ConcurrentDictionary<string, string> Trained = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, ITagClassifier> Loaded = new(StringComparer.Ordinal);

    private static readonly string[] Texts =
    [
        "您好，很高兴为您服务，请问有什么可以帮您", "sorry about that, let me check it for you", "", "😀", "\ud83d", "12345678",
        "好的好的", "我要投诉", "that worked, thank you so much", "OK 请稍等 one moment",
    ];

    public static TheoryData<string> Engines => [.. TaggerEngines.All.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Engines))]
    public void Plain_cases_of_both_languages_are_tagged(string engine)
    {
        Assert.Contains("apology", Tags(engine, "agent: I'm so sorry about that, let me sort this out for you right now."));
        Assert.Contains("hold-notice", Tags(engine, "agent: 请您稍等，我帮您查一下"));
        Assert.Contains("escalation", Tags(engine, "customer: 我要投诉你们，叫你们经理来"));
        Assert.Contains("gratitude", Tags(engine, "customer: that worked, thank you so much"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_short_answer_is_judged_by_what_it_answers(string engine)
    {
        var after = Judge(Classifier(engine), Speaker.Customer, "可以了", "您再刷新一下，看看现在能登录了吗");
        Assert.NotEqual(after, Judge(Classifier(engine), Speaker.Customer, "可以了", "请问您贵姓"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Probabilities_are_probabilities_and_only_of_the_speakers_tags(string engine)
    {
        foreach (var text in Texts)
        {
            var (agent, customer) = (Judge(Classifier(engine), Speaker.Agent, text), Judge(Classifier(engine), Speaker.Customer, text));
            Assert.All(agent.Concat(customer), p => Assert.InRange(p, 0, 1));
            Assert.All(agent.Skip(TagVocabulary.Agent.Count), p => Assert.Equal(0, p));
            Assert.All(customer.Take(TagVocabulary.Agent.Count), p => Assert.Equal(0, p));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Every_tag_has_a_threshold_in_both_languages(string engine)
    {
        for (var tag = 0; tag < TagVocabulary.Text.Count; tag++)
        {
            Assert.InRange(Classifier(engine).Threshold(tag, chinese: true), 0.01f, 0.99f);
            Assert.InRange(Classifier(engine).Threshold(tag, chinese: false), 0.01f, 0.99f);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Traditional_and_full_width_text_gets_the_same_probabilities(string engine)
    {
        var classifier = Classifier(engine);
        Assert.Equal(Judge(classifier, Speaker.Agent, "请您稍等，我帮您查一下"), Judge(classifier, Speaker.Agent, "請您稍等，我幫您查一下"));
        Assert.Equal(Judge(classifier, Speaker.Agent, "OK one moment"), Judge(classifier, Speaker.Agent, "ＯＫ ｏｎｅ ｍｏｍｅｎｔ"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void An_utterance_is_judged_the_same_whatever_was_judged_before(string engine)
    {
        var classifier = Classifier(engine).Fork();
        var first = Texts.Select(t => Judge(classifier, Speaker.Agent, t)).ToList();
        Assert.Equal(first.AsEnumerable().Reverse(), Texts.Reverse().Select(t => Judge(classifier, Speaker.Agent, t)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Forks_on_other_threads_judge_alike(string engine)
    {
        var expected = Texts.Select(t => Judge(Classifier(engine), Speaker.Customer, t)).ToList();
        var found = new List<float[]>[4];
        Parallel.For(0, found.Length, i =>
        {
            var fork = Classifier(engine).Fork();
            found[i] = [.. Texts.Select(t => Judge(fork, Speaker.Customer, t))];
        });
        Assert.All(found, f => Assert.Equal(expected, f));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void An_explanation_stays_inside_the_text(string engine)
    {
        var classifier = Classifier(engine);
        Judge(classifier, Speaker.Agent, Texts[0]);
        for (var tag = 0; tag < TagVocabulary.Text.Count; tag++)
        {
            var explanation = classifier.Explain(tag, 3);
            Assert.InRange(explanation.Parts.Count, 0, 3);
            Assert.InRange(explanation.End, 0, Texts[0].Length);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_hundred_thousand_characters_are_judged(string engine)
    {
        var text = string.Concat(Enumerable.Repeat("非常抱歉给您添麻烦了，请稍等。", 6_700));
        Assert.Contains(Judge(Classifier(engine), Speaker.Agent, text), p => p > 0);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Training_twice_on_the_same_rows_gives_the_same_files(string engine)
    {
        var rows = TaggerBuild.Share(TrainingData.Rows, 0.004);
        var (first, second) = (Files(Train(engine, rows)), Files(Train(engine, rows)));
        Assert.Contains("metrics.json", first.Keys);
        Assert.Contains("labels.txt", first.Keys);
        Assert.Equal(first.Keys.Order(StringComparer.Ordinal), second.Keys.Order(StringComparer.Ordinal));
        Assert.All(first, file => Assert.Equal(file.Value, second[file.Key]));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_missing_or_damaged_file_of_the_model_is_named_with_the_way_to_rebuild_it(string engine)
    {
        var files = Files(ModelOf(engine));
        foreach (var name in files.Keys.Except(["labels.txt", "metrics.json"]))
        {
            var folder = Directory.CreateTempSubdirectory("qa-test-").FullName;
            foreach (var file in files) File.WriteAllBytes(Path.Combine(folder, file.Key), file.Value);
            var damaged = Path.Combine(folder, name);
            var bytes = files[name].ToArray();
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(damaged, bytes);
            var refusal = Assert.Throws<ModelException>(() => Engine(engine).Load(folder)).Message;
            Assert.Contains("is damaged", refusal, StringComparison.Ordinal);
            Assert.Contains("qa train tagger", refusal, StringComparison.Ordinal);
            File.Delete(damaged);
            Assert.Contains($"{damaged} is missing", Assert.Throws<ModelException>(() => Engine(engine).Load(folder)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_model_is_named_after_its_folder(string engine) => Assert.Equal("small.v1", Classifier(engine).Id);

    private static TaggerEngine Engine(string name) => TaggerEngines.Find(name, "--engine");

    /// <summary>Folder of a model of every twentieth row or so; trained once, as xunit runs the tests of one class one after the other.</summary>
    private static string ModelOf(string engine) => Trained.GetOrAdd(engine, name => Train(name, TaggerBuild.Share(TrainingData.Rows, 0.05)));

    private static ITagClassifier Classifier(string engine) => Loaded.GetOrAdd(engine, name => Engine(name).Load(ModelOf(name)));

    private static float[] Judge(ITagClassifier classifier, Speaker speaker, string text, string before = "")
    {
        var (normal, context) = (new NormalizedText(), new NormalizedText());
        normal.Set(text);
        context.Set(before);
        var probabilities = new float[TagVocabulary.Text.Count];
        classifier.Classify(new(speaker, normal, context, default), probabilities);
        return probabilities;
    }

    private static List<string> Tags(string engine, string line)
    {
        var signals = new SignalSet();
        TextDetector.Load(Path.Combine(Product.DataFolder, "phrases"), Classifier(engine)).Detect(new(Talk.Chat(line), QaAnalyzer.Rubrics.Thresholds.Default, signals));
        return [.. signals.Select(s => s.Tag).Distinct().Order(StringComparer.Ordinal)];
    }

    private static string Train(string engine, IReadOnlyList<TrainingRow> rows)
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory("qa-test-").FullName, "small.v1");
        Engine(engine).Train(rows, Path.Combine(Product.DataFolder, "phrases"), folder);
        return folder;
    }

    private static Dictionary<string, byte[]> Files(string folder) =>
        Directory.GetFiles(folder).ToDictionary(f => Path.GetFileName(f)!, File.ReadAllBytes, StringComparer.Ordinal);
}
