# SPDX-License-Identifier: GPL-3.0-or-later
complete -c freshet -f
complete -c freshet -l demo -d 'Start the demo server and add its files'
complete -c freshet -s i -l input-file -r -F -d 'Add the addresses in a file'
complete -c freshet -l version -d 'Show the version'
complete -c freshet -s h -l help -d 'Show the help'
complete -c freshet -l help-all -d 'Show all options'
