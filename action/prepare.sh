#!/usr/bin/env bash
# Validates the inputs and sets the outputs that the other steps need. Specified in spec/action.md, 1.1 and 2.
# shellcheck disable=SC2153 # Inputs are in upper case, values derived from them in lower case.
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

command -v jq > /dev/null || fail 3 "jq is not on the PATH of this runner"

one_of command "$COMMAND" validate plan up down
one_of cloud "$CLOUD" digitalocean aws
one_of sandbox "$SANDBOX" auto true false
one_of handover "$HANDOVER" true false
one_of allow-delete "$ALLOW_DELETE" true false
one_of fail-on-changes "$FAIL_ON_CHANGES" true false
one_of comment "$COMMENT" true false
one_of install "$INSTALL" true false
environment=${ENVIRONMENT:-${STAGECRAFT_ENV:-}}
config=${CONFIG:-${STAGECRAFT_CONFIG:-stagecraft.yml}}

# The label and the key are part of file names, artifact names and comments: safe characters only, and a hash that makes them unique.
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

# Set before any other check can fail: an existing comment must be updated in every case.
output environment "$environment"
output key "$key"
output label "$label"
output folder "$folder"
output comment "$comment"

if [[ -n $MAX_DELETE && ! $MAX_DELETE =~ ^[0-9]{1,9}$ ]]; then fail 3 "input 'max-delete' is '$MAX_DELETE'; it must be a number"; fi
resource='[a-z_]+/[A-Za-z0-9._-]+'
if [[ -n $ALLOW_LOSS && ! $ALLOW_LOSS =~ ^$resource([[:space:],]+$resource)*[[:space:]]*$ ]]; then
  fail 3 "input 'allow-loss' is '$ALLOW_LOSS'; it must be a list of KIND/NAME, for example volume/db-1-data"
fi
if [[ ! $TOKEN_ENV =~ ^[A-Za-z_][A-Za-z0-9_]*$ ]]; then fail 3 "input 'token-env' must be the name of a variable"; fi
if [[ ! -d $WORKING_DIRECTORY ]]; then fail 3 "input 'working-directory' is '$WORKING_DIRECTORY', which is not a directory"; fi

token=${INPUT_TOKEN:-${!TOKEN_ENV:-}}
if [[ $token =~ [[:space:][:cntrl:]] ]]; then fail 3 "the token contains whitespace or control characters; check the value of the secret"; fi
read_secrets
for secret in ${secrets[@]+"${secrets[@]}"}; do mask "$secret"; done
missing="$TOKEN_ENV contains no token"
advice="no token: pass a secret as input 'token'"
if [[ $CLOUD == aws ]]; then
  missing='the environment contains no AWS credentials'
  advice='no AWS credentials: run aws-actions/configure-aws-credentials in an earlier step'
fi

# The repository of the event's commit. A deleted repository counts as another one. A workflow_run event has secrets even if a fork triggered it.
fork=false
head=$(event '((.pull_request // .workflow_run) | if . == null then "" else ((.head | objects | .repo) // .head_repository // {}).full_name // "?" end)')
if [[ ( -n $head || ${GITHUB_EVENT_NAME:-} == pull_request ) && $head != "${GITHUB_REPOSITORY:-}" ]]; then fork=true; fi

sandbox=$SANDBOX
if [[ $sandbox == auto ]]; then
  sandbox=false
  if [[ $fork == true && ( $COMMAND == plan || $COMMAND == validate ) ]]; then
    sandbox=true
    say notice "this run is for a pull request from a fork: it uses the sandbox and does not read the account"
  elif [[ $found == false && ( $COMMAND == plan || $COMMAND == validate ) ]]; then
    sandbox=true
    say notice "$missing: this run uses the sandbox and does not read the account"
  fi
fi

if [[ ${GITHUB_EVENT_NAME:-} == pull_request_target ]]; then
  fail 5 "pull_request_target exposes secrets to untrusted code; use pull_request"
fi
if [[ $COMMAND == up || $COMMAND == down ]]; then
  if [[ $sandbox == false && $fork == true ]]; then fail 5 "'$COMMAND' is not run for a pull request from a fork"; fi
  if [[ $sandbox == false && $found == false ]]; then fail 4 "$advice"; fi
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
