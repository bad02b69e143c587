# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion for freshet

_freshet ()
{
  local cur prev words cword
  _init_completion || return

  if [[ $prev == -i || $prev == --input-file ]]; then
    _filedir
    return
  fi
  [[ $cur != -* ]] || COMPREPLY=($(compgen -W '--demo --input-file --version --help --help-all' -- "$cur"))
} && complete -F _freshet freshet
