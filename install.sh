#!/bin/sh
# Installs or removes the native stagecraft command. Specified in spec/releases.md, section 3.
#   sh install.sh [--prefix DIR] [--version X.Y.Z] [--repository OWNER/NAME | --from URL-or-DIR]
#   sh install.sh --uninstall [--prefix DIR]
set -eu

# The release workflow sets this in the copy that it attaches to a release.
repository=''

usage() {
    cat <<'END'
Installs the stagecraft command.

Usage:
  sh install.sh [options]

Options:
  --prefix DIR             Installation prefix [default: /usr/local for root, otherwise ~/.local]
  --version X.Y.Z          Version to install [default: latest]
  --repository OWNER/NAME  GitHub repository that publishes the releases
  --from URL-or-DIR        Mirror or local directory that contains the release files
  --uninstall              Remove the files that were installed below the prefix
  --help                   Show help
END
}

# Installed files, relative to the prefix. All are replaced by rename; the command is last.
man=share/man/man1/stagecraft.1
bash=share/bash-completion/completions/stagecraft
zsh=share/zsh/site-functions/_stagecraft
fish=share/fish/vendor_completions.d/stagecraft.fish
binary=bin/stagecraft
# Marks the files above as installed by this script, and lists the directories that it created.
record=share/stagecraft/installed
# Children before their parents; '.' is the prefix itself.
directories='share/man/man1 share/man share/bash-completion/completions share/bash-completion share/zsh/site-functions share/zsh
    share/fish/vendor_completions.d share/fish share/stagecraft share bin .'

say() { printf '%s\n' "$*"; }
fail() { printf 'install.sh: %s\n' "$*" >&2; exit 1; }
usage_error() { printf 'install.sh: %s\nSee: sh install.sh --help\n' "$*" >&2; exit 3; }
has() { command -v "$1" >/dev/null 2>&1; }

work='' staging='' created=''

# Runs on every exit. Without a record nothing is installed, so directories created by this run, or by the uninstalled version, are removed.
clean() {
    status=$?
    trap - EXIT HUP INT TERM
    rm -rf ${work:+"$work"} ${staging:+"$staging"} || :
    if [ ! -f "$prefix/$record" ]; then
        for directory in $directories; do
            case " $created " in *" $directory "*) rmdir "$prefix/${directory#.}" 2>/dev/null || : ;; esac
        done
    fi
    exit "$status"
}

# grep works by line: the first pattern rejects line breaks.
is_version() {
    case $1 in *[!0-9A-Za-z.-]*) return 1 ;; esac
    printf '%s\n' "$1" | grep -Eq '^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$'
}

is_repository() {
    case $1 in *[!0-9A-Za-z._/-]* | */. | */..) return 1 ;; esac
    printf '%s\n' "$1" | grep -Eq '^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$'
}

is_loopback() { printf '%s\n' "$1" | grep -Eq '^http://(127\.0\.0\.1|localhost|\[::1\])(:[0-9]+)?(/|$)'; }

# Sets rid, the runtime identifier in the archive's name.
find_platform() {
    machine=$(uname -m)
    case $(uname -s) in
        Linux)
            system=linux
            if ! getconf GNU_LIBC_VERSION >/dev/null 2>&1; then
                if ldd --version 2>&1 | grep -qi musl || ls /lib/ld-musl-* >/dev/null 2>&1; then
                    fail 'musl (Alpine and others) is not supported: build from source, or use the container image'
                fi
            fi
            if [ "$(getconf LONG_BIT 2>/dev/null || echo 64)" = 32 ]; then machine="$machine (32-bit)"; fi
            ;;
        Darwin)
            system=osx
            # Under Rosetta, uname reports x86_64 on arm64 hardware.
            if [ "$(sysctl -n sysctl.proc_translated 2>/dev/null || echo 0)" = 1 ]; then machine=arm64; fi
            ;;
        MINGW* | MSYS* | CYGWIN*) fail 'this script supports Linux and macOS; use the zip archive on Windows' ;;
        *) fail "no archive is available for $(uname -s): build from source" ;;
    esac
    case $machine in
        x86_64 | amd64) rid=$system-x64 ;;
        aarch64 | arm64) rid=$system-arm64 ;;
        *) fail "no archive is available for $(uname -s) on $machine: build from source" ;;
    esac
}

