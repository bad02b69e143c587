# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion for freshet-cli

_freshet_cli ()
{
  local cur prev words cword
  _init_completion -s || return

  if [ "$cword" -eq 1 ]; then
    COMPREPLY=($(compgen -W 'get compare serve help --help --version' -- "$cur"))
    return
  fi

  case ${words[1]}:$prev in
    get:-d | get:--directory)
      _filedir -d
      return
      ;;
    get:-m | get:--mode)
      COMPREPLY=($(compgen -W 'async threads blocking naive' -- "$cur"))
      return
      ;;
    get:-c | get:--checksum)
      COMPREPLY=($(compgen -S : -W 'md5 sha1 sha256 sha512' -- "$cur"))
      compopt -o nospace
      return
      ;;
    get:-i | get:--input-file)
      _filedir
      return
      ;;
    get:--ca-file)
      _filedir '@(pem|crt)'
      return
      ;;
    get:-r | get:--report | compare:-r | compare:--report)
      _filedir '@(json|csv)'
      return
      ;;
    compare:-m | compare:--modes)
      COMPREPLY=($(compgen -W 'async threads blocking naive blocking,threads,async' -- "$cur"))
      return
      ;;
    get:-[ojslHt] | get:--output | get:--jobs | get:--segments | get:--limit-rate | \
      get:--header | get:--retries | serve:-p | serve:--port)
      return
      ;;
  esac

  case ${words[1]} in
    get)
      COMPREPLY=($(compgen -W '--directory= --output= --input-file= --mode= --jobs= --segments=
        --limit-rate= --checksum= --header= --retries= --ca-file= --no-resume --trust-length --overwrite --report=
        --quiet --help' -- "$cur"))
      ;;
    compare) COMPREPLY=($(compgen -W '--modes= --report= --help' -- "$cur")) ;;
    serve) COMPREPLY=($(compgen -W '--port= --verbose --help' -- "$cur")) ;;
    help) COMPREPLY=($(compgen -W 'get compare serve' -- "$cur")) ;;
  esac
  [[ ${COMPREPLY-} == *= ]] && compopt -o nospace
} && complete -F _freshet_cli freshet-cli
