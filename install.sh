#!/bin/sh
# Installs the native command stagecraft: checks it, puts it below a prefix, removes it again. spec/releases.md, section 3.
#   sh install.sh [--prefix DIR] [--version X.Y.Z] [--repository OWNER/NAME | --from URL-or-DIR]
#   sh install.sh --uninstall [--prefix DIR]
set -eu

# The copy that is attached to a release has its repository here.
repository=''

usage() {
    cat <<'END'
Installs the command stagecraft.

Usage:
  sh install.sh [options]

Options:
  --prefix DIR             Where it goes [default: /usr/local for root, else ~/.local]
  --version X.Y.Z          The version [default: the latest]
  --repository OWNER/NAME  The GitHub repository whose releases are taken
  --from URL-or-DIR        A mirror or a folder with the files of a release
  --uninstall              Remove what was installed below the prefix
  --help                   Show help
END
}

say() { printf '%s\n' "$*"; }
fail() { printf 'install.sh: %s\n' "$*" >&2; exit 1; }
misused() { printf 'install.sh: %s\nSee: sh install.sh --help\n' "$*" >&2; exit 3; }
has() { command -v "$1" >/dev/null 2>&1; }

# Relative to the prefix: what is installed, and where it is in the archive. The command is last: when it is new, all is.
installed_files() {
    cat <<'END'
share/man/man1/stagecraft.1 man/stagecraft.1 644
share/bash-completion/completions/stagecraft completions/stagecraft.bash 644
share/zsh/site-functions/_stagecraft completions/_stagecraft 644
share/fish/vendor_completions.d/stagecraft.fish completions/stagecraft.fish 644
bin/stagecraft stagecraft 755
END
}
record=share/stagecraft/installed

# What this run has to take away again, whatever ends it.
work=''
fresh=''
staged_in=''
is_recorded=no

clean() {
    status=$?
    trap - EXIT HUP INT TERM
    if [ -n "$work" ]; then rm -rf "$work"; fi
    if [ -n "$staged_in" ]; then
        while read -r file _; do rm -f "$prefix/${file%/*}/.stagecraft.$$.new"; done <<END
$staged_in
END
    fi
    if [ "$is_recorded" = no ] && [ -n "$fresh" ]; then remove_folders "$fresh"; fi
    exit "$status"
}

# Deepest first, and those below the prefix before the way to it.
remove_folders() {
    printf '%s\n' "$1" | LC_ALL=C sort -ru | while IFS= read -r folder; do
        case $folder in
            '') ;;
            /*) rmdir "$folder" 2>/dev/null || : ;;
            *) rmdir "$prefix/$folder" 2>/dev/null || : ;;
        esac
    done
}

# One line: what has another character has none.
is_version() {
    case $1 in *[!0-9A-Za-z.-]*) return 1 ;; esac
    printf '%s\n' "$1" | grep -Eq '^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$'
}

is_repository() {
    case $1 in *[!0-9A-Za-z._/-]* | */. | */..) return 1 ;; esac
    printf '%s\n' "$1" | grep -Eq '^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$'
}

platform() {
    machine=$(uname -m)
    case $(uname -s) in
        Linux)
            system=linux
            if ! getconf GNU_LIBC_VERSION >/dev/null 2>&1; then
                if ldd --version 2>&1 | grep -qi musl || ls /lib/ld-musl-* >/dev/null 2>&1; then
                    fail 'there is no archive for musl (Alpine and others): build it from source, or use the container'
                fi
            fi
            if [ "$(getconf LONG_BIT 2>/dev/null || echo 64)" = 32 ]; then machine="$machine, 32 bits"; fi
            ;;
        Darwin)
            system=osx
            # A shell under Rosetta says x86_64 on an arm64 machine.
            if [ "$(sysctl -n sysctl.proc_translated 2>/dev/null || echo 0)" = 1 ]; then machine=arm64; fi
            ;;
        MINGW* | MSYS* | CYGWIN*) fail 'this script is for Linux and macOS; for Windows there is a zip archive' ;;
        *) fail "there is no archive for $(uname -s): build it from source" ;;
    esac
    case $machine in
        x86_64 | amd64) processor=x64 ;;
        aarch64 | arm64) processor=arm64 ;;
        *) fail "there is no archive for $(uname -s) on $machine: build it from source" ;;
    esac
    rid=$system-$processor
}

