#!/usr/bin/env bash
# boot.sh FILES: become PID 1 of a machine whose /etc is this one's with the tree FILES/etc laid over it.
# Call it below `unshare --pid --fork --mount --uts --ipc --cgroup --net --mount-proc`.
set -euo pipefail

files=$1
copy=$(mktemp -d)
mount -t tmpfs tmpfs "$copy"
cp -a /etc/. "$copy"
cp -rL "$files/etc/." "$copy"
mount --bind "$copy" /etc
umount -l "$copy"
rmdir "$copy"
for folder in /run /var/lib /var/cache /srv; do mount -t tmpfs tmpfs "$folder"; done
[ ! -d "$files/srv" ] || cp -r "$files/srv/." /srv
mkdir -p /run/systemd/system /run/lock
# Without it LoadCredential leaves an empty folder: systemd makes "/" shared itself, but not in a container.
mount --make-rshared /
mount -t cgroup2 cgroup2 /sys/fs/cgroup || true
cd /lib/systemd/system
for unit in systemd-*.service getty@.service; do ln -sf /dev/null "/etc/systemd/system/$unit"; done
exec env -i PATH="$PATH" container=test /lib/systemd/systemd --system --unit=test.target --log-target=console
