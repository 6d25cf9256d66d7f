#!/usr/bin/env bash
# Creates or updates the plan comment on the pull request. Never fails the step, because the summary also contains the plan.
# Specified in spec/action.md, section 3.
set -euo pipefail
# shellcheck source=action/lib.sh
source "$GITHUB_ACTION_PATH/action/lib.sh"

token=$GITHUB_TOKEN
unset GITHUB_TOKEN
mask "$token"

give_up() {
  say "$1" "the plan was not added to the pull request: $2; see the job summary"
  exit 0
}

number=$(event .pull_request.number)
if [[ ! $number =~ ^[0-9]+$ ]]; then give_up notice "the event has no pull request"; fi
if [[ ! $token =~ ^[A-Za-z0-9_.-]+$ ]]; then give_up notice "github-token is missing or malformed"; fi
api=${GITHUB_API_URL:-https://api.github.com}
if [[ $api == https://* ]]; then
  protocol='=https'
elif [[ $api =~ ^http://(127\.0\.0\.1|localhost|\[::1\])(:[0-9]+)?(/|$) ]]; then
  protocol='=http'
else
  give_up warning "GITHUB_API_URL is not an HTTPS URL"
fi
comments=$api/repos/${GITHUB_REPOSITORY:?}/issues
marker="<!-- stagecraft:plan:$LABEL:$KEY -->"

work=$FOLDER/comment
mkdir -p -- "$work"

# request METHOD URL [BODY]: prints the HTTP status, or 000 without a response. The token is not in the arguments.
request() {
  local arguments=(--disable --config - --silent --proto "$protocol" --max-time 30 --request "$1" --dump-header "$work/head" --output "$work/response" --write-out '%{http_code}')
  if [[ -n ${3:-} ]]; then arguments+=(--header 'Content-Type: application/json' --data-binary "@$3"); fi
  : > "$work/head"
  : > "$work/response"
  printf 'header = "Authorization: Bearer %s"\nheader = "Accept: application/vnd.github+json"\nheader = "X-GitHub-Api-Version: 2022-11-28"\nuser-agent = "stagecraft-action"\n' "$token" \
    | curl "${arguments[@]}" "$2" || :
}

is_transient() { [[ $1 == 000 || $1 == 429 || $1 == 5?? ]]; }

# The text of the comment.
commit=$(event .pull_request.head.sha)
commit=${commit:-${GITHUB_SHA:-}}
run=${GITHUB_SERVER_URL:-https://github.com}/$GITHUB_REPOSITORY/actions/runs/${GITHUB_RUN_ID:-}
footer="Commit ${commit:0:40}, [workflow run]($run)."
page=$FOLDER/page.md
if [[ ! -s $page ]]; then
  printf '### plan failed: %s\n\nThe plan was not created; see the log of the run.\n' "$LABEL" > "$page"
fi
jq -Rs --arg marker "$marker" --arg footer "$footer" --arg name "$LABEL" '
  def size: [explode[] | if . > 65535 then 2 else 1 end] | add;
  "\($marker)\n\(.)\n\($footer)\n"
  | if size <= 65536 then . else "\($marker)\n### \($name)\n\nThe plan is too long for a comment; see the summary of the run.\n\n\($footer)\n" end
  | {body: .}' "$page" > "$work/body.json" || give_up warning "the text could not be created"

author=$COMMENT_AUTHOR
if [[ -z $author ]]; then
  # ghs_ is the prefix of app tokens such as the workflow's, which cannot read /user.
  if [[ $token != ghs_* && $(request GET "$api/user") == 200 ]]; then author=$(jq -r '.login // empty' "$work/response"); fi
  author=${author:-github-actions[bot]}
fi

# Sets id to the oldest comment of this action, or to an empty string. Fails with the status in 'status' if a page cannot be read.
find_comment() {
  local page=1
  id=
  while (( page <= 200 )); do
    status=$(request GET "$comments/$number/comments?per_page=100&page=$page")
    if [[ $status != 200 ]]; then return 1; fi
    id=$(jq -r --arg marker "$marker" --arg author "$author" \
      'first(.[] | select(.user.login == $author) | select((.body // "") | startswith($marker)) | .id) // empty' "$work/response") || { status=000; return 1; }
    if [[ -n $id ]] || ! grep -qi '^link:.*rel="next"' "$work/head"; then return 0; fi
    page=$((page + 1))
  done
}

# One attempt to write the comment.
write() {
  find_comment || return 1
  if [[ -n $id ]]; then
    status=$(request PATCH "$comments/comments/$id" "$work/body.json")
  else
    status=$(request POST "$comments/$number/comments" "$work/body.json")
  fi
  [[ $status == 200 || $status == 201 ]]
}

status=000
id=
for try in 1 2 3; do
  if write; then
    url=$(jq -r '.html_url // empty' "$work/response")
    output comment-url "$url"
    exit 0
  fi
  # 404 for an existing comment: it was deleted in the meantime and is recreated. Other client errors are final.
  if ! is_transient "$status" && ! [[ $status == 404 && -n $id ]]; then break; fi
  if (( try < 3 )); then sleep "${STAGECRAFT_ACTION_WAIT:-2}"; fi
done

if [[ $status == 403 || $status == 401 ]]; then
  give_up notice "the token cannot comment (HTTP $status): this is expected for pull requests from forks and without 'pull-requests: write'"
fi
give_up warning "GitHub returned HTTP $status"
