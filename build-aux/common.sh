# SPDX-License-Identifier: GPL-3.0-or-later
# What build-aux/run and build-aux/test share. Sourced by them, in bash.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say ()
{
  printf '%s\n' "$*" >&2
}

die ()
{
  say "$@"
  exit 1
}

# packages build | packages test: the names in packages.debian, of the first part or of both.
packages ()
{
  sed -n -e "$([ "$1" = test ] || echo '/^# To test:/q')" -e '/^[^#]/p' \
    "$top/build-aux/packages.debian"
}

on_debian ()
{
  command -v dpkg-query >/dev/null && command -v apt-get >/dev/null
}

# missing NAME...: those of the Debian packages that are not installed.
missing ()
{
  comm -23 <(printf '%s\n' "$@" | LC_ALL=C sort -u) \
    <(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null \
      | sed -n 's/^installed //p' | LC_ALL=C sort -u)
}

# install_missing NAME...: install the Debian packages that are missing, if any, and nothing else.
# On another distribution, leave it to the build to find what is missing.
install_missing ()
{
  local wanted as_root=()
  on_debian || return 0
  mapfile -t wanted < <(missing "$@")
  [ ${#wanted[@]} -gt 0 ] || return 0

  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null \
      || die "These packages are missing. As root, run: apt-get install ${wanted[*]}"
    as_root=(sudo)
  fi
  say "Installing ${wanted[*]}"
  as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300)
  "${as_root[@]}" update >&2 </dev/null \
    || say "The list of packages could not be updated; trying with the one at hand."
  "${as_root[@]}" install -y --no-install-recommends "${wanted[@]}" >&2 </dev/null \
    || die "These packages could not be installed: ${wanted[*]}"
}

# build FOLDER PART [OPTION...]: configure the build folder if it is new, and build all. Everything
# is installed inside the build folder, so that nothing outside the checkout is touched.
build ()
{
  local folder=$1 part=$2
  local prefix=$folder/prefix
  shift 2
  {
    if [ ! -e "$folder/build.ninja" ]; then
      meson setup "$folder" "$top" --prefix="$prefix" "$@"
    elif ! grep -qxF "prefix = $prefix" "$folder/meson-private/cmd_line.txt"; then
      meson configure "$folder" -Dprefix="$prefix"
    fi && meson compile -C "$folder"
  } >&2 </dev/null && return

  on_debian || say "This is not Debian, so nothing was installed. On Debian 12, Freshet needs these" \
    "packages; install what your distribution calls them:" $(packages "$part")
  die "Freshet could not be built."
}

# unpack_debian SUITE FOLDER [OPTION...]: a Debian, from the mirror that this machine's apt uses for
# the Debian archive itself. The options are mmdebstrap's.
unpack_debian ()
{
  local mirror valid=true
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' \
    'Label: Debian' | sort -u | sed -n 1p)
  [ -n "$mirror" ] || die "apt has no Debian archive to take packages from."
  # A mirror that stands still on a day is accepted if this machine's apt accepts it.
  eval "$(apt-config shell valid Acquire::Check-Valid-Until)"
  mmdebstrap --quiet --mode=root --components=main \
    --aptopt="Acquire::Check-Valid-Until \"$valid\"" "${@:3}" "$1" "$2" "${mirror%/}"
}
