# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion for freshet

_freshet ()
{
  local cur prev words cword
  _init_completion || return

  [[ $cur != -* ]] || COMPREPLY=($(compgen -W '--demo --version --help --help-all' -- "$cur"))
} && complete -F _freshet freshet
