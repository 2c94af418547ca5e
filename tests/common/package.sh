# The Debian package, installed, upgraded with a store in use, removed, purged and installed again; run by
# drills_package.rs in a mount namespace of its own.
set -eu
W=$1 OLD=$2 NEW=$3 BEFORE=$4 # "same" or "older": whether the program of before knows the store that the new one makes
step() { echo "== $*"; }
die() { echo "WRONG: $*" >&2; exit 1; }
is() { [ "$2" = "$3" ] || { cat "$W/out" >&2 2>/dev/null; die "$1: $2, not $3"; }; }
until_it() { # WHAT COMMAND…: waits for a condition, a minute at most
    local what=$1; shift
    for _ in $(seq 600); do "$@" && return; sleep 0.1; done
    tail -c 900 "$W/desk" 2>/dev/null | cat -v >&2
    die "$what: waited for a minute"
}
dpkg_() { dpkg --force-confold "$@" >"$W/out" 2>&1 || { cat "$W/out" >&2; die "dpkg $*"; }; }
service() { runuser -u ketnoi -- env LANG=C.UTF-8 KETNOI_LANG=vi ketnoi "$@"; }
head_of() { service log --head --as tuan; }

# A machine without ketnoi: what is there of it is put out of sight, and what is done to /etc, /usr and /var is forgotten.
mount --make-rprivate /
mkdir "$W/over"
mount -t tmpfs tmpfs "$W/over"
for d in etc usr var; do
    mkdir -p "$W/over/$d/up" "$W/over/$d/work"
    mount -t overlay overlay -o "lowerdir=/$d,upperdir=$W/over/$d/up,workdir=$W/over/$d/work" "/$d"
done
mount -t tmpfs tmpfs /run
# What keeps the machines of a CI small and still: no manual pages, no services.
rm -rf /etc/ketnoi /var/backups/ketnoi /etc/dpkg/dpkg.cfg.d /usr/sbin/policy-rc.d
# An overlay is not a place for a store, so /var/lib is a disk of another kind. Of what is installed it knows as before.
cp -a /var/lib/dpkg "$W/over/dpkg"
mount -t tmpfs -o mode=755 tmpfs /var/lib
mv "$W/over/dpkg" /var/lib/dpkg
chmod 755 "$W"
! getent passwd ketnoi >/dev/null || die "this machine has an account ketnoi"
! command -v ketnoi >/dev/null || die "this machine has ketnoi: $(command -v ketnoi)"
# systemd as the package's scripts see it: what they ask of it is written down, and the wall is the only unit that runs.
mkdir -p /run/systemd/system
cat >/usr/local/bin/systemctl <<'S'
#!/bin/sh
echo "$*" >>/run/systemctl.asked
case "$*" in
    *is-active*ketnoi-wall.service*) exit 0 ;;
    *is-active*) exit 3 ;;
    *show*LoadState*) echo LoadState=loaded ;;
esac
S
chmod 755 /usr/local/bin/systemctl
asked() { cat /run/systemctl.asked 2>/dev/null || true; }

step install
dpkg_ -i "$OLD"
is "the account" "$(getent passwd ketnoi | cut -d: -f6,7)" /var/lib/ketnoi:/bin/sh
is "its folder" "$(stat -c '%a %U %G' /var/lib/ketnoi)" "700 ketnoi ketnoi"
is "its backups" "$(stat -c '%a %U %G' /var/backups/ketnoi)" "700 ketnoi ketnoi"
is "its settings" "$(stat -c '%a %U %G' /etc/ketnoi)" "755 root root"
is "settings that came along" "$(find /etc/ketnoi -type f)" ""
is "units that are on" "$(find /etc/systemd -name '*ketnoi*')" ""
! asked | grep -E 'start|enable' >&2 || die "something was started"
asked | grep -q daemon-reload || die "systemd does not know of the units"
for unit in wall.service inbox.service remind.service remind.timer relay.service backup.service backup.timer; do
    unit=/usr/lib/systemd/system/ketnoi-$unit
    [ -f "$unit" ] || die "$unit is not there"
    systemd-analyze verify --man=no "$unit" >"$W/out" 2>&1 || { cat "$W/out" >&2; die "$unit"; }
    ! grep "ketnoi-" "$W/out" >&2 || die "$unit"
    case $unit in *.service)
        systemd-analyze security --offline=true --threshold=40 "$unit" >"$W/out" 2>&1 || { cat "$W/out" >&2; die "$unit is open"; } ;;
    esac
