using System.Buffers;
using System.Text;
using System.Text.Json;
using QaAnalyzer.Conversations;
using QaAnalyzer.Conversations.Repairs;
using QaAnalyzer.Scoring;
using QaAnalyzer.Tests.Signals.Channels;

namespace QaAnalyzer.Tests.Scoring;

public class AnalysisJsonTests
{
    private static readonly Conversation Talked = Talk.Chat("customer 0: 在吗", "agent 4: 您好，请问有什么可以帮您", "customer 9: 退款没到，太离谱了", "agent 20: 非常抱歉，24小时内到账");

    [Fact]
    public void A_line_has_the_native_shape()
    {
        using var json = JsonDocument.Parse(Line(Product.Analyze(Talked)));
        var root = json.RootElement;
        Assert.Equal(["conversationId", "rubric", "models", "signals", "measures", "drafts", "total"], root.EnumerateObject().Select(p => p.Name));
        Assert.Equal(JsonValueKind.Null, root.GetProperty("models").GetProperty("scorer").ValueKind);
        foreach (var signal in root.GetProperty("signals").EnumerateArray())
        {
            Assert.Equal(["tag", "utterance", "span", "probability", "source", "reason"], signal.EnumerateObject().Select(p => p.Name));
            var text = Talked.Utterances[signal.GetProperty("utterance").GetInt32()].Text;
            Assert.InRange(signal.GetProperty("span")[1].GetInt32(), signal.GetProperty("span")[0].GetInt32(), text.Length);
        }

        var drafts = root.GetProperty("drafts").EnumerateArray().ToList();
        Assert.Equal(8, drafts.Count);
        Assert.All(drafts, d => Assert.True(d.GetProperty("score").ValueKind == JsonValueKind.Null ? d.TryGetProperty("abstention", out _) : d.TryGetProperty("evidence", out _)));
        Assert.Equal(4, root.GetProperty("measures").GetProperty("first-response-seconds").GetProperty("value").GetDouble());
    }

    [Fact]
    public void The_same_conversation_gives_the_same_bytes()
    {
        Assert.Equal(Line(Product.Analyze(Talked)), Line(Product.Analyze(Talked)));
    }

    [Fact]
    public void A_flag_is_written_with_its_reason_and_repair()
    {
        var swapped = ConversationRepair.SwapSides.Apply(SampleCalls.Parcel);
        using var json = JsonDocument.Parse(Line(Product.Analyze(swapped), chinese: false));
        var flag = Assert.Single(json.RootElement.GetProperty("flags").EnumerateArray());
        Assert.Equal(("sides-swapped", "swap-sides"), (flag.GetProperty("flag").GetString(), flag.GetProperty("repair").GetString()));
        Assert.InRange(flag.GetProperty("probability").GetDouble(), 0.98, 1);
        Assert.Contains("look exchanged", flag.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_absent_measure_is_left_out()
    {
        using var json = JsonDocument.Parse(Line(Product.Analyze(Talk.Chat("customer: 在吗", "agent: 在"))));
        Assert.False(json.RootElement.GetProperty("measures").TryGetProperty("first-response-seconds", out _));
    }

    [Fact]
    public void Sentences_are_in_the_language_asked_for()
    {
        Assert.Contains("首次回复用时", Line(Product.Analyze(Talked)), StringComparison.Ordinal);
        Assert.Contains("first reply after", Line(Product.Analyze(Talked), chinese: false), StringComparison.Ordinal);
        Assert.Contains("\"短语“您好”\"", Line(Product.Analyze(Talked)), StringComparison.Ordinal);
        Assert.Contains("\"phrase \\\"您好\\\"\"", Line(Product.Analyze(Talked), chinese: false), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_conversations_keep_their_order_on_all_cores()
    {
        var talks = Enumerable.Range(0, 500).Select(i => Talked with { Id = $"c{i}" });
        using var output = new MemoryStream();
        var count = await StatelessAnalysis.RunAsync([new(Product.Rubric("process-check"), Product.Detectors)], talks, null, output);
        Assert.Equal(500, count);
        var ids = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => JsonDocument.Parse(l).RootElement.GetProperty("conversationId").GetString());
        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"c{i}"), ids);
    }

    private static string Line(ConversationAnalysis analysis, bool chinese = true)
    {
        var buffer = new ArrayBufferWriter<byte>();
        AnalysisJson.WriteLine(buffer, analysis, chinese);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
