#!/bin/sh
# Has two deployments read the same images, and shows who answered and which texts differ. TOKEN opens both.
# Usage: compare.sh PATH BASE_URL OTHER_BASE_URL IMAGE..., where PATH is /cv/img/qrcode or /cv/ocr/comm
set -eu
FOLDER=$(mktemp -d)
trap 'rm -r "$FOLDER"' EXIT
ENDPOINT=$1 ONE=$2 OTHER=$3
shift 3

texts() { # base URL, image, file for the texts, a line for each code or line of text; prints who answered
  curl -sS --fail --max-time 30 -D "$FOLDER/headers" -o "$FOLDER/answer" -F "img=@$2" "$1$ENDPOINT?access_token=$TOKEN"
  grep -oE '"(errcode|data|text)":("([^"\]|\\.)*"|-?[0-9]+)' "$FOLDER/answer" | sort >"$3"
  grep -i '^x-served-by:' "$FOLDER/headers" | tr -d '\r' | cut -d' ' -f2
}

for IMAGE in "$@"; do
  BY_ONE=$(texts "$ONE" "$IMAGE" "$FOLDER/one")
  BY_OTHER=$(texts "$OTHER" "$IMAGE" "$FOLDER/other")
  printf '== %s: %s, %s\n' "$IMAGE" "$BY_ONE" "$BY_OTHER"
  diff "$FOLDER/one" "$FOLDER/other" && echo same || true
done
