#!/usr/bin/env bash
# Installs the command for this job with the install.sh of the repository. Specified in spec/action.md, 1.4.
set -euo pipefail
# shellcheck source=action/lib.sh
source "$GITHUB_ACTION_PATH/action/lib.sh"

prefix=${RUNNER_TEMP:?}/stagecraft

# ACTION_REPOSITORY is empty if the action is used as './', from the repository that is checked out.
arguments=(--repository "${ACTION_REPOSITORY:-${GITHUB_REPOSITORY:-}}" --prefix "$prefix")
version=${VERSION:-}
if [[ -z $version && ${ACTION_REF:-} =~ ^v[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]]; then version=$ACTION_REF; fi
if [[ -n $version ]]; then arguments+=(--version "$version"); fi
if [[ -n $INSTALL_FROM ]]; then arguments+=(--from "$INSTALL_FROM"); fi

if ! bash "$GITHUB_ACTION_PATH/install.sh" "${arguments[@]}"; then
  say error "stagecraft could not be installed; with 'install: false' the action uses the command on the PATH"
  exit 1
fi
printf '%s\n' "$prefix/bin" >> "$GITHUB_PATH"
