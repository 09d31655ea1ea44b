namespace QaAnalyzer.Storage.Bulk;

/// <summary>Takes rows value by value in the order of the columns: as bytes of a binary COPY, or as parameters of a prepared statement.</summary>
internal interface IRowSink
{
    /// <summary>Starts a row; the row before it must be complete.</summary>
    void Row();

    void Int16(short? value);

    void Int32(int? value);

    void Int64(long? value);

    void Real(double? value);

    void Flag(bool value);

    void Moment(DateTimeOffset? value);

    /// <summary>What the database cannot hold is replaced as <see cref="Database.Text"/> says.</summary>
    void Text(ReadOnlySpan<char> value);

    void Utf8(ReadOnlySpan<byte> value);

    void Null();

    /// <summary>Closes the last row, once however often it is called.</summary>
    void End();
}

internal static class RowSinkExtensions
{
    public static void TextOrNull(this IRowSink sink, string? value)
    {
        if (value is null) sink.Null();
        else sink.Text(value);
    }
}