# fetch BASE NAME: into the work directory.
fetch() {
    case $1 in
        /*) { [ -f "$1/$2" ] && cp "$1/$2" "$work/$2"; } || fail "$1 does not contain $2" ;;
        *) download "$1/$2" "$work/$2" || fail "cannot download $1/$2" ;;
    esac
}

# download URL FILE: over HTTPS with TLS 1.2 or later, redirects included; over HTTP without redirects and proxies.
download() {
    if has curl; then
        case $1 in
            https:*) curl --proto '=https' --tlsv1.2 -fsSL --retry 3 -o "$2" "$1" ;;
            *) curl --proto '=http' --noproxy '*' -fsS -o "$2" "$1" ;;
        esac
    elif has wget && wget --version 2>/dev/null | grep -q 'GNU Wget'; then
        url=$1 proxy=''
        case $1 in http:*) proxy=--no-proxy ;; esac
        for _ in 1 2 3 4 5; do
            if wget -nv -S --secure-protocol=TLSv1_2 ${proxy:+"$proxy"} --max-redirect=0 -O "$2" "$url" 2>"$work/headers"; then return 0; fi
            # wget cannot limit redirects to HTTPS, so each one is checked here.
            url=$(awk 'tolower($1) == "location:" { print $2; exit }' "$work/headers" | tr -d '\r')
            case $1:$url in https:*:https://*) ;; *) cat "$work/headers" >&2; return 1 ;; esac
        done
        return 1
    else
        # Other implementations of wget do not verify certificates.
        case $1 in https:*) fail 'curl or GNU wget is required' ;; esac
        has wget || fail 'curl or wget is required'
        wget -q -O "$2" "$1"
    fi
}

sha256() {
    if has sha256sum; then
        sha256sum <"$1" | cut -d ' ' -f 1
    elif has shasum; then
        shasum -a 256 <"$1" | cut -d ' ' -f 1
    elif has openssl; then
        openssl dgst -sha256 -r <"$1" | cut -d ' ' -f 1
    else
        fail 'sha256sum, shasum or openssl is required'
    fi
}

# Prints the only version whose archive for this platform SHA256SUMS lists.
listed_version() {
    found=$(sed -n "s/^[^ ]* [ *]stagecraft-\(.*\)-$rid\.tar\.gz\$/\1/p" "$work/SHA256SUMS" | sort -u)
    [ -n "$found" ] || fail "SHA256SUMS does not list an archive for $rid"
    [ "$(printf '%s\n' "$found" | wc -l)" -eq 1 ] || fail "SHA256SUMS lists several versions; choose one with --version: $(printf '%s\n' "$found" | tr '\n' ' ')"
    is_version "$found" || fail "SHA256SUMS lists an invalid version: $found"
    say "$found"
}

expected_sum() {
    awk -v name="$1" '
        $2 == name || $2 == "*" name { sum = tolower($1); count += NF == 2 && length(sum) == 64 && sum !~ /[^0-9a-f]/ ? 1 : 2 }
        END { if (count == 1) print sum }' "$work/SHA256SUMS"
}

verify() {
    actual=$(sha256 "$work/$1")
    [ "$actual" = "$expected" ] || fail "the checksum of $1 does not match SHA256SUMS: nothing was installed
  expected $expected
  actual   $actual"
    tar -tzf "$work/$1" >"$work/names" 2>/dev/null || fail "$1 cannot be read: nothing was installed"
    if ! awk -v top="$top" '
        $0 !~ /^[A-Za-z0-9._\/-]+$/ || $0 ~ /(^|\/)\.\.(\/|$)/ { exit 1 }
        $0 != top && index($0, top "/") != 1 { exit 1 }' "$work/names"; then
        fail "$1 has entries outside $top/: nothing was installed"
    fi
    tar -tvzf "$work/$1" >"$work/entries"
    # BSD and busybox tar list a hard link as a regular file with its target.
    if grep -Eq '^[^d-]| link to | -> ' "$work/entries"; then fail "$1 contains entries other than files and directories: nothing was installed"; fi
}

# place SOURCE TARGET: replaces a file, or a link, by rename.
place() { mv -f "$staging/$1" "$prefix/$2" || fail "cannot write $prefix/$2"; }

install_files() {
    for file in "$man" "$bash" "$zsh" "$fish" "$binary" "$record"; do
        if [ -d "$prefix/$file" ]; then fail "$prefix/$file is a directory: nothing was installed"; fi
        if [ ! -f "$prefix/$record" ] && { [ -e "$prefix/$file" ] || [ -L "$prefix/$file" ]; }; then
            fail "$prefix/$file was not installed by this script: remove it, or choose another --prefix; nothing was installed"
        fi
    done

    created=$(for directory in $directories; do [ -d "$prefix/$directory" ] || printf '%s ' "$directory"; done)
    mkdir -p "$prefix/" || fail "cannot create the directory $prefix: nothing was installed"
    staging=$(mktemp -d "$prefix/.stagecraft.XXXXXX") || fail "cannot write below $prefix: nothing was installed"
    tar -xzof "$work/$top.tar.gz" -C "$staging" || fail "$top.tar.gz cannot be unpacked: nothing was installed"
    new=$staging/$top
    for file in man/stagecraft.1 completions/stagecraft.bash completions/_stagecraft completions/stagecraft.fish stagecraft; do
        [ -f "$new/$file" ] || fail "$top.tar.gz does not contain $file: nothing was installed"
        chmod 644 "$new/$file"
    done
    chmod 755 "$new/stagecraft"
    output=$("$new/stagecraft" --version 2>&1) || fail "the command does not run on this system: nothing was installed: $output"
    [ "$output" = "stagecraft $version" ] || fail "the command reports '$output' instead of version $version: nothing was installed"

    for directory in $directories; do
        mkdir -p "$prefix/$directory" || [ -d "$prefix/$directory" ] || fail "cannot create the directory $prefix/$directory"
    done
    {
        say '# Written by install.sh and read by install.sh --uninstall.'
        say "version $version"
        # An upgrade keeps the directories of the previous record.
        say "directories $(recorded_directories) $created"
    } >"$new/installed"
    # With the record first, --uninstall removes everything even after an interruption.
    place "$top/installed" "$record"
    place "$top/man/stagecraft.1" "$man"
    place "$top/completions/stagecraft.bash" "$bash"
    place "$top/completions/_stagecraft" "$zsh"
    place "$top/completions/stagecraft.fish" "$fish"
    place "$top/stagecraft" "$binary"
}

recorded_directories() { if [ -f "$prefix/$record" ]; then sed -n 's/^directories //p' "$prefix/$record" | tr '\n' ' '; fi; }

uninstall() {
    [ -f "$prefix/$record" ] || fail "nothing is installed below $prefix: $prefix/$record does not exist"
    created=$(recorded_directories)
    # The record is removed last, so that an interrupted run can be repeated.
    for file in "$man" "$bash" "$zsh" "$fish" "$binary" "$record"; do
        rm -f "$prefix/$file" || fail "cannot remove $prefix/$file"
    done
    say "Removed stagecraft from $prefix"
}

# Sets base, and fetches SHA256SUMS.
find_release() {
    case $from in
        '')
            [ -n "$repository" ] || usage_error 'no source: specify --repository OWNER/NAME, or --from URL-or-DIR'
            is_repository "$repository" || usage_error "'$repository' is not OWNER/NAME"
            base=https://github.com/$repository/releases/latest/download
            if [ -n "$version" ]; then base=https://github.com/$repository/releases/download/v$version; fi
            ;;
        *://*@*) usage_error 'URLs with credentials are not supported' ;;
        https://*) base=${from%/} ;;
        *://*)
            is_loopback "$from" || usage_error "'$from' is neither an HTTPS URL, a loopback URL nor a directory"
            base=${from%/}
            ;;
        *) base=$(CDPATH='' cd -- "$from" 2>/dev/null && pwd) || usage_error "the directory '$from' does not exist" ;;
    esac
    fetch "$base" SHA256SUMS
    if [ -z "$version" ]; then
        version=$(listed_version)
        # Another release may become the latest one before the archive is downloaded.
        if [ -z "$from" ]; then base=https://github.com/$repository/releases/download/v$version; fi
    fi
}

main() {
    prefix='' version='' from='' task=install
    while [ $# -gt 0 ]; do
        case $1 in
            --prefix | --version | --repository | --from)
                if [ $# -lt 2 ] || [ -z "$2" ]; then usage_error "$1 needs a value"; fi
                case $1 in
                    --prefix) prefix=$2 ;;
                    --version) version=${2#v} ;;
                    --repository) repository=$2 ;;
                    --from) from=$2 ;;
                esac
                shift 2
                ;;
            --uninstall) task=uninstall; shift ;;
            -h | --help) usage; exit 0 ;;
            *) usage_error "unknown option '$1'" ;;
        esac
    done

    umask 022
    if [ -z "$prefix" ]; then
        if [ "$(id -u)" = 0 ]; then
            prefix=/usr/local
        else
            [ -n "${HOME:-}" ] || usage_error 'HOME is not set: specify --prefix'
            prefix=$HOME/.local
        fi
    fi
    case $prefix in
        *"
"*) usage_error 'a prefix must not contain line breaks' ;;
        /*) ;;
        *) prefix=$(pwd)/$prefix ;;
    esac
    while [ "$prefix" != "${prefix%/}" ]; do prefix=${prefix%/}; done
    trap clean EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    if [ "$task" = uninstall ]; then
        uninstall
        return 0
    fi

    if [ -n "$version" ]; then is_version "$version" || usage_error "'$version' is not a version such as 1.2.3"; fi
    find_platform
    work=$(mktemp -d "${TMPDIR:-/tmp}/stagecraft.XXXXXX") || fail 'cannot create a temporary directory'
    find_release
    top=stagecraft-$version-$rid
    expected=$(expected_sum "$top.tar.gz")
    [ -n "$expected" ] || fail "SHA256SUMS must have exactly one line with a SHA-256 checksum for $top.tar.gz: nothing was installed"
    fetch "$base" "$top.tar.gz"
    verify "$top.tar.gz"
    install_files
    say "Installed stagecraft $version: $prefix/bin/stagecraft"
    case ":$PATH:" in
        *":$prefix/bin:"*) ;;
        *) say "$prefix/bin is not on your PATH. To add it:
  export PATH=\"$prefix/bin:\$PATH\"" ;;
    esac
}

main "$@"