is_loopback() {
    case $1 in
        http://127.0.0.1 | http://127.0.0.1[:/]* | http://localhost | http://localhost[:/]* | 'http://[::1]' | 'http://[::1]'[:/]*) return 0 ;;
        *) return 1 ;;
    esac
}

# fetch BASE NAME FILE
fetch() {
    case $1 in
        /*)
            [ -f "$1/$2" ] || fail "there is no $2 in $1"
            cp "$1/$2" "$3"
            ;;
        https://*) fetch_https "$1/$2" "$3" || fail "cannot fetch $1/$2" ;;
        *) fetch_loopback "$1/$2" "$3" || fail "cannot fetch $1/$2" ;;
    esac
}

fetch_https() {
    if has curl; then
        curl --proto '=https' --tlsv1.2 -fsSL --retry 3 -o "$2" "$1"
    elif has_gnu_wget; then
        # wget cannot be told to stay with HTTPS: each redirect is looked at.
        url=$1
        for _ in 1 2 3 4 5; do
            if wget -nv -S --secure-protocol=TLSv1_2 --max-redirect=0 -O "$2" "$url" 2>"$work/headers"; then return 0; fi
            url=$(awk 'tolower($1) == "location:" { print $2; exit }' "$work/headers" | tr -d '\r')
            case $url in https://*) ;; *) cat "$work/headers" >&2; return 1 ;; esac
        done
        return 1
    else
        fail 'neither curl nor GNU wget is there (other wgets do not check certificates)'
    fi
}

fetch_loopback() {
    if has curl; then
        curl --proto '=http' --noproxy '*' -fsS -o "$2" "$1"
    elif has wget; then
        if has_gnu_wget; then wget -q --no-proxy --max-redirect=0 -O "$2" "$1"; else wget -q -O "$2" "$1"; fi
    else
        fail 'neither curl nor wget is there'
    fi
}

has_gnu_wget() { has wget && wget --version 2>/dev/null | grep -q 'GNU Wget'; }

sha256() {
    if has sha256sum; then
        sha256sum <"$1" | cut -d ' ' -f 1
    elif has shasum; then
        shasum -a 256 <"$1" | cut -d ' ' -f 1
    elif has openssl; then
        openssl dgst -sha256 -r <"$1" | cut -d ' ' -f 1
    else
        fail 'nothing here computes SHA-256: sha256sum, shasum or openssl is needed'
    fi
}

# The version whose archive for this machine SHA256SUMS names.
version_of_sums() {
    found=$(awk -v before=stagecraft- -v after="-$rid.tar.gz" '
        NF == 2 {
            name = $2
            sub(/^\*/, "", name)
            rest = length(name) - length(before) - length(after)
            if (rest > 0 && index(name, before) == 1 && substr(name, length(name) - length(after) + 1) == after)
                print substr(name, length(before) + 1, rest)
        }' "$work/SHA256SUMS" | sort -u)
    case $found in
        '') fail "SHA256SUMS names no archive for $rid" ;;
        *"
"*) fail "SHA256SUMS names several versions, choose one with --version: $(printf '%s\n' "$found" | tr '\n' ' ')" ;;
    esac
    is_version "$found" || fail "SHA256SUMS names a version that is none: $found"
    printf '%s\n' "$found"
}

# The archive is what SHA256SUMS says, or nothing is unpacked.
verify() {
    expected=$(awk -v name="$1" '$2 == name || $2 == "*" name { print NF == 2 ? $1 : "?" }' "$work/SHA256SUMS")
    [ -n "$expected" ] || fail "SHA256SUMS has no line for $1: nothing is installed"
    printf '%s\n' "$expected" | awk 'END { exit NR != 1 }' || fail "SHA256SUMS has more than one line for $1: nothing is installed"
    printf '%s\n' "$expected" | grep -Eq '^[0-9a-fA-F]{64}$' || fail "SHA256SUMS has no SHA-256 for $1: nothing is installed"
    actual=$(sha256 "$work/$1")
    expected=$(printf '%s\n' "$expected" | tr 'A-F' 'a-f')
    [ "$actual" = "$expected" ] || fail "$1 is not what SHA256SUMS says: nothing is installed
  expected $expected
  actual   $actual"
}

