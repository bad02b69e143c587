# SPDX-License-Identifier: GPL-3.0-or-later
set -l modes async threads blocking naive
set -l none __fish_use_subcommand
set -l get '__fish_seen_subcommand_from get'
set -l compare '__fish_seen_subcommand_from compare'
set -l serve '__fish_seen_subcommand_from serve'

complete -c freshet-cli -f
complete -c freshet-cli -n $none -a get -d 'Download files'
complete -c freshet-cli -n $none -a compare -d 'Compare the modes'
complete -c freshet-cli -n $none -a serve -d 'Serve made-up files'
complete -c freshet-cli -n $none -a help -d 'Show the help'
complete -c freshet-cli -n $none -l version -d 'Show the version'
complete -c freshet-cli -s h -l help -d 'Show the help'
complete -c freshet-cli -n '__fish_seen_subcommand_from help' -a 'get compare serve'

complete -c freshet-cli -n $get -s d -l directory -xa '(__fish_complete_directories)' -d 'Save in this folder'
complete -c freshet-cli -n $get -s o -l output -x -d 'Save under this name'
complete -c freshet-cli -n $get -s i -l input-file -rF -d 'Read addresses'
complete -c freshet-cli -n $get -s m -l mode -xa "$modes" -d 'Who waits for the bytes'
complete -c freshet-cli -n $get -s j -l jobs -x -d 'Downloads at once'
complete -c freshet-cli -n $get -s s -l segments -x -d 'Ranges per file'
complete -c freshet-cli -n $get -s l -l limit-rate -x -d 'Bytes per second in all'
complete -c freshet-cli -n $get -s c -l checksum -xa 'md5: sha1: sha256: sha512:' -d 'Check the file'
complete -c freshet-cli -n $get -s H -l header -x -d 'Send this header'
complete -c freshet-cli -n $get -s t -l retries -x -d 'Tries after a failure'
complete -c freshet-cli -n $get -l ca-file -rF -d 'Trust the authorities in this file'
complete -c freshet-cli -n $get -l no-resume -d 'Do not go on with what is there in part'
complete -c freshet-cli -n $get -l trust-length -d 'Go on by length alone, where nothing tells more'
complete -c freshet-cli -n $get -l overwrite -d 'Replace files of the same name'
complete -c freshet-cli -n $get -s r -l report -rF -d 'Write the figures'
complete -c freshet-cli -n $get -s q -l quiet -d 'Say only what failed'

complete -c freshet-cli -n $compare -s m -l modes -xa "$modes" -d 'Modes'
complete -c freshet-cli -n $compare -s r -l report -rF -d 'Write the figures'

complete -c freshet-cli -n $serve -s p -l port -x -d 'Listen on this port'
complete -c freshet-cli -n $serve -s v -l verbose -d 'Say each request'
