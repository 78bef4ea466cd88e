#!/usr/bin/env bash
# room.sh VENV COMMAND...: run the command in a mount namespace of its own where VENV lies at /opt/feedbot.
# Nothing of it is seen outside, and whatever else lies below /opt stays visible inside.
# Call it below `unshare --mount`, which makes the namespace private.
set -euo pipefail

venv=$1
shift
room=$(mktemp -d)
mount -t tmpfs tmpfs "$room"
for folder in /opt/*/; do
  [ -d "$folder" ] && [ "$folder" != /opt/feedbot/ ] || continue
  mkdir "$room/$(basename "$folder")"
  mount --bind "$folder" "$room/$(basename "$folder")"
done
mkdir "$room/feedbot"
mount --bind "$venv" "$room/feedbot"
mount --rbind "$room" /opt
umount -l "$room"
rmdir "$room"
exec "$@"
