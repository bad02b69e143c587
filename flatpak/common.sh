# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What the scripts in this folder share. Sourced by them, in bash.

. "$(dirname "${BASH_SOURCE[0]}")/../build-aux/common.sh"

id=io.github.freshet.Freshet
manifest=$top/flatpak/$id.yml

# manifest_value KEY: the value of a key at the manifest's top level.
manifest_value ()
{
  sed -n "s/^$1: *'\{0,1\}\([^']*\)'\{0,1\}$/\1/p" "$manifest"
}
