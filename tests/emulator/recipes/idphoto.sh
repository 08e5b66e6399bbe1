#!/bin/sh
# Makes an ID photo on three backgrounds and fetches the one on white. BASE_URL and APPCODE come from the environment.
# Usage: idphoto.sh PORTRAIT RESULT.jpg
set -eu

ask() { # curl's arguments; prints an answer that is a success, and ends the script on any other
  answer=$(curl -sS --fail --max-time 90 -H "Authorization: APPCODE $APPCODE" "$@")
  case $answer in
    '{"code":200,'*) printf '%s\n' "$answer" ;;
    *) printf '%s\n' "$answer" >&2 && return 1 ;;
  esac
}

COLOURS='[{"start_color":4427483,"color_name":"blue"},{"start_color":16777215,"color_name":"white"},{"start_color":16711680,"color_name":"red"}]'
ANSWER=$(printf '{"spec_id":1,"background_color":%s,"file":"%s"}' "$COLOURS" "$(base64 <"$1" | tr -d '\n')" |
  ask -H 'Content-Type: application/json' --data-binary @- "$BASE_URL/aliyun_api/pic_handle_3")

# Of the names in final_pic_name, the one that has the colour's name in it.
NAME=$(printf %s "$ANSWER" | sed 's/.*"final_pic_name":\[\([^]]*\)].*/\1/' | tr , '\n' | grep white | tr -d '"')
ANSWER=$(ask -G "$BASE_URL/get_pic_3" --data-urlencode "file_name=$NAME")
LINK=$(printf %s "$ANSWER" | sed 's/.*"file_name":"\([^"]*\)".*/\1/')
curl -sS --fail --max-time 30 -o "$2" "$LINK"
