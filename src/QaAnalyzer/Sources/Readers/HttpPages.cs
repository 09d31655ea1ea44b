using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using QaAnalyzer.Sources.Mapping;
using QaAnalyzer.Transcripts;
using QaAnalyzer.Transcripts.Json;

namespace QaAnalyzer.Sources.Readers;

/// <summary>
/// Walks through the pages of a JSON API. A walk that was interrupted goes on where it was; each walk asks for what changed since the newest
/// that the walk before it saw, less the overlap.
/// </summary>
internal sealed class HttpPages(HttpSource source, HttpAnswers answers, TimeProvider clock) : ISourceReader
{
    private readonly ItemReader _items = source.Reader;

    public async IAsyncEnumerable<SourcePage> ReadAsync(string? checkpoint, [EnumeratorCancellation] CancellationToken cancel)
    {
        var at = HttpCheckpoint.Parse(checkpoint, source.Since?.First);
        var isResumed = at.Position is not null;
        string? firstOfLast = null;
        while (true)
        {
            var (answer, restarted) = await GetAsync(at, isResumed, cancel);
            using (answer)
            {
                if (restarted) at = at.Restarted();
                isResumed = false;
                var items = Items(answer.RootElement);
                var next = Next(answer.RootElement, items.Count, at.Position);
                var first = items.Count > 0 ? items[0].Element.GetRawText() : null;
                if (first is not null && first == firstOfLast && source.Paging.Kind == PagingKind.Page)
                    throw Unusable($"page {at.Position} is the page before it again: does the API know the parameter \"{source.Paging.Parameter}\"?");
                firstOfLast = first;
                var name = $"{source.Id} page {at.Position ?? "1"}";
                List<TranscriptRecord> records = [.. items.Select((item, i) => _items.Read(name, i + 1, item.Element))];
                at = at.After(Newest(items), next);
                yield return new(records, at.ToString());
                if (next is null) yield break;
            }
        }
    }

    /// <summary>A cursor may have died since it was kept; the walk then begins anew, and finds mostly what is known.</summary>
    private async Task<(JsonDocument Answer, bool Restarted)> GetAsync(HttpCheckpoint at, bool isResumed, CancellationToken cancel)
    {
        try
        {
            return (await answers.GetAsync(Address(at), cancel), false);
        }
        catch (SourceException e) when (isResumed && e.Status is 400 or 404 or 410 or 422)
        {
            return (await answers.GetAsync(Address(at.Restarted()), cancel), true);
        }
    }

    private Uri Address(HttpCheckpoint at)
    {
        var paging = source.Paging;
        if (paging.Kind == PagingKind.Link && at.Position is { } link) return Link(link);
        var query = new List<string>();
        void Ask(string? name, string? value)
        {
            if (name is not null && value is not null) query.Add($"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}");
        }

        if (source.Since is { } since && at.Since is { } newest)
        {
            var from = newest.UtcTicks > since.Overlap.Ticks ? newest - since.Overlap : DateTimeOffset.MinValue;
            Ask(since.Parameter, since.Format.Write(from));
        }

        Ask(paging.SizeParameter, source.PageSize.ToString(CultureInfo.InvariantCulture));
        if (paging.Kind == PagingKind.Page) Ask(paging.Parameter, at.Position ?? paging.FirstPage.ToString(CultureInfo.InvariantCulture));
        if (paging.Kind == PagingKind.Cursor) Ask(paging.Parameter, at.Position);
        var asked = new UriBuilder(source.Url);
        asked.Query = string.Join('&', new[] { asked.Query.TrimStart('?') }.Concat(query).Where(part => part.Length > 0));
        return asked.Uri;
    }

    /// <summary>The token goes nowhere else, whatever an answer says.</summary>
    private Uri Link(string link)
    {
        var isHere = Uri.TryCreate(source.Url, link, out var address)
            && Uri.Compare(address, source.Url, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
        if (isHere) return address!;
        throw Unusable($"expected a link to the next page on {source.Url.Host}, got one to elsewhere");
    }

    private IReadOnlyList<JsonField> Items(JsonElement root)
    {
        var list = source.Items.In(new(root, "", new("", 1)));
        return list.IsArray ? [.. list.Items()] : throw Unusable($"expected a list under \"{source.Items}\"; is the path \"items\" right?");
    }

    private string? Next(JsonElement root, int count, string? position)
    {
        var paging = source.Paging;
        switch (paging.Kind)
        {
            case PagingKind.None:
                return null;
            case PagingKind.Page when count == 0:
                return null;
            case PagingKind.Page:
                var page = position is null ? paging.FirstPage : int.Parse(position, NumberStyles.Integer, CultureInfo.InvariantCulture);
                return (page + 1).ToString(CultureInfo.InvariantCulture);
            default:
                var next = paging.Next!.In(new(root, "", new("", 1))).Text();
                if (string.IsNullOrEmpty(next)) return null;
                return next != position ? next : throw Unusable($"\"{paging.Next}\" names the page again that it answers: there would be no end");
        }
    }

    private DateTimeOffset? Newest(IReadOnlyList<JsonField> items)
    {
        if (source.Since is not { } since) return null;
        var newest = items.Select(item => since.Format.Moment(since.Path.In(item), source.Options.Zone)).Max();

        // One change dated in the future would else hide all others until then.
        return newest > clock.GetUtcNow() ? clock.GetUtcNow() : newest;
    }

    private SourceException Unusable(string what) => source.Failure(SourceException.Answer, what);
}
