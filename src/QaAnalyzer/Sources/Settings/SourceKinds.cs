using System.Globalization;
using QaAnalyzer.Data;
using QaAnalyzer.Sources.Mapping;

namespace QaAnalyzer.Sources;

/// <summary>What each kind of source has of its own.</summary>
internal static class SourceKinds
{
    public static InboxSource Inbox(YamlValue entry, string id)
    {
        entry.AllowOnly([.. SourceParts.CommonKeys, "folder", "format", "encoding"]);
        var folder = entry["folder"].Text("a folder");
        return new() { Id = id, Folder = folder, Format = entry["format"].OptionalText(), Encoding = entry["encoding"].OptionalText() };
    }

    public static HttpSource Http(YamlValue entry, string id)
    {
        entry.AllowOnly([.. SourceParts.PagedKeys, "url", "token", "timeoutSeconds", "since", "paging", "items", "mapping"]);
        var text = entry["url"].Text("an address such as https://helpdesk.example/api/conversations");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            if (text.Length > 0) entry["url"].Complain("expected an address that begins with https:// or http://", "Write it whole");
            url = new("http://localhost/");
        }

        if (url.UserInfo.Length > 0)
            entry["url"].Complain("expected an address without a user", "Secrets stand in environment variables alone: name one under token");
        return new()
        {
            Id = id,
            Url = url,
            Token = SourceParts.Variable(entry["token"], isNeeded: false),
            Timeout = TimeSpan.FromSeconds(SourceParts.Positive(entry["timeoutSeconds"], "a number of seconds", 30)),
            Since = Since(entry["since"]),
            Paging = Paging(entry["paging"]),
            Items = SourceParts.Path(entry["items"], isNeeded: true, "the path to the list of conversations, or \".\" where the answer is the list")!,
            Mapping = entry["mapping"].Exists ? MappingParts.Read(entry["mapping"], hasRows: false) : null,
        };
    }

    public static SqlSource Sql(YamlValue entry, string id)
    {
        entry.AllowOnly([.. SourceParts.PagedKeys, "connection", "query", "checkpoint", "conversation", "order", "json", "mapping"]);
        entry["checkpoint"].AllowOnly("column", "first", "overlapSeconds");
        var json = entry["json"].OptionalText();
        if (json is null == entry["order"].OptionalText() is null)
        {
            entry.Complain(
                "expected either order or json", "Name the column that orders the rows of a conversation, or the column with the JSON of a whole one");
        }

        if (json is null && !entry["mapping"].Exists) entry.Complain("expected a mapping", "Say which columns are what");
        var query = entry["query"].Text("a query");
        if (query.Contains(';', StringComparison.Ordinal)) entry["query"].Complain("expected one SELECT without a semicolon", "Leave it out");
        return new()
        {
            Id = id,
            Connection = SourceParts.Variable(entry["connection"], isNeeded: true) ?? "",
            Query = query,
            IdColumn = entry["conversation"].Text("the column with the id of the conversation"),
            CheckpointColumn = entry["checkpoint"]["column"].Text("a checkpoint column that grows with every change"),
            First = entry["checkpoint"]["first"].OptionalText(),
            Overlap = SourceParts.Span(entry["checkpoint"]["overlapSeconds"], 0),
            JsonColumn = json,
            OrderColumn = entry["order"].OptionalText(),
            Mapping = entry["mapping"].Exists ? MappingParts.Read(entry["mapping"], hasRows: json is null) : null,
        };
    }

    private static SinceRule? Since(YamlValue value)
    {
        if (!value.Exists) return null;
        value.AllowOnly("parameter", "path", "format", "first", "overlapSeconds");
        var format = MappingParts.Format(value["format"], "iso");
        if (!format.IsMoment()) value["format"].Complain("expected a format of moments", "Use iso, epoch-seconds or epoch-milliseconds");
        DateTimeOffset? first = null;
        if (value["first"].Exists)
        {
            if (DateTimeOffset.TryParse(value["first"].OptionalText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)) first = moment;
            else value["first"].Complain("expected a date", "Write it as 2026-01-31T00:00:00Z");
        }

        return new(
            value["parameter"].Text("the name of the query parameter"),
            SourceParts.Path(value["path"], isNeeded: true, "the path in a conversation to the time of its last change")!,
            format,
            first,
            SourceParts.Span(value["overlapSeconds"], 60));
    }

    private static PagingRule Paging(YamlValue value)
    {
        if (!value.Exists) return new(PagingKind.None);
        value.AllowOnly("kind", "parameter", "next", "firstPage", "sizeParameter");
        var size = value["sizeParameter"].OptionalText();
        switch (value["kind"].Text("a kind of paging: cursor, link or page"))
        {
            case "cursor":
                var parameter = value["parameter"].Text("the name of the query parameter");
                return new(PagingKind.Cursor, parameter, SourceParts.Path(value["next"], isNeeded: true, "the path to the next cursor"), SizeParameter: size);
            case "link":
                return new(PagingKind.Link, null, SourceParts.Path(value["next"], isNeeded: true, "the path to the next link"), SizeParameter: size);
            case "page":
                var first = value["firstPage"].Exists ? value["firstPage"].Number("the number of the first page") : 1;
                if (first is not (0 or 1)) value["firstPage"].Complain("expected 0 or 1", "Most count from 1");
                return new(PagingKind.Page, value["parameter"].Text("the name of the query parameter"), null, first == 0 ? 0 : 1, size);
            case var other:
                if (other.Length > 0)
                    value["kind"].Complain($"unknown kind of paging \"{other}\"", "Use cursor, link or page; leave paging out where one answer holds all");
                return new(PagingKind.None);
        }
    }
}
