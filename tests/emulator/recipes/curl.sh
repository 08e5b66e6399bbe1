#!/bin/sh
# Reads the codes and the text of an image. BASE_URL, CLIENT_ID and CLIENT_SECRET come from the environment.
# Usage: curl.sh IMAGE IMG_URL
set -eu

ask() { # curl's arguments; prints an answer that is a success, and ends the script on any other
  answer=$(curl -sS --fail --max-time 30 "$@")
  case $answer in
    '{"errcode":0,'* | '{"access_token":'*) printf '%s\n' "$answer" ;;
    *) printf '%s\n' "$answer" >&2 && return 1 ;;
  esac
}

ANSWER=$(ask -G "$BASE_URL/cgi-bin/token" -d grant_type=client_credential -d "appid=$CLIENT_ID" \
  --data-urlencode "secret=$CLIENT_SECRET")
TOKEN=$(printf %s "$ANSWER" | cut -d'"' -f4)

ask -F "img=@$1" "$BASE_URL/cv/img/qrcode?access_token=$TOKEN"
ask -G "$BASE_URL/cv/img/qrcode" -d "access_token=$TOKEN" --data-urlencode "img_url=$2"
ask -F "img=@$1" "$BASE_URL/cv/ocr/comm?access_token=$TOKEN"
