#!/usr/bin/env bash
# py3langid 0.4.0: the language of a few words cannot be told without room for a file. The first call (not the import)
# unpacks the model, 2 MB, into a nameless file of the temporary folder and reads it from there. Where the disk or a
# limit of the process leaves no room, the call raises OSError, which reads like a fault of one's own output. A later
# call with room succeeds. That the package only computes, as its interface suggests, holds from the second call on.
#
# Seen:  import: no file
#        first call without room: OSError File too large
#        first call with room: en
#        second call without room: fr
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
"${PYTHON:-python3}" -m pip install -q --disable-pip-version-check --target "$dir" py3langid==0.4.0
PYTHONPATH=$dir PYTHONDONTWRITEBYTECODE=1 "${PYTHON:-python3}" - <<'PY'
import resource

hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]


def room(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))


room(4096)
import py3langid

print("import: no file")
try:
    py3langid.classify("The mayor said that the bridge was safe.")
except OSError as error:
    print("first call without room: OSError", error.strerror)
else:
    raise SystemExit("the model needs no file any more")
room(hard)
english = py3langid.classify("The mayor said that the bridge was safe.")[0]
print("first call with room:", english)
room(4096)
french = py3langid.classify("Le maire annonce la fermeture du pont.")[0]
print("second call without room:", french)
assert (english, french) == ("en", "fr")
PY
