#!/usr/bin/env bash
# Builds the program and starts the demo: sample conversations, analysed, with pages to review them.
set -euo pipefail
cd "$(dirname "$0")"
dotnet build src/QaAnalyzer.App -c Release --nologo -v quiet
exec src/QaAnalyzer.App/bin/Release/net10.0/qa demo "$@"
