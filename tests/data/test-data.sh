#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What is installed beside the programs, checked by the tools of those who will read it.
# Speaks TAP. Called by meson with SOURCE_ROOT, BUILD_DATA, APP_ID and VERSION set.
set -uo pipefail
: "${SOURCE_ROOT:?}" "${BUILD_DATA:?}" "${APP_ID:?}" "${VERSION:?}"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
count=0

# check NAME COMMAND...: one test. What the command prints is shown when it fails.
check ()
{
  local name=$1 output
  shift
  count=$((count + 1))
  if output=$("$@" 2>&1); then
    echo "ok $count $name"
  else
    echo "not ok $count $name"
    sed 's/^/# /' <<<"$output"
  fi
}

# Succeeds if the command does, and says nothing: not even a hint.
silently ()
{
  local output
  output=$("$@" 2>&1) && [ -z "$output" ] && return
  echo "$output"
  return 1
}

same ()
{
  [ "$1" = "$2" ] || { echo "expected '$1', found '$2'"; return 1; }
}

key () # FILE KEY
{
  sed -n "s/^$2=//p" "$1"
}

service_starts_the_desktop_entry ()
{
  local service=$BUILD_DATA/$APP_ID.service entry=$BUILD_DATA/$APP_ID.desktop
  same true "$(key "$entry" DBusActivatable)" \
    && same "$APP_ID" "$(key "$service" Name)" \
    && [[ $(key "$service" Exec) == /*/freshet\ --gapplication-service ]] \
    && same "$APP_ID" "$(key "$entry" Icon)"
}

# AppStream before 1.0 has no <developer>: it is shown what that replaced, so that everything else
# can be held to "no issue at all".
metainfo_is_valid ()
{
  local file=$BUILD_DATA/$APP_ID.metainfo.xml
  if [[ $(appstreamcli --version) =~ :\ 0\. ]]; then
    tr '\n' '\f' <"$file" \
      | sed -E 's|<developer id="[^"]*">\s*<name[^>]*>([^<]*)</name>\s*</developer>|<developer_name>\1</developer_name>|' \
      | tr '\f' '\n' >"$scratch/$APP_ID.metainfo.xml"
    file=$scratch/$APP_ID.metainfo.xml
  fi
  appstreamcli validate --no-net --strict --explain "$file"
}

latest_release_is_this_version ()
{
  same "$VERSION" "$(sed -n 's/.*<release version="\([^"]*\)".*/\1/p' \
    "$BUILD_DATA/$APP_ID.metainfo.xml" | head -n 1)"
}

# A screen shows it: an icon that renders to nothing is no icon.
icon_renders () # FILE SIZE
{
  rsvg-convert --width="$2" --height="$2" --output="$scratch/icon.png" "$1" \
    && file "$scratch/icon.png" | grep -q "PNG image data, $2 x $2," \
    && [ "$(stat -c %s "$scratch/icon.png")" -gt 100 ]
}

icons_are_complete ()
{
  local icons=$SOURCE_ROOT/data/icons name=io.github.freshet.Freshet size
  for size in 16 32 64 128 512; do
    icon_renders "$icons/$name.svg" $size || return
  done
  icon_renders "$icons/$name-symbolic.svg" 16 \
    && grep -q 'viewBox="0 0 128 128"' "$icons/$name.svg" \
    && grep -q 'viewBox="0 0 16 16"' "$icons/$name-symbolic.svg"
}

listed ()
{
  grep -v '^#' "$SOURCE_ROOT/po/POTFILES.in"
}

potfiles_lists_every_file_with_strings ()
{
  (
    cd "$SOURCE_ROOT" || exit
    {
      grep -rlE --include='*.c' --include='*.h' '(^|[^A-Za-z0-9_])(N?C?_|ngettext|g_dngettext) \(' src
      grep -rlE --include='*.ui' 'translatable="(yes|true|1)"' src
      ls data/*.desktop.in data/*.gschema.xml.in data/*.metainfo.xml.in
    } | LC_ALL=C sort -u
  ) >"$scratch/marked"
  listed | LC_ALL=C sort -u >"$scratch/listed"
  silently diff --label 'has strings' --label 'listed in POTFILES.in' -u \
    "$scratch/marked" "$scratch/listed"
}

potfiles_is_sorted ()
{
  listed | LC_ALL=C sort -uc
}

po_compiles () # LANGUAGE
{
  msgfmt --check --output-file=/dev/null "$SOURCE_ROOT/po/$1.po"
}

# A string that nobody has translated yet, or whose translation nobody has looked at since it changed.
po_is_complete () # LANGUAGE
{
  (
    cd "$SOURCE_ROOT" || exit
    xgettext --from-code=UTF-8 --files-from=po/POTFILES.in --output="$scratch/all.pot" \
      --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 --keyword=ngettext:1,2 \
      --keyword=g_dngettext:2,3 --keyword=g_dpgettext2:2c,3 \
      && msgmerge --quiet --output-file="$scratch/$1.po" "po/$1.po" "$scratch/all.pot" \
      && silently msgattrib --untranslated --no-obsolete "$scratch/$1.po" \
      && silently msgattrib --only-fuzzy --no-obsolete "$scratch/$1.po"
  )
}

check /desktop-entry/is-valid silently desktop-file-validate "$BUILD_DATA/$APP_ID.desktop"
check /desktop-entry/the-bus-starts-the-same-program service_starts_the_desktop_entry
check /metainfo/is-valid-without-any-issue metainfo_is_valid
check /metainfo/the-latest-release-is-this-version latest_release_is_this_version
check /settings/the-schema-is-strictly-valid \
  silently glib-compile-schemas --strict --dry-run "$BUILD_DATA"
check /icons/render-at-every-size icons_are_complete
check /translations/every-file-with-strings-is-listed potfiles_lists_every_file_with_strings
check /translations/the-list-is-sorted potfiles_is_sorted
while read -r language; do
  check "/translations/$language/is-valid" po_compiles "$language"
  check "/translations/$language/is-complete" po_is_complete "$language"
done < <(grep -v '^#' "$SOURCE_ROOT/po/LINGUAS")
echo "1..$count"
