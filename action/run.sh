#!/usr/bin/env bash
# Runs the command and writes the summary, the page for the comment, and the outputs. Always exits with 0: the exit code is an output.
# Specified in spec/action.md, sections 2 to 4.
set -euo pipefail
# shellcheck source=action/lib.sh
source "$GITHUB_ACTION_PATH/action/lib.sh"

token=${INPUT_TOKEN:-${!TOKEN_ENV:-}}
unset INPUT_TOKEN
read_secrets
if [[ $SANDBOX == true ]]; then
  unset "$TOKEN_ENV" "${aws_secrets[@]}" "${aws_sources[@]}"
elif [[ $CLOUD == digitalocean ]]; then
  export "$TOKEN_ENV=$token"
fi

cd -- "$WORKING_DIRECTORY"
command -v stagecraft > /dev/null || fail 3 "stagecraft is not on the PATH; omit 'install: false' to install it"

stdout=$FOLDER/stdout
stderr=$FOLDER/stderr
page=$FOLDER/page.md
plan=$FOLDER/plan/plan.json
meta=$FOLDER/plan/plan.meta.json
events=$FOLDER/events.jsonl
: > "$stderr"

common=()
if [[ -n $CONFIG ]]; then common+=("--config=$CONFIG"); fi
if [[ $SANDBOX == true ]]; then common+=(--sandbox); fi
chosen=(${common[@]+"${common[@]}"})
if [[ -n $ENVIRONMENT ]]; then chosen+=("--env=$ENVIRONMENT"); fi

losses=()
if [[ -n $ALLOW_LOSS ]]; then
  read -r -d '' -a words <<< "${ALLOW_LOSS//,/ }" || :
  for word in "${words[@]}"; do losses+=("--allow-loss=$word"); done
fi

# without_secrets FILE...: replaces the secrets. The command never prints them; this is a second line of defense.
# grep reads them from stdin, because arguments are visible to other processes.
without_secrets() {
  local file line secret
  for secret in ${secrets[@]+"${secrets[@]}"}; do
    for file in "$@"; do
      if [[ ! -f $file ]] || ! printf '%s\n' "$secret" | grep -qF -f - -- "$file"; then continue; fi
      while IFS= read -r line || [[ -n $line ]]; do printf '%s\n' "${line//"$secret"/***}"; done < "$file" > "$file.clean"
      mv -- "$file.clean" "$file"
    done
  done
}

# meaning CODE: from the table of exit codes in the command's help.
meaning() {
  local text
  text=$(stagecraft --help 2> /dev/null | sed -n "s/^  *$1  *//p") || text=
  printf '%s' "${text:-terminated by a signal, or failed unexpectedly}"
}

