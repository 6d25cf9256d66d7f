#!/usr/bin/env bash
# Checks the inputs, and decides what the other steps need to know. spec/action.md, 1.1 and 2.
# shellcheck disable=SC2153 # Inputs are in capitals, what is decided from them in small letters.
set -euo pipefail
# shellcheck source=action/lib.sh
source "$GITHUB_ACTION_PATH/action/lib.sh"

one_of() {
  local name=$1 value=$2 known
  shift 2
  for known in "$@"; do
    if [[ $value == "$known" ]]; then return; fi
  done
  fail 3 "input '$name' is '$value'; it must be one of: $*"
}

command -v jq > /dev/null || fail 3 "jq is not on the path of this runner"

one_of command "$COMMAND" validate plan up down
one_of sandbox "$SANDBOX" auto true false
one_of handover "$HANDOVER" true false
one_of allow-delete "$ALLOW_DELETE" true false
one_of fail-on-changes "$FAIL_ON_CHANGES" true false
one_of comment "$COMMENT" true false
one_of install "$INSTALL" true false
environment=${ENVIRONMENT:-${STAGECRAFT_ENV:-}}
config=${CONFIG:-${STAGECRAFT_CONFIG:-stagecraft.yml}}

# Names go into files, artifacts and comments: only harmless characters of them, and a hash that tells them apart.
sum() { if command -v sha256sum > /dev/null; then sha256sum; else shasum -a 256; fi; }
key=$(printf '%s\0%s\0%s' "$environment" "$config" "$WORKING_DIRECTORY" | sum)
key=${key:0:12}
label=${environment//[!A-Za-z0-9-]/_}
label=${label:0:63}
label=${label:-default}

folder=${RUNNER_TEMP:?}/stagecraft-action/$key-$COMMAND
rm -rf -- "$folder"
mkdir -p -- "$folder/plan"

comment=false
if [[ $COMMAND == plan && $COMMENT == true && ${GITHUB_EVENT_NAME:-} == pull_request ]]; then comment=true; fi

# Before anything else can fail: a comment that is there must not stay as it was.
output environment "$environment"
output key "$key"
output label "$label"
output folder "$folder"
output comment "$comment"

if [[ -n $MAX_DELETE && ! $MAX_DELETE =~ ^[0-9]{1,9}$ ]]; then fail 3 "input 'max-delete' is '$MAX_DELETE'; it must be a number"; fi
if [[ ! $TOKEN_ENV =~ ^[A-Za-z_][A-Za-z0-9_]*$ ]]; then fail 3 "input 'token-env' must be the name of a variable"; fi
if [[ ! -d $WORKING_DIRECTORY ]]; then fail 3 "input 'working-directory' is '$WORKING_DIRECTORY', which is no folder"; fi

token=${INPUT_TOKEN:-${!TOKEN_ENV:-}}
if [[ $token =~ [[:space:][:cntrl:]] ]]; then fail 3 "the token has blanks or line ends in it; look how it was put into the secret"; fi
mask "$token"

# Whose commit the event is about: a repository that is gone is another one. workflow_run has the secrets, whoever's run came before.
fork=false
head=$(event '((.pull_request // .workflow_run) | if . == null then "" else ((.head | objects | .repo) // .head_repository // {}).full_name // "?" end)')
if [[ ( -n $head || ${GITHUB_EVENT_NAME:-} == pull_request ) && $head != "${GITHUB_REPOSITORY:-}" ]]; then fork=true; fi

sandbox=$SANDBOX
if [[ $sandbox == auto ]]; then
  sandbox=false
  if [[ $fork == true && ( $COMMAND == plan || $COMMAND == validate ) ]]; then
    sandbox=true
    say notice "this is for a pull request from a fork: the sandbox is used, and the account is not looked at"
  elif [[ -z $token && ( $COMMAND == plan || $COMMAND == validate ) ]]; then
    sandbox=true
    say notice "there is no token in $TOKEN_ENV: the sandbox is used, and the account is not looked at"
  fi
fi

if [[ ${GITHUB_EVENT_NAME:-} == pull_request_target ]]; then
  fail 5 "pull_request_target gives secrets to a run for the code of others; use pull_request"
fi
if [[ $COMMAND == up || $COMMAND == down ]]; then
  if [[ $sandbox == false && $fork == true ]]; then fail 5 "'$COMMAND' is not run for a pull request from a fork"; fi
  if [[ $sandbox == false && -z $token ]]; then fail 4 "there is no token: pass it as input 'token', from a secret"; fi
fi
if [[ $COMMAND == down && -z $environment && -z $PLAN_FILE ]]; then fail 3 "'down' needs input 'environment'"; fi

kind=stagecraft-plan
if [[ $sandbox == true ]]; then kind='stagecraft-sandbox-plan'; fi

download=false
if [[ $COMMAND == up && $HANDOVER == true && -z $PLAN_FILE ]]; then download=true; fi

output sandbox "$sandbox"
output fork "$fork"
output artifact "$kind-$label-$key"
output download "$download"
