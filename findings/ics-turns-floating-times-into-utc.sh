#!/usr/bin/env bash
# ics 0.7.3: a time without a zone, which RFC 5545 calls floating (the same hour wherever one is), is read as UTC and
# written again with a "Z". The hour of an old event whose zone nobody knows becomes another one on most calendars.
# A whole day is kept. icalendar 7.3.2 keeps the floating time.
#
# Seen:  read:       DTSTART:19010503T100000
#        ics:        1901-05-03T10:00:00+00:00, written DTSTART:19010503T100000Z
#        icalendar:  1901-05-03 10:00:00, written DTSTART:19010503T100000
#        whole day:  written DTSTART;VALUE=DATE:19010503
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
"${PYTHON:-python3}" -m pip install -q --disable-pip-version-check --target "$dir" ics==0.7.3 icalendar==7.3.2
PYTHONPATH=$dir PYTHONDONTWRITEBYTECODE=1 "${PYTHON:-python3}" -W ignore - <<'PY'
import icalendar
import ics


def calendar(start):
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", "BEGIN:VEVENT", "UID:1@e.example",
             "DTSTAMP:20190101T000000Z", start, "SUMMARY:Flood", "END:VEVENT", "END:VCALENDAR", "")
    return "\r\n".join(lines)


def start_of(lines):
    return next(line for line in lines.splitlines() if line.startswith("DTSTART"))


floating, day = calendar("DTSTART:19010503T100000"), calendar("DTSTART;VALUE=DATE:19010503")
[event] = ics.Calendar(floating).events
kept = icalendar.Calendar.from_ical(floating)
seen = [start_of(ics.Calendar(each).serialize()) for each in (floating, day)]
print(event.begin.isoformat(), seen, kept.events[0].start, start_of(kept.to_ical().decode()))
assert event.begin.isoformat() == "1901-05-03T10:00:00+00:00"
assert seen == ["DTSTART:19010503T100000Z", "DTSTART;VALUE=DATE:19010503"]
assert kept.events[0].start.tzinfo is None and start_of(kept.to_ical().decode()) == "DTSTART:19010503T100000"
PY
