# shellcheck shell=bash
# Functions shared by the scripts of the action. Compatible with bash 3.2 (macOS).

# Character classes match ASCII only, and lengths are in bytes.
LC_ALL=C

# Escapes a value for a workflow command, so that it stays on one line.
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

# An unpredictable delimiter for outputs and for stop-commands.
end=$(od -An -N16 -tx1 /dev/urandom)
end=end-${end//[!0-9a-f]/}

# output NAME VALUE: the delimiter keeps the value from setting another output.
output() { printf '%s<<%s\n%s\n%s\n' "$1" "$end" "$2" "$end" >> "$GITHUB_OUTPUT"; }

# fail CODE TEXT: ends the step.
fail() {
  say error "$2"
  output exit-code "$1"
  exit "$1"
}

# quoted FILE: prints it to the log; the runner does not interpret workflow commands in it.
quoted() {
  printf '::stop-commands::%s\n' "$end"
  cat -- "$1"
  printf '\n::%s::\n' "$end"
}

# Prints stdin as an escaped HTML block of at most 20,000 characters.
preformatted() {
  printf '<pre>\n'
  jq -Rrs 'if length > 20000 then .[:20000] + "\n…" else . end | @html'
  printf '</pre>\n'
}

# The variables of AWS credentials: those with secrets, and the others with which the command finds credentials.
aws_secrets=(AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN)
aws_sources=(AWS_ACCESS_KEY_ID AWS_PROFILE AWS_WEB_IDENTITY_TOKEN_FILE AWS_CONTAINER_CREDENTIALS_RELATIVE_URI AWS_CONTAINER_CREDENTIALS_FULL_URI)

# read_secrets: 'secrets' are the secret values of the credentials for CLOUD; 'found' is true if there are credentials.
read_secrets() {
  local variable
  secrets=()
  found=false
  if [[ $CLOUD == aws ]]; then
    for variable in "${aws_secrets[@]}"; do if [[ -n ${!variable:-} ]]; then secrets+=("${!variable}"); fi; done
    for variable in "${aws_sources[@]}"; do if [[ -n ${!variable:-} ]]; then found=true; fi; done
  elif [[ -n $token ]]; then
    secrets=("$token")
    found=true
  fi
}

event() { if [[ -f ${GITHUB_EVENT_PATH:-} ]]; then jq -r "$1 // empty" "$GITHUB_EVENT_PATH"; fi; }
