#!/usr/bin/env bash
# Runs a session of up, hosts and down in a terminal (tmux) and prints the screen.
#   eng/session.sh [COLUMNS [ROWS]]      STAGECRAFT_COMMAND selects another command [default: the built one]
set -euo pipefail
cd "$(dirname "$0")/.."
columns=${1:-80}
rows=${2:-50}
command=$(realpath "${STAGECRAFT_COMMAND:-src/Stagecraft.Cli/bin/Release/net10.0/stagecraft}")
folder=$(mktemp -d)
name=stagecraft-session-$$
finish() { tmux kill-session -t "$name" 2>/dev/null || true; rm -rf "$folder"; }
trap finish EXIT

mkdir "$folder/bin"
ln -s "$command" "$folder/bin/stagecraft"
cp examples/stagecraft.yml "$folder/"
tmux new-session -d -s "$name" -x "$columns" -y "$rows" -c "$folder" "env PATH='$folder/bin:$PATH' PS1='$ ' bash --norc --noprofile"

screen() { tmux capture-pane -p -t "$name"; }
type_line() { tmux send-keys -t "$name" -l "$1"; tmux send-keys -t "$name" Enter; }
# Waits up to one minute until the screen shows a text.
until_shown() {
  for _ in $(seq 300); do
    if screen | grep -qF -- "$1"; then return; fi
    sleep 0.2
  done
  screen
  echo "not shown within one minute: $1" >&2
  exit 1
}
show() { screen | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'; tmux send-keys -t "$name" -R; tmux clear-history -t "$name"; }

type_line 'clear; stagecraft infra up -e staging --sandbox'
until_shown "Enter 'yes'"
type_line yes
until_shown 'of 2 done'
screen > "$folder/live"
until_shown 'Done: 2 created.'
echo '--- during the run'
sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' "$folder/live"
echo '--- after the run'
show
type_line 'clear; stagecraft infra hosts -e staging --sandbox'
until_shown 'db-1'
show
type_line 'clear; stagecraft infra down -e staging --sandbox'
until_shown 'enter the environment name'
type_line staging
until_shown 'No droplets of staging are left.'
show
