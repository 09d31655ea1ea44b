using System.Text.Json;
using QaAnalyzer.Conversations;
using QaAnalyzer.Sources;
using QaAnalyzer.Sources.Mapping;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.Tests.Sources;

public class MappedReaderTests
{
    [Fact]
    public void Offsets_in_milliseconds_become_seconds()
    {
        var read = Accepted("start: {path: from, format: milliseconds}, end: {path: to, format: milliseconds}", """[{"who":"agent","text":"您好","from":1500,"to":"2500"}]""");
        Assert.Equal((1.5, 2.5), (read.Utterances[0].Start, read.Utterances[0].End));
    }

    [Fact]
    public void Epoch_seconds_and_text_numbers_are_moments()
    {
        var read = Accepted("start: {path: at, format: epoch-seconds}", """[{"who":"agent","text":"您好","at":"1772673120.5"},{"who":"customer","text":"在吗","at":1772673123}]""");
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(1772673120.5), read.StartedAt);
        Assert.Equal([0, 2.5], read.Utterances.Select(u => u.Start!.Value));
    }

    [Fact]
    public void A_conversation_filed_after_its_first_words_begins_with_them()
    {
        var read = Accepted("start: at, end: to}, startedAt: {path: filed", """[{"who":"agent","text":"您好","at":"2026-03-05T01:12:00Z","to":"2026-03-05T01:12:02Z"}]""", "\"filed\":\"2026-03-05T01:12:01Z\"");
        Assert.Equal(new DateTimeOffset(2026, 3, 5, 1, 12, 0, TimeSpan.Zero), read.StartedAt);
        Assert.Equal((0.0, 2.0), (read.Utterances[0].Start, read.Utterances[0].End));
    }

    [Fact]
    public void Paths_step_into_lists()
    {
        var reader = Reader("{id: ids.1.value, channel: {value: email}, utterances: parts.0.said, utterance: {speaker: who, text: text}}");
        var read = Read(reader, """{"ids":[{"value":"a"},{"value":17}],"parts":[{"said":[{"who":"customer","text":"在吗"}]}]}""");
        Assert.Equal(("17", Channel.Email), Assert.IsType<Accepted>(read) is { Conversation: var c } ? (c.Id, c.Channel) : default);
    }

    [Theory]
    [InlineData("no: expected an id, got none", "{id: no, channel: {value: chat}, utterances: u, utterance: {speaker: who, text: text}}")]
    [InlineData("said: expected a list of utterances, got none", "{id: id, channel: {value: chat}, utterances: said, utterance: {speaker: who, text: text}}")]
    [InlineData("u[0].at: expected a time since 1970, got 1772673120000000; is it another unit?", "{id: id, channel: {value: chat}, utterances: u, utterance: {speaker: who, text: text, start: {path: at, format: epoch-milliseconds}}}")]
    [InlineData("u[0].text: expected a string, got [1]", "{id: id, channel: {value: chat}, utterances: v, utterance: {speaker: who, text: text}}")]
    public void What_does_not_fit_says_where(string reason, string mapping)
    {
        const string Json = """{"id":"c1","u":[{"who":"agent","text":"您好","at":1772673120000000}],"v":[{"who":"agent","text":[1]}]}""";
        Assert.Equal(reason.Replace("u[0].text", "v[0].text", StringComparison.Ordinal), Assert.IsType<Rejected>(Read(Reader(mapping), Json)).Reason);
    }

    private static Conversation Accepted(string times, string utterances, string more = "\"x\":1") =>
        Assert.IsType<Accepted>(Read(Reader($$$"""{id: id, channel: {value: call}, utterances: u, utterance: {speaker: who, text: text, {{{times}}}}}"""), $$"""{"id":"c1","u":{{utterances}},{{more}}}""")).Conversation;

    private static TranscriptRecord Read(MappedReader reader, string json)
    {
        using var document = JsonDocument.Parse(json);
        return reader.Read("test", 1, document.RootElement);
    }

    private static MappedReader Reader(string mapping)
    {
        var source = (HttpSource)Pulling.Read($"sources: [{{id: a, kind: http, url: 'http://a.example', items: ., mapping: {mapping}}}]")[0];
        return new(source.Mapping!, source.Options);
    }
}
