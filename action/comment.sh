#!/usr/bin/env bash
# Writes the plan as a comment on the pull request, in place. It never fails the step: the summary has the plan. spec/action.md, 3.
set -euo pipefail
# shellcheck source=action/lib.sh
source "$GITHUB_ACTION_PATH/action/lib.sh"

token=$GITHUB_TOKEN
unset GITHUB_TOKEN
mask "$token"

give_up() {
  say "$1" "the plan is not on the pull request: $2; it is in the summary of the job"
  exit 0
}

number=$(event .pull_request.number)
if [[ ! $number =~ ^[0-9]+$ ]]; then give_up notice "the event names none"; fi
if [[ ! $token =~ ^[A-Za-z0-9_.-]+$ ]]; then give_up notice "there is no token to comment with"; fi
api=${GITHUB_API_URL:-https://api.github.com}
if [[ $api == https://* ]]; then
  protocol='=https'
elif [[ $api =~ ^http://(127\.0\.0\.1|localhost|\[::1\])(:[0-9]+)?(/|$) ]]; then
  protocol='=http'
else
  give_up warning "GITHUB_API_URL is not https"
fi
comments=$api/repos/${GITHUB_REPOSITORY:?}/issues
marker="<!-- stagecraft:plan:$LABEL:$KEY -->"

work=$FOLDER/comment
mkdir -p -- "$work"

# ask METHOD ADDRESS [BODY]: the status, 000 where no answer came. The token is in no argument.
ask() {
  local arguments=(--disable --config - --silent --proto "$protocol" --max-time 30 --request "$1" --dump-header "$work/head" --output "$work/answer" --write-out '%{http_code}')
  if [[ -n ${3:-} ]]; then arguments+=(--header 'Content-Type: application/json' --data-binary "@$3"); fi
  : > "$work/head"
  : > "$work/answer"
  printf 'header = "Authorization: Bearer %s"\nheader = "Accept: application/vnd.github+json"\nheader = "X-GitHub-Api-Version: 2022-11-28"\nuser-agent = "stagecraft-action"\n' "$token" \
    | curl "${arguments[@]}" "$2" || :
}

is_passing() { [[ $1 == 000 || $1 == 429 || $1 == 5?? ]]; }

# The comment's text.
commit=$(event .pull_request.head.sha)
commit=${commit:-${GITHUB_SHA:-}}
run=${GITHUB_SERVER_URL:-https://github.com}/$GITHUB_REPOSITORY/actions/runs/${GITHUB_RUN_ID:-}
footer="Commit ${commit:0:40}, [the run]($run)."
page=$FOLDER/page.md
if [[ ! -s $page ]]; then
  printf '### plan failed: %s\n\nIt did not come to be made; the log of the run tells why.\n' "$LABEL" > "$page"
fi
jq -Rs --arg marker "$marker" --arg footer "$footer" --arg name "$LABEL" '
  def size: [explode[] | if . > 65535 then 2 else 1 end] | add;
  "\($marker)\n\(.)\n\($footer)\n"
  | if size <= 65536 then . else "\($marker)\n### \($name)\n\nThe plan is too long for a comment; it is in the summary of the run.\n\n\($footer)\n" end
  | {body: .}' "$page" > "$work/body.json" || give_up warning "it could not be written"

author=$COMMENT_AUTHOR
if [[ -z $author ]]; then
  # ghs_: a token of an app, as the workflow's is; it may not ask who it is.
  if [[ $token != ghs_* && $(ask GET "$api/user") == 200 ]]; then author=$(jq -r '.login // empty' "$work/answer"); fi
  author=${author:-github-actions[bot]}
fi

# find: sets id to the oldest comment of ours, or to nothing; returns 1 where a page could not be read, with its status in status.
find_ours() {
  local page=1
  id=
  while (( page <= 200 )); do
    status=$(ask GET "$comments/$number/comments?per_page=100&page=$page")
    if [[ $status != 200 ]]; then return 1; fi
    id=$(jq -r --arg marker "$marker" --arg author "$author" \
      'first(.[] | select(.user.login == $author) | select((.body // "") | startswith($marker)) | .id) // empty' "$work/answer") || { status=000; return 1; }
    if [[ -n $id ]] || ! grep -qi '^link:.*rel="next"' "$work/head"; then return 0; fi
    page=$((page + 1))
  done
}

# write: one try.
write() {
  find_ours || return 1
  if [[ -n $id ]]; then
    status=$(ask PATCH "$comments/comments/$id" "$work/body.json")
  else
    status=$(ask POST "$comments/$number/comments" "$work/body.json")
  fi
  [[ $status == 200 || $status == 201 ]]
}

status=000
id=
for try in 1 2 3; do
  if write; then
    url=$(jq -r '.html_url // empty' "$work/answer")
    output comment-url "$url"
    exit 0
  fi
  # A comment that was deleted meanwhile is written anew; anything else that is a clear no stays one.
  if ! is_passing "$status" && ! [[ $status == 404 && -n $id ]]; then break; fi
  if (( try < 3 )); then sleep "${STAGECRAFT_ACTION_WAIT:-2}"; fi
done

if [[ $status == 403 || $status == 401 ]]; then
  give_up notice "the token may not comment (HTTP $status), as it is for pull requests from forks and without 'pull-requests: write'"
fi
give_up warning "GitHub answered with HTTP $status"
