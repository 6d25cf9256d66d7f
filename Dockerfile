# The native command as an image: spec/releases.md, section 4. No shell, no package manager, no root.
#   docker build -t stagecraft .
#   docker run --rm -e DO_TOKEN -v "$PWD:/work" stagecraft infra plan -e staging
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends clang zlib1g-dev \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
# A machine compiles for its own processor alone: for another one this stage runs emulated, or there.
RUN case "$(uname -m)" in x86_64) rid=linux-x64 ;; aarch64) rid=linux-arm64 ;; *) exit 1 ;; esac \
 && dotnet publish src/Stagecraft.Cli -c Release -r "$rid" -o /out \
 && mkdir /empty

# glibc, OpenSSL, CA certificates and the user `app` (1654); the command needs nothing else.
FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
COPY --from=build /out/stagecraft /usr/local/bin/stagecraft
COPY --from=build --chown=1654:1654 /empty /work
WORKDIR /work
USER 1654
# Before it trusts a server .NET looks for certificates in the user's home; a user of `docker run --user` may have none.
ENV HOME=/home/app
ENTRYPOINT ["/usr/local/bin/stagecraft"]
