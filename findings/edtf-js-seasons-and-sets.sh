#!/usr/bin/env bash
# edtf 4.11.1 (npm, edtf.js): the seasons of a year are its quarters, and the end of the last stretch of a set is lost.
#
# EDTF level 1 (ISO 8601-2) has 21 to 24 for spring to winter, apart from 33 to 36 for the quarters. edtf.js gives a
# spring the days from January to March, before the season begins in either hemisphere, and the same days as the
# first quarter; a winter is October to December. Of the set [1667,1668,1670..1672], one of these years, the max is 1670.
# A date-time is turned to UTC before its day is told: what was written as 3 March at +05:30 lies on 2 March.
#
# Seen on Node 20.20:
#   2001-21 2001-01-01 2001-03-31
#   2001-33 2001-01-01 2001-03-31
#   2001-24 2001-10-01 2001-12-31
#   [1667,1668,1670..1672] 1667-01-01 1670-12-31
#   2021-03-03T00:00:00+05:30 2021-03-02 2021-03-02
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund edtf@4.11.1
cat > try.mjs <<'JS'
import edtf from 'edtf'
const day = time => new Date(time).toISOString().slice(0, 10)
for (const text of ['2001-21', '2001-33', '2001-24', '[1667,1668,1670..1672]', '2021-03-03T00:00:00+05:30']) {
  const date = edtf(text)
  console.log(text, day(date.min), day(date.max))
}
JS
seen=$(node try.mjs)
echo "$seen"
[ "$seen" = "2001-21 2001-01-01 2001-03-31
2001-33 2001-01-01 2001-03-31
2001-24 2001-10-01 2001-12-31
[1667,1668,1670..1672] 1667-01-01 1670-12-31
2021-03-03T00:00:00+05:30 2021-03-02 2021-03-02" ]
