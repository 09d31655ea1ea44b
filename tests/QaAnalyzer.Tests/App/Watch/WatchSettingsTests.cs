using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;
using QaAnalyzer.App;
using QaAnalyzer.App.Watch;

namespace QaAnalyzer.Tests.App.Watch;

public class WatchSettingsTests
{
    [Fact]
    public void Nothing_set_means_text_logs_and_nothing_sent()
    {
        Assert.Equal(WatchSettings.None, Read());
        Assert.Equal(WatchSettings.None, Read(("Otlp:Endpoint", " "), ("Metrics:Token", "")));
    }

    [Fact]
    public void What_is_set_is_taken()
    {
        var settings = Read(("Logging:Format", "json"), ("Metrics:Token", "t"), ("Worker:Urls", "http://*:80"), ("Otlp:Endpoint", "http://collector:4318"), ("Otlp:Protocol", "http/protobuf"));
        Assert.Equal(new() { JsonLogs = true, Token = "t", WorkerUrls = "http://*:80", Otlp = new("http://collector:4318"), Protocol = OtlpExportProtocol.HttpProtobuf }, settings);
    }

    [Theory]
    [InlineData("Logging:Format", "xml", "QA_Logging__Format names no format: \"xml\". Use text or json.")]
    [InlineData("Otlp:Endpoint", "collector:4317", "QA_Otlp__Endpoint is no address: \"collector:4317\". An example is http://collector:4317.")]
    [InlineData("Otlp:Protocol", "grpc", "QA_Otlp__Protocol is set and QA_Otlp__Endpoint is not. Set both, or none to send nothing.")]
    public void What_cannot_be_used_is_refused_with_an_example(string name, string value, string refusal) =>
        Assert.Equal(refusal, Assert.Throws<CommandException>(() => Read((name, value))).Message);

    private static WatchSettings Read(params (string Name, string Value)[] settings) =>
        WatchSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create<string, string?>(s.Name, s.Value))).Build());
}
