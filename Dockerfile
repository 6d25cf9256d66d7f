# A container image with the native command: spec/releases.md, section 4. No shell, no package manager, no root user.
#   docker build -t stagecraft .
#   docker run --rm -e DO_TOKEN -v "$PWD:/work" stagecraft infra plan -e staging
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends clang zlib1g-dev \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
# Native compilation targets the architecture of the build stage. For another architecture the stage runs under emulation.
RUN case "$(uname -m)" in x86_64) rid=linux-x64 ;; aarch64) rid=linux-arm64 ;; *) exit 1 ;; esac \
 && dotnet publish src/Stagecraft.Cli -c Release -r "$rid" -o /out \
 && mkdir /empty

# Contains glibc, OpenSSL, CA certificates and the user 'app' (1654), which is all that the command requires.
FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
COPY --from=build /out/stagecraft /usr/local/bin/stagecraft
COPY --from=build --chown=1654:1654 /empty /work
WORKDIR /work
USER 1654
# .NET reads certificates from the home directory, which may not exist for a user of 'docker run --user'.
ENV HOME=/home/app
ENTRYPOINT ["/usr/local/bin/stagecraft"]
