#!/usr/bin/env bash
# Ends the step with the exit code of the command. Specified in spec/action.md, 1.3.
set -euo pipefail

if [[ $EXIT_CODE == 2 && $FAIL_ON_CHANGES == false ]]; then exit 0; fi
exit "${EXIT_CODE:-1}"