done
for shell in bash zsh fish; do
    at=$(dpkg -L ketnoi | grep -E "(completions/ketnoi|_ketnoi|ketnoi.fish)$" | grep "/$shell")
    [ "$(cat "$at")" = "$(ketnoi completions $shell)" ] || die "completions of $shell: $at"
done
zcat /usr/share/man/man1/ketnoi-report-receive.1.gz | grep -q 'ketnoi.report.receive' || die "no page"
zcat /usr/share/man/vi/man1/ketnoi.1.gz | grep -q 'TÊN' || die "no Vietnamese page"
is "pages of both languages" "$(ls /usr/share/man/man1 | grep -c '^ketnoi')" "$(ls /usr/share/man/vi/man1 | grep -c '^ketnoi')"
zcat /usr/share/doc/ketnoi/components.gz | grep -q '^rusqlite ' || die "notices"

run_unit() { # NAME: its command in its environment, as its account
    local unit=/usr/lib/systemd/system/ketnoi-$1.service
    sed -n 's/^Environment=/export /p' "$unit" >"$W/unit.sh"
    sed -n 's/^ExecStart=//p' "$unit" | sed 's/%%/%/g; s/\$\$/$/g' >>"$W/unit.sh"
    chmod 644 "$W/unit.sh"
    runuser -u ketnoi -- env ${2:+"$2"} sh -eu "$W/unit.sh"
}
step an ordinary user
useradd -m -d /var/lib/can-bo -s /bin/bash can-bo
can_bo() { runuser -u can-bo -- env -i HOME=/var/lib/can-bo PATH=/usr/bin:/bin LANG=C.UTF-8 TERM=xterm-256color ketnoi "$@"; }
can_bo demo --print --size 80x24 | grep -q DEMO || die "the demo"
can_bo campaign open wtisd-2020 >/dev/null
can_bo report receive HNI --note "thư điện tử" >/dev/null
can_bo status --json | grep -q '"received"' || die "status"
can_bo export consolidated -o /var/lib/can-bo/bao-cao.docx >"$W/out" 2>&1 || { cat "$W/out" >&2; die export; }
[ "$(head -c 2 /var/lib/can-bo/bao-cao.docx)" = PK ] || die "no document"
! can_bo status --store sqlite:/var/lib/ketnoi/ketnoi.db >"$W/out" 2>&1 || die "the house's store is open to all"

step the service account
install -m 0644 /usr/share/doc/ketnoi/examples/access.yaml /etc/ketnoi/access.yaml
install -m 0644 /usr/share/doc/ketnoi/examples/config.yaml /etc/ketnoi/config.yaml
service campaign open wtisd-2020 --as tuan >/dev/null
service report receive HNI --as lan >/dev/null
printf '\377\330\377\340 anh' >"$W/anh.jpg"
chmod 644 "$W/anh.jpg"
service evidence add HNI "$W/anh.jpg" --as lan >/dev/null
[ -z "$(find /var/lib/ketnoi -perm /077)" ] || die "open to others: $(find /var/lib/ketnoi -perm /077)"
service doctor --as tuan >"$W/out" || { cat "$W/out" >&2; die doctor; }
# The night's backup, by the command of its unit.
run_unit backup KETNOI_BACKUP_AS=tuan >"$W/out" || { cat "$W/out" >&2; die "the night's backup"; }
is "the night's backup" "$(stat -c '%a %U' "/var/backups/ketnoi/day-$(date +%u).tar")" "600 ketnoi"
! run_unit backup >"$W/out" 2>&1 || die "a backup without an administrator"
# The account of the example only looks: the units say for whom it acts.
! run_unit remind >"$W/out" 2>&1 || die "reminders by whoever only looks"
run_unit remind KETNOI_REMIND_AS=lan >"$W/out" 2>&1 || { cat "$W/out" >&2; die "reminders"; }

step upgrade with a store in use
mkfifo "$W/keys.fifo"
runuser -u ketnoi -- env LANG=C.UTF-8 KETNOI_LANG=vi TERM=xterm-256color \
    script -qfec "stty rows 24 cols 80; exec ketnoi --as lan" /dev/null <"$W/keys.fifo" >"$W/desk" 2>&1 &
