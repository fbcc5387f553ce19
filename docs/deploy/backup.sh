#!/bin/sh
# Dumps the database of the PG* variables into BACKUP_DIR and removes dumps that are older than the retention.
# A dump gets its name once it is whole and readable. --repeat does so every BACKUP_INTERVAL_SECONDS, and tries again
# after five minutes where a backup failed.
set -u

directory=${BACKUP_DIR:?set BACKUP_DIR}
retention_minutes=$((${BACKUP_RETENTION_DAYS:?set BACKUP_RETENTION_DAYS} * 24 * 60))

back_up() {
  file="$directory/supertokens-$(date -u +%Y%m%dT%H%M%SZ).dump"
  if pg_dump --format=custom --no-password --file="$file.partial" && pg_restore --list "$file.partial" >/dev/null; then
    mv "$file.partial" "$file"
    find "$directory" -name 'supertokens-*.dump' ! -name "${file##*/}" -mmin "+$retention_minutes" -delete
    echo "backed up to $file"
  else
    rm -f "$file.partial"
    echo 'backup failed' >&2
    return 1
  fi
}

[ "${1:-}" = --repeat ] || { back_up; exit; }
while true; do
  if back_up; then sleep "${BACKUP_INTERVAL_SECONDS:?set BACKUP_INTERVAL_SECONDS}"; else sleep 300; fi
done