# absolute PATH
absolute() { if [[ $1 == /* ]]; then printf '%s' "$1"; else printf '%s/%s' "$PWD" "$1"; fi; }

sandbox_note() {
  local without='a token: the DigitalOcean account'
  if [[ $CLOUD == aws ]]; then without='credentials: the AWS account'; fi
  if [[ $SANDBOX == true ]]; then printf '\n> Result from the sandbox, without %s was not read.\n' "$without"; fi
}

finish() {
  cat -- "$page" >> "$GITHUB_STEP_SUMMARY"
  output exit-code "$1"
  exit 0
}

# failed CODE [MESSAGE]: reports a command that failed, and ends the step.
failed() {
  local reason
  reason=$(meaning "$1")
  {
    printf '### %s failed: %s\n\nExit code %s: %s.\n\n' "$COMMAND" "$LABEL" "$1" "$reason"
    preformatted < "$stderr"
    sandbox_note
  } > "$page"
  output summary "$COMMAND failed with exit code $1: $reason"
  say error "${2:-$COMMAND failed: $reason}"
  if [[ -s $events ]] && tail -n 1 -- "$events" | jq -e 'select(.type == "error") | any(.errors[]; .code == "plan_stale")' > /dev/null 2>&1; then
    local advice="The plan is out of date; no changes were made. Re-run all jobs, not only the failed one, to create a new plan for review."
    say notice "$advice"
    printf '\n%s\n' "$advice" >> "$page"
  fi
  finish "$1"
}

# refuse MESSAGE: before anything is read from the account.
refuse() {
  printf '%s\n' "$1" > "$stderr"
  failed 5 "$1"
}

validate() {
  local code=0
  stagecraft validate "$@" > "$stdout" 2> "$stderr" || code=$?
  without_secrets "$stdout" "$stderr"
  quoted "$stdout"
  quoted "$stderr"
  if (( code != 0 )); then failed "$code"; fi
}

run_validate() {
  validate ${chosen[@]+"${chosen[@]}"}
  { printf '### Valid\n\n'; preformatted < "$stdout"; } > "$page"
  output summary valid
  finish 0
}

run_plan() {
  local code=0 target=${PLAN_FILE:-$plan} delete
  validate ${common[@]+"${common[@]}"}
  stagecraft infra plan ${chosen[@]+"${chosen[@]}"} ${losses[@]+"${losses[@]}"} -o markdown "--out=$target" --detailed-exitcode > "$page" 2> "$stderr" || code=$?
  without_secrets "$page" "$stderr" "$target"
  quoted "$stderr"
  if (( code != 0 && code != 2 )); then failed "$code"; fi

  quoted "$page"
  sandbox_note >> "$page"
  if [[ $target != "$plan" ]]; then cp -- "$target" "$plan"; fi
  jq -n --argjson sandbox "$SANDBOX" --argjson fork "$FORK" --arg repository "${GITHUB_REPOSITORY:-}" --arg commit "${GITHUB_SHA:-}" \
    --arg run "${GITHUB_RUN_ID:-}" '{$sandbox, $fork, $repository, $commit, $run}' > "$meta"
  if [[ -n $PLAN_FILE ]]; then cp -- "$meta" "${PLAN_FILE%.json}.meta.json"; fi

  jq -r '([.changes[] | select(any(.fields[]?; .name == "protected" and .updated))] | length) as $protect
    | .summary | [.create + .replace, .delete + .replace, .update, .drift]
    | "to-create=\(.[0])", "to-delete=\(.[1])", "to-update=\(.[2])", "to-protect=\($protect)", "drift=\(.[3])",
      "summary=\(.[0]) to create, \(.[1]) to delete, \(.[2]) to update, \(.[3]) drifted"' "$plan" >> "$GITHUB_OUTPUT"
  output changes "$(if (( code == 2 )); then printf true; else printf false; fi)"
  output plan-file "$(absolute "$target")"
  output upload "$HANDOVER"
  delete=$(jq '.summary | .delete + .replace' "$plan")
  if [[ -n $MAX_DELETE ]] && (( delete > 10#$MAX_DELETE )); then
    say warning "the plan deletes $delete resources; 'up' with 'max-delete: $MAX_DELETE' will refuse it"
  fi
  finish "$code"
}

# admit META: whether the plan that the file describes may be applied in this run.
admit() {
  local origin
  if [[ ! -f $1 ]]; then return; fi
  origin=$(jq -r '[.sandbox, .fork, .repository == $here] | map(tostring) | join(" ")' --arg here "${GITHUB_REPOSITORY:-}" "$1" 2> /dev/null) || origin=
  case $SANDBOX:$origin in
    true:true\ * | false:'false false true') ;;
    false:true\ *) refuse "the plan was made in the sandbox and is not applied to the account" ;;
    true:false\ *) refuse "the plan was made for the account and is not applied to the sandbox" ;;
    false:'false true '*) refuse "the plan was made for a pull request from a fork and is not applied" ;;
    false:'false false false') refuse "the plan was made in another repository and is not applied" ;;
    *) refuse "the metadata file of the plan is invalid: the plan is not applied" ;;
  esac
}

# One log line per event. Strings stay quoted, so that they cannot contain workflow commands.
event_lines() {
  jq -Rr --unbuffered 'fromjson? | del(.hosts, .resources, .sequence, .elapsed_ms, .format_version, .machine_name)
    | [.type, (del(.type) | to_entries[] | select(.value != null) | "\(.key)=\(.value | tojson)")] | join(" ")'
}

# apply ARGUMENT...: logs the events while the command runs, and forwards signals to it.
apply() {
  local code=0 child lines
  mkfifo "$FOLDER/pipe"
  printf '::group::%s\n::stop-commands::%s\n' "$COMMAND $LABEL" "$end"
  { tee "$events" < "$FOLDER/pipe" | event_lines; } &
  lines=$!
  stagecraft infra "$COMMAND" "$@" -o json > "$FOLDER/pipe" 2> "$stderr" < /dev/null &
  child=$!
  trap 'kill -TERM "$child" 2> /dev/null || :' INT TERM
  wait "$child" || code=$?
  # A signal interrupts 'wait' while the command is still running.
  while kill -0 "$child" 2> /dev/null; do
    code=0
    wait "$child" || code=$?
  done
  wait "$lines" || :
  trap - INT TERM
  rm -f -- "$FOLDER/pipe"
  without_secrets "$events" "$stderr"
  cat -- "$stderr"
  printf '\n::%s::\n::endgroup::\n' "$end"
  return "$code"
}

run_apply() {
  local code=0 file='' arguments=(${chosen[@]+"${chosen[@]}"}) counts last
  if [[ -n $PLAN_FILE ]]; then
    file=$PLAN_FILE
    admit "${PLAN_FILE%.json}.meta.json"
  elif [[ $COMMAND == up && $HANDOVER == true ]]; then
    file=$plan
    if [[ ! -f $plan || ! -f $meta ]]; then
      refuse "this workflow run has no plan for these inputs: run 'plan' in an earlier job with the same environment, config and working-directory$(
        if [[ $SANDBOX == false ]]; then printf ', and with the token; a plan from the sandbox is not accepted'; fi)"
    fi
    admit "$meta"
  fi

  if [[ -n $file ]]; then
    arguments+=("--plan=$file")
    output plan-file "$(absolute "$file")"
  else
    arguments+=(--yes)
    if [[ $COMMAND == up && $ALLOW_DELETE == true ]]; then arguments+=(--allow-delete); fi
    arguments+=(${losses[@]+"${losses[@]}"})
  fi
  if [[ -n $MAX_DELETE ]]; then arguments+=("--max-delete=$MAX_DELETE"); fi

  apply "${arguments[@]}" || code=$?
  output events-file "$events"
  last=$(tail -n 1 -- "$events" | jq -c 'select(.type == "summary")' 2> /dev/null) || last=
  if [[ -z $last ]]; then failed "$code"; fi

  # The numbers of hosts, then those of the other resources, as in the output of the command.
  counts=$(jq -r 'def words: map("\(.value) \(.key)") | join(", ");
    [to_entries[] | select((.value | type) == "number" and .value > 0 and .key != "exit_code" and .key != "sequence" and .key != "elapsed_ms")] as $hosts
    | [.resources // [] | group_by(.outcome)[] | {key: .[0].outcome, value: length}] as $others
    | [($hosts | words), (if ($others | length) == 0 then "" else "other resources: \($others | words)" end) | select(. != "")]
    | if length == 0 then "no changes" else join("; ") end' <<< "$last")
  {
    printf '### %s %s: %s\n\n' "$COMMAND" "$LABEL" "$counts"
    if (( code != 0 )); then printf 'Exit code %s: %s.\n\n' "$code" "$(meaning "$code")"; fi
    jq -r 'def cell: if . == null then "" else tostring | gsub("[\\s]+"; " ") | @html | gsub("(?<c>[|\\\\`*_\\[\\]~@:])"; "&#\(.c | explode[0]);") end;
      if (.hosts | length) == 0 then empty else
        "| host | outcome | id | public | private | code |", "|---|---|---|---|---|---|",
        (.hosts[:500][] | "| " + ([.name, .outcome, .id, .public_ipv4, .private_ipv4, .code] | map(cell) | join(" | ")) + " |"),
        (if (.hosts | length) > 500 then "", "And \((.hosts | length) - 500) more." else empty end)
      end,
      if (.resources | length) == 0 then empty else
        "", "| resource | outcome | id | code |", "|---|---|---|---|",
        (.resources[:500][] | "| " + (["\(.kind) \(.name // .cloud_name)", .outcome, .id, .code] | map(cell) | join(" | ")) + " |"),
        (if (.resources | length) > 500 then "", "And \((.resources | length) - 500) more." else empty end)
      end' <<< "$last"
    if (( code != 0 )); then printf '\n'; preformatted < "$stderr"; fi
    sandbox_note
  } > "$page"
  output summary "$counts"
  jq -r 'def number($outcome): .[$outcome] + ([.resources[]? | select(.outcome == $outcome)] | length);
    "created=\(number("created"))", "deleted=\(number("deleted"))", "failed=\(number("failed"))", "changes=\(.created + .deleted + .updated + .failed + .unknown
    + ([.resources[]?.outcome | select(. != "unchanged" and . != "skipped" and . != "kept")] | length) > 0)"' \
    <<< "$last" >> "$GITHUB_OUTPUT"
  if (( code != 0 )); then say error "$COMMAND: $counts; $(meaning "$code")"; fi
  finish "$code"
}

case $COMMAND in
  validate) run_validate ;;
  plan) run_plan ;;
  *) run_apply ;;
esac
