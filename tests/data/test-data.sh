#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What is installed beside the programs, checked by the tools of those who will read it.
# Speaks TAP. Called by meson with what is below set.
set -uo pipefail
: "${SOURCE_ROOT:?}" "${BUILD_DATA:?}" "${APP_ID:?}" "${VERSION:?}" "${FRESHET:?}" "${FRESHET_CLI:?}"

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

# check_with TOOL NAME COMMAND...: one test, passed over where the tool is not installed.
check_with ()
{
  if command -v "$1" >/dev/null; then
    check "${@:2}"
  else
    count=$((count + 1))
    echo "ok $count $2 # SKIP there is no $1"
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

merged_is_complete () # PO POT
{
  local merged=$scratch/merged.po
  msgmerge --quiet --output-file="$merged" "$1" "$2" \
    && silently msgattrib --untranslated --no-obsolete "$merged" \
    && silently msgattrib --only-fuzzy --no-obsolete "$merged"
}

# A string that nobody has translated yet, or whose translation nobody has looked at since it changed.
po_is_complete () # LANGUAGE
{
  (
    cd "$SOURCE_ROOT" || exit
    xgettext --from-code=UTF-8 --files-from=po/POTFILES.in --output="$scratch/all.pot" \
      --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 --keyword=ngettext:1,2 \
      --keyword=g_dngettext:2,3 --keyword=g_dpgettext2:2c,3 \
      && merged_is_complete "po/$1.po" "$scratch/all.pot"
  )
}

# Each page is well made, can be reached from the first one, and leads nowhere that is not there.
help_is_valid ()
{
  local checked
  for checked in validate links orphans ids; do
    silently yelp-check "$checked" "$SOURCE_ROOT"/data/help/C/*.page || return
  done
}

help_lists_every_page ()
{
  local listed
  listed=$(sed -n "s/^  '\(.*\.page\)',$/\1/p" "$SOURCE_ROOT/data/help/meson.build")
  same "$(cd "$SOURCE_ROOT/data/help/C" && LC_ALL=C ls ./*.page | cut -c 3-)" "$listed"
}

help_po_is_complete () # LANGUAGE
{
  itstool --output "$scratch/help.pot" "$SOURCE_ROOT"/data/help/C/*.page \
    && merged_is_complete "$SOURCE_ROOT/data/help/$1/$1.po" "$scratch/help.pot"
}

# mandoc knows what a page should hold, man what it would show.
manual_is_clean () # FILE
{
  silently mandoc -Tlint -Wwarning "$1" \
    && { ! command -v man >/dev/null \
      || same '' "$(man --warnings --local-file -Tutf8 -Z "$1" 2>&1 >/dev/null)"; }
}

# The long options in what is read, without those that all of GLib's programs have.
long_options ()
{
  grep -oE -- '--[a-z][a-z-]+' | grep -v -- --help- | sort -u
}

options () # PROGRAM [COMMAND]
{
  "$@" --help | long_options
}

# between FROM TO FILE: from the first line with the one to the next with the other.
between ()
{
  awk -v from="$1" -v to="$2" '$0 ~ from { on = 1 } on { print } on && $0 ~ to { exit }' "$3"
}

# told FILE [COMMAND]: the long options that a manual, or what completes them in a shell, tells of.
told ()
{
  local file=$SOURCE_ROOT/data/$1 command=${2-}
  case $1 in
    *.bash) between "${command:+^    $command[)]}" '^}|;;$' "$file" ;;
    */_*) between "${command:+^_freshet_cli_$command }" '^}' "$file" ;;
    *.fish) grep -E "^complete -c (freshet |freshet-cli (-n \\\$${command:-none} )?)-[sl] " "$file" \
      | sed -E 's/ -l ([a-z-]+)/ --\1/' ;;
    *.1) between "${command:+^[.]Ss $command}" '^[.]El' "$file" \
      | sed -nE 's/^\.It (Fl [a-zA-Z] , )?(Fl )?-([a-z-]+).*/--\3/p' ;;
  esac | long_options
}

# The shells and the manual tell of each option, and of none that there is not.
options_are_told () # FILE PROGRAM [COMMAND]
{
  local file=$1 has
  shift
  has=$(options "$@")
  # What all of GLib's programs have need not be in a manual.
  [[ $file != man/* ]] || has=$(grep -vx -- '--help' <<<"$has")
  same "$has" "$(told "$file" "${2-}")"
}

# complete_in_bash PROGRAM LINE: what bash offers at its end.
complete_in_bash ()
{
  bash -c '
    . /usr/share/bash-completion/bash_completion
    . "$1"
    read -ra COMP_WORDS <<<"$2"
    [[ $2 != *" " ]] || COMP_WORDS+=("")
    COMP_LINE=$2 COMP_POINT=${#2} COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    "$3"
    printf "%s\n" "${COMPREPLY[@]}"' bash "$SOURCE_ROOT/data/completions/$1.bash" "$2" "_${1//-/_}"
}

bash_completes ()
{
  same --demo "$(complete_in_bash freshet 'freshet --d')" \
    && same --checksum= "$(complete_in_bash freshet-cli 'freshet-cli get --ch')" \
    && same compare "$(complete_in_bash freshet-cli 'freshet-cli com')"
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
check_with yelp-check /help/is-valid help_is_valid
check /help/lists-every-page help_lists_every_page
while read -r language; do
  check "/help/$language/is-valid" \
    msgfmt --check --output-file=/dev/null "$SOURCE_ROOT/data/help/$language/$language.po"
  check_with itstool "/help/$language/is-complete" help_po_is_complete "$language"
done < <(grep -v '^#' "$SOURCE_ROOT/data/help/LINGUAS")
for page in freshet freshet-cli; do
  check_with mandoc "/man/$page/is-clean" manual_is_clean "$SOURCE_ROOT/data/man/$page.1"
done
for file in completions/{freshet.bash,_freshet,freshet.fish} man/freshet.1; do
  check "/options/of-freshet-are-those-in-${file##*/}" options_are_told "$file" "$FRESHET"
done
for file in completions/{freshet-cli.bash,_freshet-cli,freshet-cli.fish} man/freshet-cli.1; do
  for command in get compare serve; do
    check "/options/of-$command-are-those-in-${file##*/}" options_are_told "$file" "$FRESHET_CLI" "$command"
  done
done
for program in freshet freshet-cli; do
  for file in "$program.bash" "$program.fish" "_$program"; do
    shell=zsh
    [[ $file != *.* ]] || shell=${file##*.}
    check_with "$shell" "/completion/$file-is-well-formed" \
      silently "$shell" -n "$SOURCE_ROOT/data/completions/$file"
  done
done
if [ -e /usr/share/bash-completion/bash_completion ]; then
  check /completion/bash/offers-what-there-is bash_completes
fi
echo "1..$count"
