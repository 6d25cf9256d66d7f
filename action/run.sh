#!/usr/bin/env bash
# Runs the command, and writes what the summary, the comment and the outputs say. It ends with 0: how the command ended is an output.
# spec/action.md, 2 to 4.
set -euo pipefail
# shellcheck source=action/lib.sh
source "$GITHUB_ACTION_PATH/action/lib.sh"

token=${INPUT_TOKEN:-${!TOKEN_ENV:-}}
unset INPUT_TOKEN
if [[ $SANDBOX == true ]]; then unset "$TOKEN_ENV"; else export "$TOKEN_ENV=$token"; fi

cd -- "$WORKING_DIRECTORY"
command -v stagecraft > /dev/null || fail 3 "stagecraft is not on the path; leave out 'install: false' to have it installed"

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

# The command's own outputs hold no token; were one in them all the same, it ends here. The token goes
# to grep on stdin: arguments can be read by others.
without_token() {
  local text line
  for text in "$@"; do
    if [[ -z $token || ! -f $text ]] || ! printf '%s\n' "$token" | grep -qF -f - -- "$text"; then continue; fi
    while IFS= read -r line || [[ -n $line ]]; do printf '%s\n' "${line//"$token"/***}"; done < "$text" > "$text.clean"
    mv -- "$text.clean" "$text"
  done
}

meaning() {
  case $1 in
    0) printf 'done' ;;
    2) printf 'there are changes' ;;
    3) printf 'the config or the command line is wrong' ;;
    4) printf 'token, permission or SSH key' ;;
    5) printf 'refused' ;;
    10) printf 'something was done, and some host failed' ;;
    130 | 137 | 143) printf 'interrupted' ;;
    *) printf 'the provider or its API failed' ;;
  esac
}

sandbox_note() {
  if [[ $SANDBOX == true ]]; then printf '\n> In the sandbox, without a token: the account was not looked at, and nothing of it is meant.\n'; fi
}

# failed CODE WHAT: the page of a command that failed.
failed() {
  {
    printf '### %s failed: %s\n\nExit code %s: %s.\n\n' "$2" "$LABEL" "$1" "$(meaning "$1")"
    preformatted < "$stderr"
    sandbox_note
  } > "$page"
  output summary "$2 failed with exit code $1: $(meaning "$1")"
}

