#!/bin/sh
# A login, a phone number, a message and a mini program code: calls that are passed on to WeChat.
# BASE_URL, CLIENT_ID and CLIENT_SECRET come from the environment. Usage: rest.sh CODE
set -eu

ask() { # curl's arguments; prints the answer
  curl -sS --fail --max-time 30 "$@"
}

field() { # its name; reads JSON
  tr ',{}' '\n' | sed -n "s/^ *\"$1\": *\"\{0,1\}\([^\"]*\)\"\{0,1\}$/\1/p"
}

ANSWER=$(ask -G "$BASE_URL/sns/jscode2session" -d grant_type=authorization_code -d "js_code=$1" -d "appid=$CLIENT_ID" \
  --data-urlencode "secret=$CLIENT_SECRET")
OPENID=$(printf %s "$ANSWER" | field openid)
[ -n "$OPENID" ] || { printf 'failed: %s\n' "$ANSWER" >&2 && exit 1; }
echo "$OPENID"

TOKEN=$(ask -G "$BASE_URL/cgi-bin/token" -d grant_type=client_credential -d "appid=$CLIENT_ID" \
  --data-urlencode "secret=$CLIENT_SECRET" | field access_token)

ask --json "{\"code\":\"$1\"}" "$BASE_URL/wxa/business/getuserphonenumber?access_token=$TOKEN" | field purePhoneNumber
ask --json "{\"touser\":\"$OPENID\",\"template_id\":\"t\",\"data\":{}}" \
  "$BASE_URL/cgi-bin/message/subscribe/send?access_token=$TOKEN" | field errmsg
ask --json '{"scene":"a=1"}' "$BASE_URL/wxa/getwxacodeunlimit?access_token=$TOKEN" | wc -c | tr -d ' '
