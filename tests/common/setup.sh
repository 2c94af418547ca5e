# What docs/operations.md says, block by block; run by drills_setup.rs in a mount namespace of its own.
set -eu
W=$1 PORT=$2 IN=$1/in
step() { echo "== $*"; }
die() { echo "WRONG: $*" >&2; exit 1; }
# The exit code of a command whose failure is expected.
code() { local c=0; "$@" >"$W/out" 2>&1 || c=$?; echo $c; }
is() { [ "$2" = "$3" ] || { cat "$W/out" >&2; die "$1: $2, not $3"; }; }

mount --make-rprivate /
mkdir "$W/over"
mount -t tmpfs tmpfs "$W/over"
for d in etc usr var; do
    mkdir -p "$W/over/$d/up" "$W/over/$d/work"
    mount -t overlay overlay -o "lowerdir=/$d,upperdir=$W/over/$d/up,workdir=$W/over/$d/work" "/$d"
done
mount -t tmpfs tmpfs /run
mkdir -p /run/sshd /var/backups
rm -f /etc/ketnoi/* 2>/dev/null || true
# The account and its files are the drill's, on disks of their own kind: an overlay is not a place for a store.
mkdir -p /var/lib
mount -t tmpfs tmpfs /var/lib
chmod 755 "$W" "$IN"

step set-up
cd "$IN"
grep -v '^apt-get' set-up >set-up.sh
sh -eu set-up.sh
install -m 0644 config.yaml /etc/ketnoi/config.yaml
mkdir -p /etc/ssh/sshd_config.d
install -m 0644 ketnoi.conf /etc/ssh/sshd_config.d/ketnoi.conf
grep -q '^Include /etc/ssh/sshd_config.d' /etc/ssh/sshd_config || die "sshd reads no sshd_config.d"
for who in lan cbg lanhdao; do ssh-keygen -q -t ed25519 -N '' -C "$who" -f "$W/$who"; done
while read -r line; do
    who=$(echo "$line" | sed 's/.*--as \([a-z]*\)".*/\1/')
    echo "${line%%ssh-ed25519*}$(cat "$W/$who.pub")"
done <authorized_keys >"$W/keys"
install -m 0644 "$W/keys" /etc/ssh/ketnoi/authorized_keys
ssh-keygen -A >/dev/null
/usr/sbin/sshd -t
/usr/sbin/sshd -p "$PORT" -o ListenAddress=127.0.0.1 -o PidFile="$W/pid" -E "$W/sshd.log"
# The session that a person leaves open ends with the drill, and so does sshd.
trap 'kill $(cat "$W/pid" "$W/desk.pid" 2>/dev/null) 2>/dev/null || true' EXIT

step open
cd /
sh -eu "$IN/open"
as() { local who=$1; shift; ssh -p "$PORT" -i "$W/$who" -o BatchMode=yes -o IdentitiesOnly=yes \
    -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR ketnoi@127.0.0.1 "$@"; }

step clients
as lan status --json </dev/null | grep -q '"schema":"ketnoi.status/1"' || die "status"
as lanhdao queue </dev/null >/dev/null
printf '\377\330\377\340 anh' >"$W/anh.jpg"
as cbg put CBG anh.jpg <"$W/anh.jpg" | grep -q 'SHA-256' || die "put"
is "put of another unit" "$(code as cbg put HNI anh.jpg <"$W/anh.jpg")" 3
is "put of a viewer" "$(code as lanhdao put CBG anh.jpg <"$W/anh.jpg")" 3
is "a shell" "$(code as lan sh -c id </dev/null)" 2
is "a log" "$(code as lan log --audit </dev/null)" 2
is "no terminal" "$(code as lan </dev/null)" 2
is "scp" "$(code scp -q -P "$PORT" -i "$W/lan" -o BatchMode=yes -o StrictHostKeyChecking=no \
    -o UserKnownHostsFile=/dev/null "$W/anh.jpg" ketnoi@127.0.0.1:/tmp/)" 255 2>/dev/null || [ ! -e /tmp/anh.jpg ]
is "another account" "$(code runuser -u nobody -- cat /var/lib/ketnoi/ketnoi.db)" 1

