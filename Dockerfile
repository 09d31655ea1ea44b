# Build: SDK image. Run: ASP.NET image, not root, data in /data.
# Without the optional engines, for instance where their packages cannot be had: docker build --build-arg HANGFIRE=false --build-arg MLNET=false .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
ARG HANGFIRE=true
ARG MLNET=true
RUN dotnet publish src/QaAnalyzer.App -c Release -o /app -p:Hangfire=$HANGFIRE -p:MlNet=$MLNET

FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/* \
    && mkdir /data && chown $APP_UID /data
COPY --from=build /app /app
USER $APP_UID
WORKDIR /data
VOLUME /data
# The image's own setting of the port would be overridden with a warning at each start.
ENV ASPNETCORE_HTTP_PORTS= QA_Urls=http://0.0.0.0:8080 QA_Worker__Urls=http://0.0.0.0:8080
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s CMD curl -fsS http://127.0.0.1:8080/health/ready || exit 1
ENTRYPOINT ["/app/qa"]
CMD ["serve"]
