#!/bin/sh
# The foreign judges that tests ask. As root on a Debian system the missing ones are installed; elsewhere the tests that
# need them are skipped with their reason.
missing=""
need() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }
need chromium chromium
need tshark tshark
need dcmdump dcmtk
need dciodvfy dicom3tools
need Orthanc orthanc
PY=python3; [ -x /usr/bin/python3 ] && PY=/usr/bin/python3
$PY -c 'import hl7' 2>/dev/null || missing="$missing python3-hl7"
$PY -c 'import pydicom' 2>/dev/null || missing="$missing python3-pydicom"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing for the tests:$missing" >&2
  apt-get update -qq >/dev/null 2>&1
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1 ||
    echo "could not install:$missing" >&2
else
  echo "not installed, tests that need them are skipped:$missing" >&2
fi
exit 0
