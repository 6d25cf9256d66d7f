# shellcheck shell=bash
# What the scripts of the action share. Bash 3.2 (macOS) is enough.

# Letters and digits are the ASCII ones alone, and text is bytes.
LC_ALL=C

# A value in a workflow command: one line whatever is in it.
escaped() {
  local text=$1
  text=${text//'%'/%25}
  text=${text//$'\r'/%0D}
  text=${text//$'\n'/%0A}
  printf '%s' "$text"
}

# say error|warning|notice TEXT
say() { printf '::%s title=stagecraft::%s\n' "$1" "$(escaped "$2")"; }

mask() { if [[ -n $1 ]]; then printf '::add-mask::%s\n' "$(escaped "$1")"; fi; }

# What nobody can guess: it ends values and quotations.
end=$(od -An -N16 -tx1 /dev/urandom)
end=end-${end//[!0-9a-f]/}

# output NAME VALUE: a value cannot set another output.
output() { printf '%s<<%s\n%s\n%s\n' "$1" "$end" "$2" "$end" >> "$GITHUB_OUTPUT"; }

# fail CODE TEXT: ends the step.
fail() {
  say error "$2"
  output exit-code "$1"
  exit "$1"
}

# Prints a file to the log; nothing in it is an order to the runner.
quoted() {
  printf '::stop-commands::%s\n' "$end"
  cat -- "$1"
  printf '\n::%s::\n' "$end"
}

# The text of stdin as HTML in a block of which nothing is markup; at most 20,000 characters.
preformatted() {
  printf '<pre>\n'
  jq -Rrs 'if length > 20000 then .[:20000] + "\n…" else . end | @html'
  printf '</pre>\n'
}

event() { if [[ -f ${GITHUB_EVENT_PATH:-} ]]; then jq -r "$1 // empty" "$GITHUB_EVENT_PATH"; fi; }