# A path that means the same in every folder.
whole() { if [[ $1 == /* ]]; then printf '%s' "$1"; else printf '%s/%s' "$PWD" "$1"; fi; }

finish() {
  cat -- "$page" >> "$GITHUB_STEP_SUMMARY"
  output exit-code "$1"
  exit 0
}

# refuse TEXT: nothing was read from the account.
refuse() {
  say error "$1"
  printf '%s\n' "$1" > "$stderr"
  failed 5 "$COMMAND"
  finish 5
}

validate() {
  local code=0
  stagecraft validate "$@" > "$stdout" 2> "$stderr" || code=$?
  without_token "$stdout" "$stderr"
  quoted "$stdout"
  quoted "$stderr"
  return "$code"
}

run_validate() {
  local code=0
  validate ${chosen[@]+"${chosen[@]}"} || code=$?
  if (( code != 0 )); then
    failed "$code" validate
  else
    { printf '### Valid\n\n'; preformatted < "$stdout"; } > "$page"
    output summary valid
  fi
  finish "$code"
}

run_plan() {
  local code=0 target=${PLAN_FILE:-$plan} counts
  validate ${common[@]+"${common[@]}"} || code=$?
  if (( code == 0 )); then
    stagecraft infra plan ${chosen[@]+"${chosen[@]}"} -o markdown "--out=$target" --detailed-exitcode > "$page" 2> "$stderr" || code=$?
    without_token "$page" "$stderr" "$target"
    quoted "$stderr"
  fi
  if (( code != 0 && code != 2 )); then
    failed "$code" plan
    say error "the plan failed: $(meaning "$code")"
    finish "$code"
  fi

  quoted "$page"
  sandbox_note >> "$page"
  if [[ $target != "$plan" ]]; then cp -- "$target" "$plan"; fi
  jq -n --argjson sandbox "$SANDBOX" --argjson fork "$FORK" --arg repository "${GITHUB_REPOSITORY:-}" --arg commit "${GITHUB_SHA:-}" \
    --arg run "${GITHUB_RUN_ID:-}" '{$sandbox, $fork, $repository, $commit, $run}' > "$meta"
  if [[ -n $PLAN_FILE ]]; then cp -- "$meta" "${PLAN_FILE%.json}.meta.json"; fi

  counts=$(jq -r '.summary | [.create + .replace, .delete + .replace, .update, .drift] | map(tostring) | join(" ")' "$plan")
  local create delete protect drift
  read -r create delete protect drift <<< "$counts"
  output to-create "$create"
  output to-delete "$delete"
  output to-protect "$protect"
  output drift "$drift"
  output changes "$(if (( code == 2 )); then printf true; else printf false; fi)"
  output plan-file "$(whole "$target")"
  output summary "$create to create, $delete to delete, $protect to protect, $drift drifted"
  output upload "$HANDOVER"
  if [[ -n $MAX_DELETE ]] && (( delete > 10#$MAX_DELETE )); then
    say warning "the plan deletes $delete droplets; 'up' with 'max-delete: $MAX_DELETE' will refuse it"
  fi
  finish "$code"
}

# Whether the plan in the file, by what stands beside it, may be carried out here.
admit() {
  local beside=$1
  if [[ ! -f $beside ]]; then return; fi
  local told
  told=$(jq -r '[.sandbox, .fork, .repository == $here] | map(tostring) | join(" ")' --arg here "${GITHUB_REPOSITORY:-}" "$beside" 2> /dev/null) || told=
  case $SANDBOX:$told in
    true:true\ *) ;;
    false:'false false true') ;;
    false:true\ *) refuse "the plan was made in the sandbox, and is not carried out on the account" ;;
    true:false\ *) refuse "the plan was made for the account, and is not carried out in the sandbox" ;;
    false:'false true '*) refuse "the plan was made for a pull request from a fork, and is not carried out" ;;
    false:'false false false') refuse "the plan was made in another repository, and is not carried out" ;;
    *) refuse "what stands beside the plan cannot be read: it is not carried out" ;;
  esac
}

# The events as lines of the log; strings stay quoted, so that nothing in them is more than text.
shown() {
  jq -Rr --unbuffered 'fromjson? | del(.hosts, .sequence, .elapsed_ms, .format_version, .machine_name)
    | [.type, (del(.type) | to_entries[] | select(.value != null) | "\(.key)=\(.value | tojson)")] | join(" ")'
}

# apply ARGUMENT...: streams the events, and passes a signal on.
apply() {
  local code=0 child lines
  mkfifo "$FOLDER/pipe"
  printf '::group::%s\n' "$COMMAND $LABEL"
  printf '::stop-commands::%s\n' "$end"
  { tee "$events" < "$FOLDER/pipe" | shown; } &
  lines=$!
  stagecraft infra "$COMMAND" "$@" -o json > "$FOLDER/pipe" 2> "$stderr" < /dev/null &
  child=$!
  trap 'kill -TERM "$child" 2> /dev/null || :' INT TERM
  wait "$child" || code=$?
  # A signal ends the wait, not the command.
  while kill -0 "$child" 2> /dev/null; do
    code=0
    wait "$child" || code=$?
  done
  wait "$lines" || :
  trap - INT TERM
  rm -f -- "$FOLDER/pipe"
  without_token "$events" "$stderr"
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
      refuse "this run has no plan of these inputs: run 'plan' in an earlier job, with the same environment, config and working-directory$(
        if [[ $SANDBOX == false ]]; then printf ', and with the token; a plan of the sandbox is not taken'; fi)"
    fi
    admit "$meta"
  fi

  if [[ -n $file ]]; then
    arguments+=("--plan=$file")
    output plan-file "$(whole "$file")"
  else
    arguments+=(--yes)
    if [[ $COMMAND == up && $ALLOW_DELETE == true ]]; then arguments+=(--allow-delete); fi
  fi
  if [[ -n $MAX_DELETE ]]; then arguments+=("--max-delete=$MAX_DELETE"); fi

  apply "${arguments[@]}" || code=$?
  output events-file "$events"
  last=$(tail -n 1 -- "$events" | jq -c 'select(.type == "summary")' 2> /dev/null) || last=
  if [[ -z $last ]]; then
    failed "$code" "$COMMAND"
    say error "$COMMAND failed: $(meaning "$code")"
  else
    counts=$(jq -r '[to_entries[] | select((.value | type) == "number" and .value > 0 and .key != "exit_code" and .key != "sequence" and .key != "elapsed_ms") | "\(.value) \(.key)"]
      | if length == 0 then "nothing to do" else join(", ") end' <<< "$last")
    {
      printf '### %s %s: %s\n\n' "$COMMAND" "$LABEL" "$counts"
      if (( code != 0 )); then printf 'Exit code %s: %s.\n\n' "$code" "$(meaning "$code")"; fi
      jq -r 'def cell: if . == null then "" else tostring | gsub("[\\s]+"; " ") | @html | gsub("(?<c>[|\\\\`*_\\[\\]~@:])"; "&#\(.c | explode[0]);") end;
        if (.hosts | length) == 0 then empty else
          "| host | outcome | id | public | private | code |", "|---|---|---|---|---|---|",
          (.hosts[:500][] | "| " + ([.name, .outcome, .id, .public_ipv4, .private_ipv4, .code] | map(cell) | join(" | ")) + " |"),
          (if (.hosts | length) > 500 then "", "And \((.hosts | length) - 500) more." else empty end)
        end' <<< "$last"
      if (( code != 0 )); then printf '\n'; preformatted < "$stderr"; fi
      sandbox_note
    } > "$page"
    output summary "$counts"
    output created "$(jq -r .created <<< "$last")"
    output deleted "$(jq -r .deleted <<< "$last")"
    output failed "$(jq -r .failed <<< "$last")"
    output changes "$(jq -r '(.created + .deleted + .protected + .failed + .unknown) > 0' <<< "$last")"
    if (( code != 0 )); then say error "$COMMAND: $counts; $(meaning "$code")"; fi
  fi

  if tail -n 1 -- "$events" | jq -e 'select(.type == "error") | any(.errors[]; .code == "plan_stale")' > /dev/null 2>&1; then
    local way="The plan does not hold any more, and nothing was changed. Run all jobs again (not the failed one alone): the plan is made anew, to be reviewed."
    say notice "$way"
    printf '\n%s\n' "$way" >> "$page"
  fi
  finish "$code"
}

case $COMMAND in
  validate) run_validate ;;
  plan) run_plan ;;
  *) run_apply ;;
esac
