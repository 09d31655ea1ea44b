using QaAnalyzer.Storage;

namespace QaAnalyzer.Jobs;

/// <summary>All that an engine needs to add itself to a host.</summary>
/// <param name="Runner">The jobs; also in the host's services.</param>
/// <param name="Dialect">Of the database.</param>
/// <param name="ConnectionString">Of the database, where an engine may keep tables of its own.</param>
public sealed record JobHostSettings(JobRunner Runner, Dialect Dialect, string ConnectionString);