desk=$!
echo $desk >"$W/desk.pid"
trap 'kill $desk 2>/dev/null || true' EXIT
exec 9>"$W/keys.fifo"
until_it "the dashboard" grep -q WTISD "$W/desk"
session=$(pgrep -u ketnoi -x ketnoi)
# A form is half typed when the program is replaced.
printf 'c' >&9
until_it "the form" grep -q 'Ghi chú' "$W/desk"
printf 'nua chung' >&9
until_it "what is typed" grep -q 'chung' "$W/desk"
# A writer in the middle of it: each command is one that is confirmed, or one that says why not.
: >"$W/confirmed"
(
    n=0
    while [ ! -e "$W/enough" ]; do
        n=$((n + 1))
        if service report note CBG --note "viec $n" --as minh >"$W/writer" 2>&1; then echo "$n" >>"$W/confirmed"
        else { echo "$n:"; cat "$W/writer"; } >>"$W/failed"; fi
    done
) &
writer=$!
count() { wc -l <"$W/confirmed"; }
more_than() { [ "$(count)" -gt "$1" ]; }
until_it "the writer" more_than 5
: >/run/systemctl.asked
before=$(count)
dpkg_ -i "$NEW"
until_it "the writer goes on" more_than $(($(count) + 5))
[ "$(count)" -gt "$before" ] || die "nobody wrote meanwhile"
touch "$W/enough"
wait $writer
[ ! -e "$W/failed" ] || { cat "$W/failed" >&2; die "commands failed while the program was replaced"; }
is "what is installed" "$(dpkg-query -W -f '${Version}' ketnoi)" "$(dpkg-deb -f "$NEW" Version)"
readlink "/proc/$session/exe" | grep -q deleted || die "the session ($session) does not keep its program"
asked | grep -q 'try-restart .*ketnoi-wall.service' || { asked >&2; die "the wall that runs keeps the old program"; }
printf ' xong\r' >&9
typed() { service log --json --as tuan >"$W/log" && grep -q 'nua chung xong' "$W/log"; }
if [ "$BEFORE" = same ]; then
    # The form is handed in by the session of before, which sees what others wrote.
    until_it "what was half typed" typed
    printf 'q' >&9
    wait $desk || die "the session did not end well"
else
    # The tables were brought up to date, which it does not know: it says so and writes nothing, and the form stays to be read.
    until_it "a word of the newer program" grep -q 'bản ketnoi mới hơn' "$W/desk"
    ! typed || die "an older program wrote into newer tables"
    pkill -HUP -u ketnoi -x ketnoi
    wait $desk || true
fi
exec 9>&-
for n in $(cat "$W/confirmed"); do grep -q "\"viec $n\"" "$W/log" || die "viec $n was confirmed and is not there"; done
is "notes on record" "$(grep -o '"viec [0-9]*"' "$W/log" | sort -u | wc -l)" "$(count)"
service log --verify --as tuan >"$W/out" || { cat "$W/out" >&2; die "the chain"; }
service evidence verify --as tuan >"$W/out" || { cat "$W/out" >&2; die "the files"; }

step remove
end=$(head_of)
[ -n "$end" ] || die "no end of the journal"
kept() { find /var/lib/ketnoi /var/backups/ketnoi /etc/ketnoi -type f ! -name '*.log' ! -name '*-shm' -exec sha256sum {} + | sort; }
before=$(kept)
: >/run/systemctl.asked
dpkg_ -r ketnoi
! command -v ketnoi >/dev/null || die "the program is still there"
is "what stays after remove" "$(kept)" "$before"
asked | grep -q 'stop.*ketnoi-wall.service' || { asked >&2; die "the wall still runs"; }
step purge
dpkg_ -P ketnoi
grep -q 'stay' "$W/out" || { cat "$W/out" >&2; die "purge does not say what stays"; }
is "what stays after purge" "$(kept)" "$before"
getent passwd ketnoi >/dev/null || die "files without an account"
is "what the package left" "$(find /usr /etc/systemd /var/lib/systemd -name '*ketnoi*' 2>/dev/null)" ""
step install again
dpkg_ -i "$NEW"
[ "$(head_of)" = "$end" ] || die "another end of the journal"
is "the folder" "$(stat -c '%a %U %G' /var/lib/ketnoi)" "700 ketnoi ketnoi"
service report receive CBG --as lan >/dev/null
service log --verify --as tuan >"$W/out" || { cat "$W/out" >&2; die "the chain"; }
# What each service says where nobody has written its settings yet.
mv /etc/ketnoi/config.yaml "$W/config.yaml"
for unit in inbox remind wall relay backup; do
    ! run_unit $unit >"$W/out" 2>&1 || die "$unit works without settings"
    grep -q '/etc/ketnoi/config.yaml' "$W/out" || { cat "$W/out" >&2; die "$unit does not say what is missing"; }
done
echo "wrote $(count) meanwhile"
echo "ALL DONE"