unpack() {
    tar -tzf "$work/$1" >"$work/names" 2>/dev/null || fail "$1 cannot be read: nothing is installed"
    if ! awk -v top="$top" '
        $0 !~ /^[A-Za-z0-9._\/-]+$/ || $0 ~ /(^|\/)\.\.(\/|$)/ { exit 1 }
        $0 != top && index($0, top "/") != 1 { exit 1 }' "$work/names"; then
        fail "$1 has entries outside $top/: nothing is installed"
    fi
    tar -tvzf "$work/$1" >"$work/entries"
    # A hard link has the letter of a file where tar is busybox's or BSD's.
    if grep -Eq '^[^d-]| link to | -> ' "$work/entries"; then fail "$1 has more than files and folders: nothing is installed"; fi
    mkdir "$work/unpacked"
    tar -xzof "$work/$1" -C "$work/unpacked" || fail "$1 cannot be unpacked: nothing is installed"
}

make_folder() {
    if [ -d "$1" ]; then return 0; fi
    case $1 in
        */*) if [ -n "${1%/*}" ]; then make_folder "${1%/*}"; fi ;;
    esac
    fresh="$fresh
${1#"$prefix"/}"
    # Another run may have made it just now.
    told=$(mkdir "$1" 2>&1) || [ -d "$1" ] || fail "cannot make the folder $1: $told"
}

recorded() { if [ -f "$prefix/$record" ]; then sed -n "s/^$1 //p" "$prefix/$record"; fi; }

# A record may have been written by anything: only names that this script could have written count.
own_files() { recorded file | grep -E '^(bin/stagecraft|share/[A-Za-z0-9._/-]+)$' | grep -Ev '(^|/)\.\.?(/|$)' || :; }
# Of folders elsewhere only those that the prefix is in: the script made the way to it.
own_folders() {
    place=$(CDPATH='' cd -P -- "${prefix:-/}" && pwd -P) || return 0
    recorded folder | grep -Ev '(^|/)\.\.(/|$)' | while IFS= read -r folder; do
        case $folder in
            /*)
                where=$(CDPATH='' cd -P -- "$folder" 2>/dev/null && pwd -P) || continue
                case $place/ in "$where"/*) ;; *) continue ;; esac
                ;;
        esac
        printf '%s\n' "$folder"
    done
}

write_record() {
    rm -f "$prefix/${record%/*}/.stagecraft.$$.new"
    {
        printf '# Written by install.sh, read by install.sh --uninstall.\nversion %s\n' "$1"
        printf '%s\n' "$2" | sed -n 's/^\(.\)/file \1/p'
        { own_folders; printf '%s\n' "$fresh"; } | awk 'NF && !seen[$0]++ { print "folder " $0 }'
    } >"$prefix/${record%/*}/.stagecraft.$$.new" || fail "cannot write $prefix/$record"
    mv -f "$prefix/${record%/*}/.stagecraft.$$.new" "$prefix/$record" || fail "cannot write $prefix/$record"
}

install_it() {
    new=$(installed_files | cut -d ' ' -f 1)
    old=$(own_files)
    for file in $new "$record"; do
        if [ -d "$prefix/$file" ]; then fail "$prefix/$file is a folder: nothing is installed"; fi
    done
    for file in $new; do
        if { [ -e "$prefix/$file" ] || [ -L "$prefix/$file" ]; } && ! printf '%s\n' "$old" | grep -Fqx "$file"; then
            fail "$prefix/$file was not put there by this script: remove it, or choose another --prefix; nothing is installed"
        fi
    done

    make_folder "${prefix:-/}"
    staged_in="$(installed_files)
$record"
    installed_files >"$work/files"
    while read -r file source mode; do
        make_folder "$prefix/${file%/*}"
        if [ ! -f "$work/unpacked/$top/$source" ]; then fail "$top.tar.gz has no $source: nothing is installed"; fi
        staged=$prefix/${file%/*}/.stagecraft.$$.new
        # cp would write through a link that somebody left there.
        if ! { rm -f "$staged" && cp "$work/unpacked/$top/$source" "$staged" && chmod "$mode" "$staged"; }; then fail "cannot write below $prefix: nothing is installed"; fi
    done <"$work/files"
    make_folder "$prefix/${record%/*}"

    told=$("$prefix/bin/.stagecraft.$$.new" --version 2>&1) || fail "the command does not run here, nothing is installed: $told"
    [ "$told" = "stagecraft $version" ] || [ "$told" = "$version" ] || fail "the command says it is '$told', not $version: nothing is installed"

    # First the record, of the old and the new: whatever ends this run, --uninstall finds all of it.
    write_record "$version" "$(printf '%s\n' "$old" "$new" | sort -u)"
    is_recorded=yes
    while read -r file _; do
        mv -f "$prefix/${file%/*}/.stagecraft.$$.new" "$prefix/$file" || fail "cannot write $prefix/$file"
    done <"$work/files"
    printf '%s\n' "$old" | while IFS= read -r file; do
        if [ -n "$file" ] && ! printf '%s\n' "$new" | grep -Fqx "$file"; then rm -f "$prefix/$file"; fi
    done
    write_record "$version" "$new"
}

uninstall() {
    [ -f "$prefix/$record" ] || fail "nothing is installed below $prefix: there is no $prefix/$record"
    files=$(own_files)
    folders=$(own_folders)
    # The record goes last: an interrupted run can be repeated.
    printf '%s\n' "$files" | while IFS= read -r file; do
        if [ -n "$file" ]; then rm -f "$prefix/$file"; fi
    done || fail "cannot remove what is below $prefix"
    rm -f "$prefix/$record" || fail "cannot remove $prefix/$record"
    remove_folders "$folders"
    say "Removed stagecraft from $prefix"
}

main() {
    prefix='' version='' from='' task=install
    while [ $# -gt 0 ]; do
        case $1 in
            --prefix | --version | --repository | --from)
                if [ $# -lt 2 ] || [ -z "$2" ]; then misused "$1 needs a value"; fi
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
            *) misused "unknown option '$1'" ;;
        esac
    done

    umask 022
    if [ -z "$prefix" ]; then
        if [ "$(id -u)" = 0 ]; then
            prefix=/usr/local
        elif [ -n "${HOME:-}" ]; then
            prefix=$HOME/.local
        else
            misused 'HOME is not set: choose a folder with --prefix'
        fi
    fi
    case $prefix in
        *"
"*) misused 'a prefix has no line breaks' ;;
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

    if [ -n "$version" ]; then is_version "$version" || misused "'$version' is not a version such as 1.2.3"; fi
    platform
    work=$(mktemp -d "${TMPDIR:-/tmp}/stagecraft.XXXXXX") || fail 'cannot make a temporary folder'
    if [ -n "$from" ]; then
        case $from in
            *://*@*) misused 'an address with a user is not taken' ;;
            https://*) base=${from%/} ;;
            http://*)
                is_loopback "$from" || misused "'$from' is neither HTTPS nor loopback"
                base=${from%/}
                ;;
            *://*) misused "'$from' is neither an https address nor a folder" ;;
            *) base=$(CDPATH='' cd -- "$from" 2>/dev/null && pwd) || misused "there is no folder '$from'" ;;
        esac
        fetch "$base" SHA256SUMS "$work/SHA256SUMS"
    else
        [ -n "$repository" ] || misused 'it must be known where from: --repository OWNER/NAME, or --from URL-or-DIR'
        is_repository "$repository" || misused "'$repository' is not OWNER/NAME"
        base=https://github.com/$repository/releases
        if [ -z "$version" ]; then
            fetch "$base/latest/download" SHA256SUMS "$work/SHA256SUMS"
            version=$(version_of_sums)
            base=$base/download/v$version
        else
            base=$base/download/v$version
            fetch "$base" SHA256SUMS "$work/SHA256SUMS"
        fi
    fi
    if [ -z "$version" ]; then version=$(version_of_sums); fi

    top=stagecraft-$version-$rid
    # Without a line nothing need be fetched.
    grep -Fq "$top.tar.gz" "$work/SHA256SUMS" || fail "SHA256SUMS has no line for $top.tar.gz: nothing is installed"
    fetch "$base" "$top.tar.gz" "$work/$top.tar.gz"
    verify "$top.tar.gz"
    unpack "$top.tar.gz"
    install_it
    say "Installed stagecraft $version: $prefix/bin/stagecraft"
    case ":$PATH:" in
        *":$prefix/bin:"*) ;;
        *) say "$prefix/bin is not on your PATH; add it:
  export PATH=\"$prefix/bin:\$PATH\"" ;;
    esac
}

main "$@"