step permissions
for f in ketnoi.db ketnoi.db-wal ketnoi.db-shm ketnoi.log; do
    p=/var/lib/ketnoi/$f
    [ -e "$p" ] || continue
    is "$p" "$(stat -c '%a %U' "$p")" "600 ketnoi"
done
is blobs "$(stat -c '%a %U' /var/lib/ketnoi/ketnoi.db.blobs)" "700 ketnoi"
[ -z "$(find /var/lib/ketnoi -perm /077)" ] || die "open to others: $(find /var/lib/ketnoi -perm /077)"
(umask 000; runuser -u ketnoi -- ketnoi report note CBG --note x --as tuan >/dev/null)
[ -z "$(find /var/lib/ketnoi -perm /077)" ] || die "the umask decides"

step audit
sh -eu "$IN/audit" >"$W/audit"
grep -q lanhdao "$W/audit" && grep -q 'sh -c id' "$W/audit" || die "the audit log: $(cat "$W/audit")"
is "a viewer's audit" "$(code runuser -u ketnoi -- ketnoi log --audit)" 3
is "a viewer's backup" "$(code runuser -u ketnoi -- ketnoi backup "$W/over/x.tar")" 3
is "root's backup" "$(code ketnoi backup "$W/over/x.tar")" 3
[ ! -e "$W/over/x.tar" ] || die "a refused backup was made"

step upgrade with a session that is open
mkfifo "$W/keys.fifo"
as lan -tt <"$W/keys.fifo" >"$W/desk" 2>&1 &
echo $! >"$W/desk.pid"
exec 9>"$W/keys.fifo"
for _ in $(seq 200); do grep -q WTISD "$W/desk" && break; sleep 0.1; done
grep -q WTISD "$W/desk" || { cat -v "$W/desk" | tail -c 600 >&2; die "no dashboard"; }
session=$(pgrep -u ketnoi -x ketnoi)
cd "$IN"
sh -eu "$IN/upgrade"
cd /
readlink "/proc/$session/exe" | grep -q deleted || { ps -o pid,user,args -u ketnoi >&2; ls -l "/proc/$session/exe" >&2; die "the session ($session) does not keep its program"; }
before=$(wc -c <"$W/desk")
runuser -u ketnoi -- ketnoi report receive CBG --as tuan >/dev/null
for _ in $(seq 200); do [ "$(wc -c <"$W/desk")" -gt "$before" ] && break; sleep 0.1; done
[ "$(wc -c <"$W/desk")" -gt "$before" ] || die "the session of before sees nothing any more"
printf q >&9
exec 9>&-
wait "$(cat "$W/desk.pid")" || die "the session did not end well"

step backup and restore
if command -v systemd-analyze >/dev/null; then
    cp "$IN/ketnoi-backup.service" "$IN/ketnoi-backup.timer" /etc/systemd/system/
    systemd-analyze verify --man=no /etc/systemd/system/ketnoi-backup.timer >"$W/out" 2>&1 || { cat "$W/out" >&2; die units; }
    ! grep 'ketnoi-backup' "$W/out" >&2 || die units
fi
# As systemd reads it.
nightly=$(sed -n 's/^ExecStart=//p' "$IN/ketnoi-backup.service" | sed 's/%%/%/g; s/\$\$/$/g')
echo "umask 077; export KETNOI_BACKUP_AS=tuan; $nightly" >"$W/nightly.sh"
chmod 644 "$W/nightly.sh"
runuser -u ketnoi -- sh -eu "$W/nightly.sh" >/dev/null
is "the night's backup" "$(stat -c '%a %U' /var/backups/ketnoi/day-$(date +%u).tar)" "600 ketnoi"
facts=$(runuser -u ketnoi -- ketnoi log --json | head -n 3)
sh -eu "$IN/restore" >"$W/out" 2>&1 || { cat "$W/out" >&2; die restore; }
[ "$(runuser -u ketnoi -- ketnoi log --json | head -n 3)" = "$facts" ] || die "other facts came back"
as lan status </dev/null >/dev/null
echo "ALL DONE"
